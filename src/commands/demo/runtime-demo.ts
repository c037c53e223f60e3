import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { GateFailure } from '../../base/errors.ts';
import { DEFAULT_POLICY_PATH } from '../../domain/policy.ts';
import { counted, formatCount, formatRate } from '../../prose/numbers.ts';
import { nextSerial } from '../../registry/pointer.ts';
import { allocate, slotsOfWeights } from '../../registry/slots.ts';
import { openRepository } from '../../repo/git.ts';
import type { ExitCode, Terminal } from '../command.ts';
import { NO_KEYS } from '../registry/keys.ts';
import { openMain } from '../registry/opened.ts';
import { textTable } from '../registry/table.ts';
import { openWriting, writeEvents } from '../registry/writing.ts';
import { type Applications, openApplications } from './applications.ts';
import { openStage, type Stage } from './stage.ts';

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
 * Plays how applications follow a registry, offline and in real time: weights, a version whose calls fail in one of
 * them, and a rollback that arrives in all of them.
 * @throws GateFailure where git cannot make the repository, or something ends otherwise than the story says.
 */
export async function runRuntimeDemo(request: {
  /** The folder of the example: `base/`, `pull-request/`, `registry/` and `runtime/`. */
  example: string;
  /** An empty folder. */
  folder: string;
  /** Whether the repository and the published folder, before and after, are left there. */
  isKept: boolean;
  terminal: Terminal;
}): Promise<ExitCode> {
  const { example, folder, isKept, terminal } = request;
  const before = join(folder, 'before');
  const after = join(folder, 'after');
  try {
    const stage = await openStage({ ...request, overlay: join(example, 'runtime', 'base') });
    const { say } = stage;
    const published = join(stage.repository, 'published');
    await serveTwoVersions(stage);
    await cp(published, before, { recursive: true });
    const { packageDirectory } = terminal;
    const applications = await openApplications(APPLICATIONS, {
      ...{ folder: published, environment: ENVIRONMENT, packageDirectory },
    });
    try {
      showWeights(applications, say);
      showBreaker(applications, say);
      await showRollback(applications, stage);
    } finally {
      await applications.close();
    }
    await cp(published, after, { recursive: true });
    if (isKept) {
      say(`The published folder is kept as it was before the rollback, ${before}, and after it, ${after}.`);
      say(`Serve them to an application: docs/runtime.md. The repository is ${stage.repository}.`);
    } else {
      say(
        'All of it was in a temporary folder. With --keep DIR the published folder stays, before and after.',
      );
    }
    return 0;
  } finally {
    if (!isKept) await rm(folder, { recursive: true, force: true });
  }
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
  const { afterMs, mostPolls } = await applications.follow(serial, (reached, sinceMs) => {
    say(`  after ${(sinceMs / 1000).toFixed(1)} s  ${formatCount(reached)} of ${formatCount(APPLICATIONS)}`);
  });
  const poll = mostPolls <= 1 ? 'first poll' : 'second poll at the latest';
  say(
    `\nAll ${formatCount(APPLICATIONS)} serve ${SAFE} to everybody ${(afterMs / 1000).toFixed(1)} s after the command, at their ${poll}.`,
  );
}
