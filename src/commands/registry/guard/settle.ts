import { GateFailure, mistakesIn } from '../../../base/errors.ts';
import { ownMember } from '../../../base/json.ts';
import type { RegistryState } from '../../../domain/registry-state.ts';
import { guardThatTookBack } from '../../../registry/trips.ts';
import { appendPending } from '../appending.ts';
import { openLog } from '../log.ts';
import { readPending, type WaitingRollback } from '../pending.ts';
import { NOT_PUBLISHED, type PublishReport, publishWritten, servedSerials } from '../publish/publish.ts';
import { type OpenTargets, openTargets } from '../publish/targets.ts';
import { requireKeys, signedAs } from '../signing.ts';
import { environmentsOf, writeEvents } from '../writing.ts';
import type { Ground } from './ground.ts';
import type { GuardReport } from './outcome.ts';

/** What became of what was lacking. */
export type Settled = Pick<GuardReport, 'recorded' | 'publication' | 'failures'>;

const NOTHING_LACKING: Settled = { recorded: [], publication: NOT_PUBLISHED, failures: [] };

/** A remote that does not answer is waited for so long, ms, … */
const ANSWER_TIMEOUT_MS = 5000;
/** … and other writers. */
const RECORDING_TIMEOUT_MS = 20_000;

/** Names of programs to which something could not be published: nobody can ask them what they serve. */
export type Owed = ReadonlySet<string>;

/**
 * Whether what guards took back is lacking somewhere: a rollback waits in this clone to be recorded, or a place serves
 * less than the registry says of an environment in which a guard took something back that nobody released.
 */
export async function isLacking({ writing, state, read }: Ground, owed: Owed): Promise<boolean> {
  const waiting = await readPending(writing.repository, writing.place);
  if (waiting.length > 0 || owed.size > 0) return true;
  const environments = takenBackIn(state);
  if (environments.length === 0) return false;
  await using open = openTargets(writing);
  return (await placesBehind(open, { environments, state: read.recorded, writing })).length > 0;
}

/**
 * Records and publishes what guards, or people in this clone, took back before and what is lacking somewhere. Nothing is
 * decided: what the registry or this clone has noted is brought to the rest.
 */
export async function settle(ground: Ground, owed: Owed): Promise<Settled> {
  const { writing } = ground;
  if (!(await isLacking(ground, owed))) return NOTHING_LACKING;
  if (writing.dryRun) return { ...NOTHING_LACKING, failures: [WOULD_SETTLE] };
  const waiting = await readPending(writing.repository, writing.place);
  try {
    const { publication } = await writeEvents(
      writing,
      async () => ({ entries: [], message: '', finding: null }),
      { timeoutMs: RECORDING_TIMEOUT_MS, answerMs: ANSWER_TIMEOUT_MS, byIndex: true, owed },
    );
    const left = new Set((await readPending(writing.repository, writing.place)).map(({ file }) => file));
    const recorded = waiting.flatMap(({ file, rollback: { prompt, environment, from, at } }) =>
      left.has(file) ? [] : [{ prompt, environment, from, at }],
    );
    return { recorded, publication, failures: left.size > 0 ? [STILL_WAITING] : [] };
  } catch (problem) {
    const failures = [failure(problem)];
    return { recorded: [], publication: await publishWaiting(ground, waiting, owed), failures };
  }
}

const WOULD_SETTLE =
  'Dry run: would record what was taken back before and is not recorded, and publish it where it does not serve yet.';
const STILL_WAITING =
  'A rollback waits in this clone to be recorded: the registry is signed, and there is no pointer key here.';

/** The programs that are owed something after a report; where nothing could be tried, those of before too. */
export function owedAfter({ publication, rollbacks, failures }: GuardReport, before: Owed): Owed {
  const failed = [publication, ...rollbacks.map((each) => each.publication)].flatMap((report) =>
    report.needsPrograms ? report.failures.filter(({ folder }) => folder === undefined) : [],
  );
  return new Set([...failed.map(({ to }) => to), ...(failures.length > 0 ? before : [])]);
}

/** While the branch cannot be written, what waits is published once more where it is not served yet. */
async function publishWaiting(
  { writing }: Ground,
  waiting: readonly WaitingRollback[],
  owed: Owed,
): Promise<PublishReport> {
  if (waiting.length === 0) return NOT_PUBLISHED;
  try {
    using known = await openLog(writing, { offline: true });
    const signed = await signedAs(writing, known.snapshot);
    requireKeys(signed, ['pointer']);
    const rollbacks = waiting.map(({ rollback }) => rollback);
    const { log, files, changed } = appendPending(known, rollbacks, {
      ...{ writing: signed, published: {}, asPublished: true },
    });
    await using open = openTargets(writing);
    const environments = [...new Set(changed)];
    const behind = await placesBehind(open, { environments, state: log.state, writing });
    const targets = open.targets.filter((target) => behind.includes(target) || owed.has(target.name));
    const { signing } = signed.registry;
    const all = { state: log.state, snapshot: known.snapshot, written: files ?? {}, signing };
    return await publishWritten(all, targets, new Set());
  } catch (problem) {
    failure(problem);
    return NOT_PUBLISHED;
  }
}

/** The places that serve less than a state says, or do not answer. */
async function placesBehind(
  { targets }: Pick<OpenTargets, 'targets'>,
  {
    environments,
    state,
    writing: { registry },
  }: { environments: readonly string[]; state: RegistryState; writing: Ground['writing'] },
): Promise<OpenTargets['targets']> {
  const asked = targets.filter(({ kind }) => kind !== 'program');
  const { places } = await servedSerials(asked, environmentsOf(registry), {
    whatever: true,
    pointerKeys: registry.signing?.pointer ?? null,
  });
  return asked.filter((target) =>
    environments.some((environment) => {
      const serial = ownMember(places.get(target) ?? {}, environment) ?? 0;
      return serial < (ownMember(state.serials, environment) ?? 0);
    }),
  );
}

/** The environments in which a guard took something back that nobody released. */
function takenBackIn({ prompts }: RegistryState): string[] {
  const found = Object.values(prompts).flatMap(({ environments }) =>
    Object.entries(environments).flatMap(([environment, serving]) =>
      guardThatTookBack(serving) === undefined ? [] : [environment],
    ),
  );
  return [...new Set(found)];
}

/** A refusal or a remote that does not answer; anything else is a mistake of ours. */
export function failure(problem: unknown): string {
  if (problem instanceof GateFailure) return problem.message;
  return mistakesIn(problem)
    .map(({ message }) => message)
    .join(' ');
}
