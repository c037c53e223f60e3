import { GateFailure, mistakesIn } from '../../../base/errors.ts';
import type { StandingGuard } from '../../../experiment/standing.ts';
import { openWatch } from '../../../experiment/watch.ts';
import { readJsonLines } from '../../../observe/rows.ts';
import type { StreamReading } from '../../../observe/stream.ts';
import { counted } from '../../../prose/numbers.ts';
import { openRepository } from '../../../repo/git.ts';
import { NOT_PUBLISHED } from '../publish/publish.ts';
import { readGround } from './ground.ts';
import { judged, requireGuards, streamOf, whatIsMissing } from './guard.ts';
import { wantedIssues } from './issues.ts';
import { judge, pausedHolds } from './judge.ts';
import type { GuardOutcome, GuardReport, GuardRequest } from './outcome.ts';
import { rememberedIssues } from './remembered-issues.ts';
import type { WatchedSource } from './sources.ts';

/** How often what grows is judged, … */
const JUDGE_MS = 1000;
/** … main and the registry are read anew, … */
const REFRESH_MS = 30_000;
/** … and what could not be done is tried again. */
const RETRY_MS = 60_000;

export type WatchRequest = GuardRequest & {
  source: WatchedSource;
  /** Ends it. */
  signal: AbortSignal;
  /** What stands, at the beginning. */
  onBegin(guards: readonly StandingGuard[]): void;
  /** Whenever a guard trips, pauses or goes on. */
  onReport(report: GuardReport): Promise<void>;
  /** What could not be done or is not watched; it is tried again. */
  onTrouble(problem: string): void;
};

/**
 * Follows a source from its beginning, judges what comes and acts, until the signal is aborted.
 * @returns how all guards stand when it ends, with what the last report could not do
 * @throws ConfigurationError as `guardOnce`, GateFailure: at the beginning
 */
export async function guardWatch(request: WatchRequest): Promise<GuardReport> {
  const { source, signal, onBegin, onReport, onTrouble } = request;
  const repository = await openRepository(request.directory);
  const current = { ground: await readGround(repository, request), readAt: performance.now(), judgeAt: 0 };
  requireGuards(current.ground);
  const watch = openWatch();
  watch.stand(current.ground.guards, Date.now());
  onBegin(current.ground.guards);
  const unwatched = whatIsMissing(current.ground);
  if (unwatched !== null) onTrouble(unwatched);
  let last: Omit<GuardReport, 'guards' | 'unreadable' | 'told'> = {
    ...{ rollbacks: [], held: [], trips: { written: [], unwritten: [] }, publication: NOT_PUBLISHED },
    ...{ wanted: [], issues: [], failures: [], dryRun: request.dryRun },
  };
  const told = new Map<string, string>();
  const issues = rememberedIssues(request, onTrouble);
  /** Bodies of issues by their keys. */
  const kept = new Map<string, string>();
  const stream = streamOf(() => current.ground, watch);
  const tellUnreadable = unreadableRows(onTrouble);
  const refresh = async (): Promise<void> => {
    current.readAt = performance.now();
    const ground = await tried(() => readGround(repository, request), onTrouble);
    if (ground === undefined) return;
    const before = whatIsMissing(current.ground);
    current.ground = ground;
    const missing = whatIsMissing(ground);
    if (missing !== null && missing !== before) onTrouble(missing);
    watch.stand(ground.guards, Date.now());
    if (!request.dryRun) await standing();
  };
  /** What others did to what tripped, and what a run before could not say, is said in its issue. */
  const standing = async (): Promise<void> => {
    const wanted = (await tried(() => wantedIssues(null, current.ground, request), onTrouble)) ?? [];
    await issues.keep(wanted.filter(({ key, body }) => kept.get(key) !== body));
    for (const { key, body } of wanted) kept.set(key, body);
  };
  const between = async (): Promise<void> => {
    if (performance.now() < current.judgeAt) return;
    if (performance.now() - current.readAt >= REFRESH_MS) await refresh();
    current.judgeAt = performance.now() + JUDGE_MS;
    // Nothing that guards do waits for GitHub.
    void issues.again();
    tellUnreadable(stream.told());
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
    last = report ?? { ...last, failures: ['What tripped or paused could not be dealt with.'] };
    await refresh();
  };
  const open = () => source.open({ signal, between, onTrouble });
  await readJsonLines({ name: source.name, open }, stream);
  await issues.settled();
  const { state, unreadable } = current.ground;
  return { ...last, guards: judge(state, watch.readings(Date.now())), unreadable, told: stream.told() };
}

/** Says that rows cannot be read: at once, then once a minute while there are more. */
function unreadableRows(onTrouble: (problem: string) => void): (reading: StreamReading) => void {
  let [told, toldAt] = [0, Number.NEGATIVE_INFINITY];
  return ({ rows: { unreadable }, problems }) => {
    if (unreadable === told || performance.now() - toldAt < RETRY_MS) return;
    const [first] = problems;
    const where = first?.place.line === undefined ? '' : `:${first.place.line}`;
    const example = first === undefined ? '' : ` The first: ${first.place.path}${where} ${first.problem}.`;
    const left = unreadable === 1 ? 'is left out' : 'are left out';
    onTrouble(`${counted(unreadable, 'row')} cannot be read, and ${left}.${example}`);
    told = unreadable;
    toldAt = performance.now();
  };
}

/** Only a change is told, and that a guard watches is none at the beginning. */
function isNews(told: ReadonlyMap<string, string>, { guard, reading: { kind } }: GuardOutcome): boolean {
  return kind !== 'learning' && kind !== 'waiting' && (told.get(guard.key) ?? 'watching') !== kind;
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
