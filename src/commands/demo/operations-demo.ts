import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { GateFailure } from '../../base/errors.ts';
import { COMMAND } from '../../base/product.ts';
import { DEFAULT_POLICY_PATH } from '../../domain/policy.ts';
import { PORTFOLIO_FOLDER } from '../../domain/portfolio.ts';
import { counted, formatCount } from '../../prose/numbers.ts';
import type { GuardReport } from '../registry/guard/outcome.ts';
import { renderGuards } from '../registry/guard/render.ts';
import { watchedSource } from '../registry/guard/sources.ts';
import { guardWatch } from '../registry/guard/watch.ts';
import { NO_KEYS } from '../registry/keys.ts';
import { type Applications, openApplications, showArrival } from './applications.ts';
import { type Customers, customersOf } from './customers.ts';
import type { Stage } from './stage.ts';
import type { Story, StoryRequest } from './story.ts';

const ENVIRONMENT = 'production';
const PROMPT = 'support';
const SAFE = '1.0.0';
const NEW = '1.1.0';
const APPLICATIONS = 200;
/** Calls before anything is wrong. */
const GOOD_CALLS = 2_000;
/** Customers who ask at once, and the pause until the next of them come, ms. */
const CALLS_AT_ONCE = 200;
const PAUSE_MS = 50;
/** Calls after which a guard that did not trip never will. */
const MOST_CALLS = 100_000;
const OBSERVATIONS = '../logs/observations.jsonl';
const HANDOVERS = '../logs/handovers.jsonl';
const SITE = '../dashboard';

const PORTFOLIO = `owner: "@acme/support-ai"
environment: ${ENVIRONMENT}
unit: user_id
segment-by: customer_tier
safe: ${SAFE}
weights:
  "*":      { ${SAFE}: 90%, ${NEW}: 10% }
  standard: { ${SAFE}: 90%, ${NEW}: 10% }
guards:
  - { metric: resolved, worse-by: 0, alpha: 0.01, action: rollback }
`;

/**
 * A version that passes its suite and goes bad in one segment of production: a guard takes it back, every application
 * follows, and what went wrong becomes a case.
 */
export const story: Story = {
  layer: 'operations',
  pullRequest: {
    folder: 'operations/pull-request',
    branch: 'answer-in-one-sentence',
    title: 'Answer in one sentence',
  },
  play,
  left: ({ repository }, { folder }) => [
    `The dashboard is ${join(folder, 'dashboard', 'index.html')}.`,
    `What was recorded is in ${join(folder, 'logs')}, and the repository is ${repository}.`,
  ],
  gone: 'All of it was in a temporary folder. With --keep DIR it stays, the dashboard too, as pages to open.',
};

async function play(stage: Stage, request: StoryRequest): Promise<void> {
  const { say, run } = stage;
  await mkdir(join(request.folder, 'logs'));
  for (const path of [OBSERVATIONS, HANDOVERS]) await writeFile(join(stage.repository, path), '');
  await serveTwoVersions(stage);
  await takeBack(stage, request.terminal);

  say(
    '\nWhat was recorded is counted for the log. What the applications kept of those answers becomes cases, so no\nversion that does so passes again:',
  );
  await run('workflow', ['observe', OBSERVATIONS]);
  await run('workflow', ['refine', PROMPT, '--cases-only', '--from', HANDOVERS]);

  say('\nAll of it is on the dashboard, pages that ask nobody for anything:');
  await run('workflow', ['dashboard', '--out', SITE]);

  say('\nAnd everything that the registry says can be replayed:');
  await run('auditor', ['verify']);
  say('');
}

async function serveTwoVersions({ say, run, git, write, mergePullRequest }: Stage): Promise<void> {
  say('A support prompt serves customers in production. What serves is published into a folder:');
  await run('workflow', ['record', '--adopt']);
  say('\nAn edit makes answers shorter. The suite finds nothing wrong with it:');
  await mergePullRequest();
  await run('workflow', ['record']);
  say('\nSo a portfolio gives it a tenth of all customers, with a guard on what they say:\n');
  say(PORTFOLIO.replace(/^/gm, '  ').trimEnd());
  await write({ [`${PORTFOLIO_FOLDER}/${PROMPT}.yml`]: PORTFOLIO });
  await git('commit', '--quiet', '--message', `A tenth gets ${NEW} (#13)`);
  await git('push', '--quiet', 'origin', 'main');
  await run('workflow', ['record']);
}

async function takeBack(stage: Stage, { packageDirectory }: StoryRequest['terminal']): Promise<void> {
  const { say, repository, git } = stage;
  const folder = join(repository, 'published');
  const record = join(repository, OBSERVATIONS);
  const applications = await openApplications(APPLICATIONS, {
    ...{ folder, environment: ENVIRONMENT, packageDirectory, record },
  });
  const ending = new AbortController();
  try {
    say(
      `\n${formatCount(APPLICATIONS)} applications follow that folder, and record what becomes of each call.`,
    );
    say('Beside them runs, for as long as they do:');
    say(`\n$ ${COMMAND} guard --watch ${OBSERVATIONS}`);
    await git('config', 'user.name', 'guard');
    const guard = startGuard(repository, ending);
    const customers = customersOf(applications, { prompt: PROMPT, handovers: join(repository, HANDOVERS) });
    await askUntil(() => customers.counts().calls >= GOOD_CALLS, customers);
    say(
      `\n${counted(GOOD_CALLS, 'customer')} are answered well by both versions. Then databases get branches, which no`,
    );
    say(
      'case is about. Standard customers ask about them, and the brief version hands them to a specialist whom',
    );
    say('they do not have.\n');
    customers.learnOfBranches();
    const serial = applications.next().state().serial + 1;
    await askUntil(() => ending.signal.aborted || customers.counts().calls >= MOST_CALLS, customers);
    ending.abort();
    const report = await guard;
    const before = customers.counts().handedOver;
    say(renderGuards(report, repository).trimEnd());
    await showFollowers(applications, { serial, customers, folder, say });
    const after = customers.counts().handedOver - before;
    await customers.ask(GOOD_CALLS);
    const later = customers.counts().handedOver - before - after;
    say(
      `Handed over for nothing: ${counted(before, 'customer')} until the guard had acted, ${formatCount(after)} until all`,
    );
    say(`applications had followed, and ${formatCount(later)} of the next ${formatCount(GOOD_CALLS)}.`);
    showIssue(report, say);
  } finally {
    ending.abort();
    await applications.close();
  }
}

/** Customers ask until something is so. */
async function askUntil(isSo: () => boolean, customers: Customers): Promise<void> {
  while (!isSo()) {
    await customers.ask(CALLS_AT_ONCE);
    await setTimeout(PAUSE_MS);
  }
}

/**
 * The guard follows what is recorded until it took a version back, and then aborts `ending`; so it does where it fails.
 * @returns what it did
 */
async function startGuard(directory: string, ending: AbortController): Promise<GuardReport> {
  let tripped: GuardReport | undefined;
  let trouble: string | undefined;
  try {
    await guardWatch({
      ...{ directory, configPath: DEFAULT_POLICY_PATH, remote: undefined, base: undefined, env: undefined },
      ...{ webhook: null, dryRun: false, environment: {}, keys: NO_KEYS, runsPrograms: false },
      source: watchedSource(OBSERVATIONS, { directory, environment: {} }),
      signal: ending.signal,
      onBegin: () => {},
      onTrouble(problem) {
        trouble = problem;
        ending.abort();
      },
      async onReport(report) {
        if (report.rollbacks.length === 0) return;
        tripped = report;
        ending.abort();
      },
    });
  } finally {
    ending.abort();
  }
  if (tripped) return tripped;
  throw new GateFailure(
    trouble ?? `the demo expected the guard to trip within ${formatCount(MOST_CALLS)} calls.`,
  );
}

async function showFollowers(
  applications: Applications,
  {
    serial,
    customers,
    folder,
    say,
  }: { serial: number; customers: Customers; folder: string; say: Stage['say'] },
): Promise<void> {
  say('\nNobody had to do anything. The applications follow, while customers go on asking:');
  const { mtimeMs: since } = await stat(join(folder, ENVIRONMENT, 'pointer.json'));
  let isOver = false;
  const arrival = showArrival(applications, { serial, since, say }).finally(() => {
    isOver = true;
  });
  const [{ afterMs, poll }] = await Promise.all([arrival, askUntil(() => isOver, customers)]);
  say(
    `All ${formatCount(APPLICATIONS)} serve ${SAFE} to everybody ${(afterMs / 1000).toFixed(1)} s after it was published, at their ${poll}.`,
  );
}

/** What stands on GitHub where the guard may open an issue. */
function showIssue({ wanted: [issue] }: GuardReport, say: Stage['say']): void {
  if (!issue) throw new GateFailure('the demo expected an issue about what tripped.');
  say('\nWith a GITHUB_TOKEN, this issue is open on GitHub now:\n');
  say([`# ${issue.title}`, '', ...issue.body.trimEnd().split('\n')].map((line) => `  │ ${line}`).join('\n'));
}
