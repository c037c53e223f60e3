import { ConfigurationError } from '../../../base/errors.ts';
import type { Tripped } from '../../../domain/tripped.ts';
import { type Misread, openWatch, type Value, type Watch } from '../../../experiment/watch.ts';
import { type Bytes, openFiles } from '../../../observe/input.ts';
import { readRows } from '../../../observe/rows.ts';
import { type Observation, observationStream, type Misread as Row } from '../../../observe/stream.ts';
import { openRepository } from '../../../repo/git.ts';
import { afterBoth } from '../publish/report.ts';
import { requireKeys } from '../signing.ts';
import { act } from './act.ts';
import { announce } from './announce.ts';
import { type Ground, readGround, WHERE_GUARDS_ARE } from './ground.ts';
import { keepIssues, wantedIssues } from './issues.ts';
import { judge } from './judge.ts';
import type { GuardedRows, GuardIssue, GuardReport, GuardRequest, WantedIssue } from './outcome.ts';
import { type Owed, settle } from './settle.ts';

/** Files of one of these are tables. */
const TABLES = /\.csv(?:\.gz)?$/i;
/** Files of hosts that ran at the same time are sorted: so many values fit into memory. */
const MOST_VALUES = 3_000_000;

/**
 * Judges all guards of all portfolios on main once, over what files say, and does what follows.
 * @throws ConfigurationError, ConfigurationErrors: files that are not there; no guard stands; as `openMain`
 */
export async function guardOnce(
  request: GuardRequest & { files: readonly string[]; input: Bytes | undefined },
): Promise<GuardReport> {
  const repository = await openRepository(request.directory);
  const files = await openFiles(request.files, request);
  const ground = await readGround(repository, request);
  requireGuards(ground);
  const rows: (Value | Misread)[] = [];
  const keepRow = (row: Value | Misread): void => {
    rows.push(row);
    if (rows.length <= MOST_VALUES) return;
    throw new ConfigurationError(`There are more than ${MOST_VALUES} values to be judged.`, {
      remedy: 'Give the observations of fewer days, or follow one file with --watch.',
    });
  };
  const stream = streamOf(() => ground, { take: keepRow, miss: keepRow });
  for (const file of files) await readRows(file, TABLES.test(file.name), stream);
  const watch = openWatch();
  watch.stand(ground.guards);
  for (const row of rows.sort((a, b) => a.at - b.at)) {
    if ('metric' in row) watch.take(row);
    else watch.miss(row);
  }
  const keep = (wanted: readonly WantedIssue[]) => keepIssues(wanted, request);
  return await judged({ ground, watch, told: stream.told(), keep }, request);
}

/** Observations of what stands at each moment. */
export function streamOf(ground: () => Ground, { take, miss }: Pick<Watch, 'take' | 'miss'>) {
  const request = {
    resolve: () => ground().resolve,
    metrics: () => ground().metrics,
    source: null,
    now: Date.now,
    misread: ({ of: { environment, prompt, version, segment }, at }: Row) =>
      miss({ environment, prompt, version, segment, at }),
  };
  let unwatched = 0;
  const stream = observationStream(request, ({ of, at, unit, values }: Observation) => {
    const { environment, prompt, version, segment } = of;
    const counts = ground().guards.some(
      (guard) =>
        guard.environment === environment &&
        guard.prompt === prompt &&
        guard.segment === segment &&
        (guard.version === version || guard.control === version) &&
        at >= guard.from,
    );
    if (!counts) unwatched += 1;
    for (const [metric, value] of values)
      take({ environment, prompt, version, segment, metric, at, unit, value });
  });
  return { ...stream, told: (): GuardedRows => ({ ...stream.told(), unwatched }) };
}

type Judging = {
  ground: Ground;
  watch: Watch;
  told: GuardedRows;
  /** Programs that failed before. */
  owed?: Owed;
  /** Whether the same was told of a trip before, in this process. */
  isTold?(trip: Tripped): boolean;
  /** Opens issues, or brings them up to date. */
  keep(wanted: readonly WantedIssue[]): Promise<GuardIssue[]>;
};

/** What serves is changed first, then what is lacking of earlier changes is made up for; then people are told. */
export async function judged(
  { ground, watch, told, keep, owed = new Set(), isTold = () => false }: Judging,
  request: GuardRequest,
): Promise<GuardReport> {
  const guards = judge(ground.state, watch.readings(Date.now()));
  const acted = await act(guards, ground, request);
  // Whoever writes brings in what waits, and publishes to whatever is behind.
  const hasWritten =
    acted.rollbacks.some(({ kind }) => kind === 'rolled-back') ||
    acted.trips.written.length + acted.held.length > 0;
  const settled = hasWritten ? null : await settle(ground, owed);
  const { dryRun } = request;
  const trips = {
    written: acted.trips.written.filter((trip) => !isTold(trip)),
    unwritten: acted.trips.unwritten.filter((trip) => !isTold(trip)),
  };
  const report = {
    ...{ guards, ...acted, trips, unreadable: ground.unreadable, told, wanted: [], issues: [], dryRun },
    recorded: settled?.recorded ?? [],
    publication: settled === null ? acted.publication : afterBoth(acted.publication, settled.publication),
    failures: [...acted.failures, ...(settled?.failures ?? [])],
  };
  const failures = [...report.failures, ...(await announce(report, request))];
  const wanted = await wantedIssues(report, ground, request);
  return { ...report, failures, wanted, issues: await keep(wanted) };
}

/** @throws ConfigurationError: none stands */
export function requireGuards(ground: Ground): void {
  if (ground.guards.length > 0) return;
  throw new ConfigurationError(whatIsMissing(ground) ?? '', { remedy: WHERE_GUARDS_ARE });
}

/** @throws ConfigurationError: the registry is signed, and without the pointer key nothing can be taken back */
export function requireKeyFor(ground: Ground): void {
  const problem = missingKey(ground);
  if (problem !== null) throw problem;
}

/** Why nothing could be taken back although a guard is to do that; null: it could. */
export function missingKey({ guards, writing }: Ground): ConfigurationError | null {
  if (!guards.some(({ policy }) => policy.action === 'rollback')) return null;
  try {
    requireKeys(writing, ['pointer']);
    return null;
  } catch (problem) {
    if (problem instanceof ConfigurationError) return problem;
    throw problem;
  }
}

/** What is not watched although somebody may think so; null: all is. */
export function whatIsMissing({ guards, unreadable }: Ground): string | null {
  const none = guards.length === 0 ? ['No guard stands, so nothing is watched.'] : [];
  const sentences = [...none, ...unreadable.map(({ path, problem }) => `${path}: ${problem}`)];
  return sentences.length === 0 ? null : sentences.join(' ');
}
