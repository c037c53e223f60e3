import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { GateFailure } from '../../base/errors.ts';
import { DEFAULT_POLICY_PATH } from '../../domain/policy.ts';
import { counted, formatCount, formatRate } from '../../prose/numbers.ts';
import { nextSerial } from '../../registry/pointer.ts';
import { allocate, slotsOfWeights } from '../../registry/slots.ts';
import { openRepository } from '../../repo/git.ts';
import { NO_KEYS } from '../registry/keys.ts';
import { openMain } from '../registry/opened.ts';
import { textTable } from '../registry/table.ts';
import { openWriting, writeEvents } from '../registry/writing.ts';
import { type Applications, openApplications, showArrival } from './applications.ts';
import type { Stage } from './stage.ts';
import type { Story, StoryRequest } from './story.ts';

const ENVIRONMENT = 'production';
const PROMPT = 'support';
const SAFE = '1.0.0';
const NEW = '1.1.0';
/** Wanted shares, by segment. */
const WEIGHTS: Record<string, Record<string, number>> = {
  '*': { [SAFE]: 0.9, [NEW]: 0.1 },
  enterprise: { [SAFE]: 1 },
};
const APPLICATIONS = 200;
const USERS = 10_000;

/**
 * How applications follow a registry, in real time: weights, a version whose calls fail in one of them, and a rollback
 * that arrives in all of them.
 */
export const story: Story = {
  layer: 'runtime',
  play,
  left: ({ repository }, { folder }) => {
    const { before, after } = copiesIn(folder);
    return [
      `The published folder is kept as it was before the rollback, ${before}, and after it, ${after}.`,
      `Serve them to an application: docs/runtime.md. The repository is ${repository}.`,
    ];
  },
  gone: 'All of it was in a temporary folder. With --keep DIR the published folder stays, before and after.',
};

async function play(stage: Stage, { folder, terminal: { packageDirectory } }: StoryRequest): Promise<void> {
  const { before, after } = copiesIn(folder);
  const published = join(stage.repository, 'published');
  await serveTwoVersions(stage);
  await cp(published, before, { recursive: true });
  const applications = await openApplications(APPLICATIONS, {
    ...{ folder: published, environment: ENVIRONMENT, packageDirectory },
  });
  try {
    showWeights(applications, stage.say);
    showBreaker(applications, stage.say);
    await showRollback(applications, stage);
  } finally {
    await applications.close();
  }
  await cp(published, after, { recursive: true });
}

/** The published folder as it was before and after the rollback. */
function copiesIn(folder: string): { before: string; after: string } {
  return { before: join(folder, 'before'), after: join(folder, 'after') };
}

async function serveTwoVersions(stage: Stage): Promise<void> {
  const { say, run, mergePullRequest } = stage;
  say('A support prompt serves customers in production. What serves is published into a folder:');
  await run('workflow', ['record', '--adopt']);
  say(
    '\nA pull request is merged. Its version gets a tenth of all customers, and none of the enterprise tier:',
  );
  await mergePullRequest();
  await run('workflow', ['record']);
  await setWeights(stage);
  await run('on call', ['status']);
}

/** Writes the weights onto the branch, and publishes them. */
async function setWeights({ repository: directory, git }: Stage): Promise<void> {
  await git('config', 'user.name', 'release manager');
  const repository = await openRepository(directory);
  const place = { configPath: DEFAULT_POLICY_PATH, base: undefined };
  const { registry, commit, snapshot } = await openMain(repository, place);
  snapshot.close();
  const writing = await openWriting(
    { repository, registry, policyFrom: 'main', policyPath: DEFAULT_POLICY_PATH },
    {
      ...place,
      directory,
      remote: undefined,
      dryRun: false,
      environment: {},
      keys: NO_KEYS,
      runsPrograms: false,
    },
  );
  await writeEvents(writing, async ({ state }) => {
    const prompt = state.prompts[PROMPT];
    const served = prompt?.environments[ENVIRONMENT]?.served.at(-1)?.allocation['*'] ?? [];
    const digestOf = (version: string) => prompt?.versions[version]?.digest ?? '';
    const segments = Object.entries(WEIGHTS).map(([segment, weights]) => {
      const wanted = Object.entries(slotsOfWeights(weights));
      return [
        segment,
        allocate(
          served,
          wanted.map(([version, slots]) => ({ version, digest: digestOf(version), slots })),
        ),
      ] as const;
    });
    const fact = {
      ...{ type: 'promoted' as const, environment: ENVIRONMENT, prompt: PROMPT, version: NEW },
      ...{ digest: digestOf(NEW), serial: nextSerial(state, ENVIRONMENT) },
      allocation: Object.fromEntries(segments),
      policy: { commit, path: DEFAULT_POLICY_PATH },
      judgement: null,
    };
    return { entries: [{ fact }], message: `Give ${PROMPT} ${NEW} a tenth in ${ENVIRONMENT}`, finding: null };
  });
}

function showWeights(applications: Applications, say: Stage['say']): void {
  say(`${formatCount(APPLICATIONS)} applications follow the folder: each asks for a new pointer every 3 s.`);
  say(`${formatCount(USERS)} customers of each kind ask them in turn:\n`);
  const rows = Object.entries(WEIGHTS).flatMap(([segment, weights]) => {
    const counts = new Map<string, number>();
    for (let user = 0; user < USERS; user += 1) {
      const { version } = applications.next().get(PROMPT, { unit: `user-${user}`, segment });
      counts.set(version, (counts.get(version) ?? 0) + 1);
    }
    return Object.entries(weights).map(([version, wanted]) => [
      ...[segment === '*' ? 'all others' : segment, version, formatRate(wanted)],
      `${(((counts.get(version) ?? 0) / USERS) * 100).toFixed(1)} %`,
    ]);
  });
  for (const row of textTable([['customers', 'version', 'wanted', 'measured'], ...rows])) say(`  ${row}`);

  const versions = Array.from({ length: APPLICATIONS }, () => versionOf(applications, 'user-17'));
  const [first = ''] = versions;
  if (versions.some((version) => version !== first)) {
    throw new GateFailure('the demo expected every application to give one user the same version.');
  }
  say(`\nWherever user-17 asks, all ${formatCount(APPLICATIONS)} give them ${first}.`);
}

function versionOf(applications: Applications, unit: string): string {
  return applications.next().get(PROMPT, { unit, segment: 'standard' }).version;
}

function showBreaker(applications: Applications, say: Stage['say']): void {
  const one = applications.next();
  const askAs = (user: number) => one.get(PROMPT, { unit: `user-${user}`, segment: 'standard' });
  let calls = 0;
  let failed = 0;
  for (; calls < USERS && one.state().leftOut.length === 0; calls += 1) {
    const prompt = askAs(calls);
    const error = prompt.version === NEW;
    if (error) failed += 1;
    one.record(prompt, { error });
  }
  const later = Array.from({ length: 1_000 }, (_, user) => askAs(user).version);
  const stillNew = later.filter((version) => version === NEW).length;
  if (one.state().leftOut.length === 0 || stillNew > 0) {
    throw new GateFailure(`the demo expected ${NEW} to be left out where its calls fail.`);
  }
  say(
    `\nIn one application, every call with ${NEW} fails. After ${counted(calls, 'call')}, ${formatCount(failed)} of them failed, it`,
  );
  say(`leaves ${NEW} out for 5 minutes: ${stillNew} of the next ${formatCount(later.length)} calls get it.`);
}

async function showRollback(applications: Applications, { say, run }: Stage): Promise<void> {
  say('\nOn call takes it back for everybody:');
  const serial = applications.next().state().serial + 1;
  const reason = `calls with ${NEW} fail`;
  await run('on call', ['rollback', PROMPT, '--env', ENVIRONMENT, '--reason', reason]);
  say('');
  const { afterMs, poll } = await showArrival(applications, { serial, since: Date.now(), say });
  say(
    `\nAll ${formatCount(APPLICATIONS)} serve ${SAFE} to everybody ${(afterMs / 1000).toFixed(1)} s after the command, at their ${poll}.`,
  );
}
