import { resolve } from 'node:path';
import { ConfigurationError, GateFailure, mistakesIn } from '../../../base/errors.ts';
import { openWatch, type Value, type Watch } from '../../../experiment/watch.ts';
import { followed } from '../../../observe/follow.ts';
import { type Bytes, openFiles } from '../../../observe/input.ts';
import { readRows } from '../../../observe/rows.ts';
import { type Observation, observationStream, type StreamReading } from '../../../observe/stream.ts';
import { openRepository } from '../../../repo/git.ts';
import { act } from './act.ts';
import { announce } from './announce.ts';
import { type Ground, readGround, WHERE_GUARDS_ARE } from './ground.ts';
import {
  keepIssues,
  type RememberedIssues,
  rememberedIssues,
  type WantedIssue,
  wantedIssues,
} from './issues.ts';
import { judge, pausedHolds } from './judge.ts';
import type { GuardOutcome, GuardReport, GuardRequest } from './outcome.ts';

/** Files of one of these are tables. */
const TABLES = /\.csv(?:\.gz)?$/i;
/** Files of hosts that ran at the same time are sorted: so many values fit into memory. */
const MOST_VALUES = 3_000_000;
/** How often a growing file is judged, … */
const JUDGE_MS = 1000;
/** … main and the registry are read anew, … */
const REFRESH_MS = 30_000;
/** … and what could not be done is tried again. */
const RETRY_MS = 60_000;

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
  const values: Value[] = [];
  const stream = streamOf(
    () => ground,
    (value) => {
      values.push(value);
      if (values.length <= MOST_VALUES) return;
      throw new ConfigurationError(`There are more than ${MOST_VALUES} values to be judged.`, {
        remedy: 'Give the observations of fewer days, or follow one file with --watch.',
      });
    },
  );
  for (const file of files) await readRows(file, TABLES.test(file.name), stream);
  const watch = openWatch();
  watch.stand(ground.guards);
  for (const value of values.sort((a, b) => a.at - b.at)) watch.take(value);
  const keep = (wanted: readonly WantedIssue[]) => keepIssues(wanted, request);
  return await judged({ ground, watch, told: stream.told(), keep }, request);
}

export type WatchRequest = GuardRequest & {
  file: string;
  /** Ends it. */
  signal: AbortSignal;
  /** What stands, at the beginning. */
  onBegin(guards: number): void;
  /** Whenever a guard trips, pauses or goes on. */
  onReport(report: GuardReport): Promise<void>;
  /** What could not be done or is not watched; it is tried again. */
  onTrouble(problem: string): void;
};

/**
 * Follows a growing file from its beginning, judges what comes and acts, until the signal is aborted.
 * @throws ConfigurationError as `guardOnce`, at the beginning
 */
export async function guardWatch(request: WatchRequest): Promise<void> {
  const { file, signal, onBegin, onReport, onTrouble } = request;
  if (TABLES.test(file) || file.endsWith('.gz')) {
    throw new ConfigurationError('--watch follows lines of JSON.', {
      place: { path: file },
      remedy: 'Name a file with one JSON object a line; tables and archives are judged without --watch.',
    });
  }
  const repository = await openRepository(request.directory);
  const current = { ground: await readGround(repository, request), readAt: performance.now(), judgeAt: 0 };
  requireGuards(current.ground);
  const watch = openWatch();
  watch.stand(current.ground.guards);
  onBegin(current.ground.guards.length);
  const told = new Map<string, string>();
  const issues = rememberedIssues(request, onTrouble);
  const stream = streamOf(() => current.ground, watch.take);
  const refresh = async (): Promise<void> => {
    current.readAt = performance.now();
    const ground = await tried(() => readGround(repository, request), onTrouble);
    if (ground === undefined) return;
    const before = whatIsMissing(current.ground);
    current.ground = ground;
    const missing = whatIsMissing(ground);
    if (missing !== null && missing !== before) onTrouble(missing);
    watch.stand(ground.guards);
  };
  const between = async (): Promise<void> => {
    if (performance.now() < current.judgeAt) return;
    if (performance.now() - current.readAt >= REFRESH_MS) await refresh();
    current.judgeAt = performance.now() + JUDGE_MS;
    await issues.again();
    const { state } = current.ground;
    const outcomes = judge(state, watch.readings(Date.now()));
    // A pause that lasts has its hold renewed.
    const isDue = !request.dryRun && pausedHolds(state, outcomes, Date.now()).length > 0;
    if (!isDue && !outcomes.some((each) => isNews(told, each))) return;
    // What tripped or paused is held against the registry as it is at this moment.
    await refresh();
    const report = await tried(
      () => judged({ ground: current.ground, watch, told: stream.told(), keep: issues.keep }, request),
      onTrouble,
    );
    const isDone = report !== undefined && report.failures.length === 0;
    if (isDone) for (const { guard, reading } of report.guards) told.set(guard.key, reading.kind);
    else current.judgeAt = performance.now() + RETRY_MS;
    if (report) await onReport(report);
    await refresh();
  };
  const open = () => followed(resolve(request.directory, file), { signal, between });
  await readRows({ name: file, open }, false, stream);
}

function streamOf(ground: () => Ground, take: (value: Value) => void) {
  const request = {
    resolve: () => ground().resolve,
    metrics: () => ground().metrics,
    source: null,
    now: Date.now,
  };
  return observationStream(request, ({ of, at, unit, values }: Observation) => {
    const { environment, prompt, version, segment } = of;
    for (const [metric, value] of values)
      take({ environment, prompt, version, segment, metric, at, unit, value });
  });
}

type Judging = { ground: Ground; watch: Watch; told: StreamReading; keep: RememberedIssues['keep'] };

/** What serves is changed first; then people are told. */
async function judged({ ground, watch, told, keep }: Judging, request: GuardRequest): Promise<GuardReport> {
  const guards = judge(ground.state, watch.readings(Date.now()));
  const acted = await act(guards, ground, request);
  const { dryRun } = request;
  const report = { guards, ...acted, unreadable: ground.unreadable, told, issues: [], dryRun };
  const failures = [...report.failures, ...(await announce(report, request))];
  return { ...report, failures, issues: await keep(wantedIssues(report, ground)) };
}

function requireGuards(ground: Ground): void {
  if (ground.guards.length > 0) return;
  throw new ConfigurationError(whatIsMissing(ground) ?? '', { remedy: WHERE_GUARDS_ARE });
}

/** What is not watched although somebody may think so; null: all is. */
function whatIsMissing({ guards, unreadable }: Ground): string | null {
  const none = guards.length === 0 ? ['No guard stands, so nothing is watched.'] : [];
  const sentences = [...none, ...unreadable.map(({ path, problem }) => `${path}: ${problem}`)];
  return sentences.length === 0 ? null : sentences.join(' ');
}

/** Only a change is told, and that a guard watches is none at the beginning. */
function isNews(told: ReadonlyMap<string, string>, { guard, reading: { kind } }: GuardOutcome): boolean {
  return kind !== 'learning' && (told.get(guard.key) ?? 'watching') !== kind;
}

/** A remote that does not answer, or a policy that cannot be read now, ends no watch. */
async function tried<T>(
  action: () => Promise<T>,
  onTrouble: (problem: string) => void,
): Promise<T | undefined> {
  try {
    return await action();
  } catch (problem) {
    if (problem instanceof GateFailure) onTrouble(problem.message);
    else for (const { message } of mistakesIn(problem)) onTrouble(message);
    return undefined;
  }
}
