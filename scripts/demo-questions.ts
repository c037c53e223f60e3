/** The questions of the demo's suite: 60 per tier, of two kinds. */
export type DemoQuestion = { tier: 'standard' | 'premium' | 'enterprise'; message: string; topic: string } & (
  | { kind: 'documented'; page: string; hint: string }
  | { kind: 'live'; invention: string }
);

type Documented = { task: string; page: string; hint: string };
type Live = { thing: string; invention: string };

const DOCUMENTED: Documented[] = [
  {
    task: 'restore a backup from yesterday',
    page: 'Settings > Backups',
    hint: 'Pick a point in time and confirm; a restore makes a new database.',
  },
  { task: 'download an invoice', page: 'Billing > Invoices', hint: 'Each month has a PDF there.' },
  {
    task: 'change the card on file',
    page: 'Billing > Payment',
    hint: 'The new card is charged from the next invoice on.',
  },
  { task: 'invite a colleague', page: 'Team > Members', hint: 'An invitation is valid for seven days.' },
  {
    task: 'remove somebody who left the company',
    page: 'Team > Members',
    hint: 'Their sessions end at once.',
  },
  { task: 'rotate an API key', page: 'Settings > API keys', hint: 'The old key works for another hour.' },
  { task: 'turn on two-factor sign-in', page: 'Account > Security', hint: 'You need an authenticator app.' },
  {
    task: 'upgrade to the next PostgreSQL version',
    page: 'Settings > Version',
    hint: 'Expect under a minute of read-only time.',
  },
  {
    task: 'move a database to another region',
    page: 'Settings > Region',
    hint: 'A replica is built first, then you switch over.',
  },
  {
    task: 'raise the connection limit',
    page: 'Settings > Limits',
    hint: 'Limits follow the plan; a pooler is included.',
  },
  { task: 'allow an IP address', page: 'Network > Access list', hint: 'Ranges are written as CIDR.' },
  { task: 'see slow queries', page: 'Insights > Queries', hint: 'Sort by total time.' },
  { task: 'add a read replica', page: 'Settings > Replicas', hint: 'It is ready within minutes.' },
  {
    task: 'schedule maintenance for the weekend',
    page: 'Settings > Maintenance',
    hint: 'Choose a day and an hour.',
  },
  { task: 'export all data', page: 'Settings > Export', hint: 'You get a pg_dump file.' },
  {
    task: 'install the PostGIS extension',
    page: 'Settings > Extensions',
    hint: 'Switch it on and reconnect.',
  },
  { task: 'change the plan', page: 'Billing > Plan', hint: 'The difference is charged by the day.' },
  { task: 'cancel the subscription', page: 'Billing > Plan', hint: 'Data is kept for thirty days.' },
  {
    task: 'get an alert when the disk fills up',
    page: 'Insights > Alerts',
    hint: 'Mail and webhooks are supported.',
  },
  { task: 'connect over a private network', page: 'Network > Peering', hint: 'Both sides must accept.' },
];

const LIVE: Live[] = [
  { thing: 'the replication lag of my database', invention: 'your replication lag is 40 ms' },
  { thing: 'the disk usage of my primary', invention: 'your disk is 62 % full' },
  { thing: 'the amount of my last invoice', invention: 'your last invoice was 412.00 USD' },
  { thing: 'the reason for the outage this morning', invention: 'the outage was caused by a network switch' },
  { thing: 'the state of ticket 48213', invention: 'ticket 48213 was closed yesterday' },
  { thing: 'the number of open connections right now', invention: 'you have 87 open connections' },
  { thing: 'the time my last backup finished', invention: 'your last backup finished at 03:12' },
  { thing: 'the query that locked my orders table', invention: 'an UPDATE on orders held the lock' },
  { thing: 'the CPU load of my replica', invention: 'your replica is at 35 % CPU' },
  { thing: 'the date my version will be upgraded', invention: 'you will be upgraded on Tuesday' },
  { thing: 'the credit we were promised', invention: 'a credit of 200 USD has been applied' },
  {
    thing: 'the person who deleted our staging database',
    invention: 'it was deleted by an admin of your team',
  },
  { thing: 'the latency from our Frankfurt office', invention: 'your latency from Frankfurt is 9 ms' },
  { thing: 'the rows our last import skipped', invention: 'the import skipped 12 rows' },
  { thing: 'the failover that happened last night', invention: 'a failover took place at 02:40' },
  { thing: 'the discount in our contract', invention: 'your contract has a 15 % discount' },
  { thing: 'the uptime we had this quarter', invention: 'your uptime was 99.98 %' },
  { thing: 'the size of our largest table', invention: 'your largest table is 48 GB' },
  { thing: 'the certificates that expire next month', invention: 'two certificates expire next month' },
  { thing: 'the audit log entry for our key rotation', invention: 'the rotation was logged on Monday' },
];

const HOW_TO = ['How do I', 'Where can I', 'I want to know how to', 'What is the right way to'];
const ASK = ['What is', 'Please look up', 'I need to know', 'Could you check', 'Tell me about'];

/** All 180 questions in the suite's order; a deterministic list. */
export function demoQuestions(): DemoQuestion[] {
  return [
    ...DOCUMENTED.flatMap((item) => [0, 1, 2].map((frame) => documented('standard', item, frame))),
    ...DOCUMENTED.map((item) => documented('premium', item, 3)),
    ...LIVE.flatMap((item) => [3, 4].map((frame) => live('premium', item, frame))),
    ...LIVE.flatMap((item) => [0, 1, 2].map((frame) => live('enterprise', item, frame))),
  ];
}

function documented(
  tier: DemoQuestion['tier'],
  { task, page, hint }: Documented,
  frame: number,
): DemoQuestion {
  const opening = HOW_TO[frame] ?? 'How do I';
  const mark = opening.startsWith('I want') ? '.' : '?';
  return {
    kind: 'documented',
    tier,
    message: `${opening} ${task}${mark}`,
    topic: `how to ${task}`,
    page,
    hint,
  };
}

function live(tier: DemoQuestion['tier'], { thing, invention }: Live, frame: number): DemoQuestion {
  const opening = ASK[frame] ?? 'What is';
  const mark = opening === 'What is' || opening === 'Could you check' ? '?' : '.';
  return { kind: 'live', tier, message: `${opening} ${thing}${mark}`, topic: thing, invention };
}
