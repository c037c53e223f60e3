import { GateFailure, mistakesIn } from '../../../base/errors.ts';
import type { StandingGuard } from '../../../experiment/standing.ts';
import { openWatch } from '../../../experiment/watch.ts';
import { readJsonLines } from '../../../observe/rows.ts';
import type { StreamReading } from '../../../observe/stream.ts';
import { counted } from '../../../prose/numbers.ts';
import { openRepository } from '../../../repo/git.ts';
import { NOT_PUBLISHED } from '../publish/publish.ts';
import { type Ground, readGround, standOn } from './ground.ts';
import { judged, missingKey, requireGuards, requireKeyFor, streamOf, whatIsMissing } from './guard.ts';
import { wantedIssues } from './issues.ts';
import { judge, pausedHolds } from './judge.ts';
import type { GuardReport, GuardRequest } from './outcome.ts';
import { rememberedIssues } from './remembered-issues.ts';
import { isLacking, type Owed, owedAfter } from './settle.ts';
import { requireSource, type WatchedSource } from './sources.ts';
import { problemsOf, toldBefore } from './told.ts';

/** How often something is done, ms. */
export type Pauses = {
  /** What grows is judged, … */
  judgeMs: number;
  /** … main, the registry and what places serve are read anew, … */
  refreshMs: number;
  /** … and what could not be done is tried again. */
  retryMs: number;
};

const PAUSES: Pauses = { judgeMs: 1000, refreshMs: 30_000, retryMs: 60_000 };

export type WatchRequest = GuardRequest & {
  source: WatchedSource;
  /** For tests. */
  pauses?: Pauses | undefined;
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
 * Follows a source from its beginning, judges what comes and acts, until the signal is aborted. At each look, what guards
 * want is compared with what the registry and all places say: what is lacking is tried again, and told when it fails and
 * when it is done.
 * @returns how all guards stand when it ends, with what the last report could not do
 * @throws ConfigurationError as `guardOnce`, GateFailure: at the beginning; ConfigurationError: a key is missing without
 *   which nothing could be taken back, or the file that is to be followed
 */
export async function guardWatch(request: WatchRequest): Promise<GuardReport> {
  const { source, signal, onBegin, onReport, pauses = PAUSES } = request;
  const onTrouble = unlessSaid(request.onTrouble);
  const repository = await openRepository(request.directory);
  const current = {
    ground: await readGround(repository, request),
    readAt: performance.now(),
    ...{ judgeAt: 0, retryAt: 0 },
    /** Whether something that was taken back before is not recorded, or not published everywhere. */
    isLacking: false,
    owed: new Set<string>() as Owed,
  };
  requireGuards(current.ground);
  if (!request.dryRun) requireKeyFor(current.ground);
  await requireSource(source);
  const lacks = async (ground: Ground): Promise<boolean> =>
    (await tried(() => isLacking(ground, current.owed), onTrouble)) ?? true;
  if (!request.dryRun) current.isLacking = await lacks(current.ground);
  const watch = openWatch();
  watch.stand(current.ground.guards, Date.now());
  onBegin(current.ground.guards);
  const unwatched = whatIsMissing(current.ground);
  if (unwatched !== null) onTrouble(unwatched);
  let last: Omit<GuardReport, 'guards' | 'unreadable' | 'told'> = {
    ...{ rollbacks: [], held: [], recorded: [], trips: { written: [], unwritten: [] } },
    ...{ publication: NOT_PUBLISHED, wanted: [], issues: [], failures: [], dryRun: request.dryRun },
  };
  const told = toldBefore();
  const issues = rememberedIssues(request, onTrouble);
  /** Bodies of issues by their keys. */
  const kept = new Map<string, string>();
  const stream = streamOf(() => current.ground, watch);
  const tellUnreadable = unreadableRows(onTrouble);
  const refresh = async (): Promise<void> => {
    current.readAt = performance.now();
    const read = await tried(() => readGround(repository, request), onTrouble);
    // What was taken back without the remote serves no more, whatever was read last.
    const ground = read ?? (await standOn(current.ground.read));
    const before = missingIn(current.ground, request);
    current.ground = ground;
    const missing = missingIn(ground, request);
    if (missing !== null && missing !== before) onTrouble(missing);
    watch.stand(ground.guards, Date.now());
    if (request.dryRun) return;
    current.isLacking = await lacks(ground);
    if (read !== undefined) await standing();
  };
  /** What others did to what tripped, and what a run before could not say, is said in its issue. */
  const standing = async (): Promise<void> => {
    const wanted = (await tried(() => wantedIssues(null, current.ground, request), onTrouble)) ?? [];
    await issues.keep(wanted.filter(({ key, body }) => kept.get(key) !== body));
    for (const { key, body } of wanted) kept.set(key, body);
  };
  const between = async (): Promise<void> => {
    if (performance.now() < current.judgeAt) return;
    if (performance.now() - current.readAt >= pauses.refreshMs) await refresh();
    current.judgeAt = performance.now() + pauses.judgeMs;
    // Nothing that guards do waits for GitHub.
    void issues.again();
    tellUnreadable(stream.told());
    const { state } = current.ground;
    const outcomes = judge(state, watch.readings(Date.now()));
    told.forgetOthers(outcomes);
    // A pause that lasts has its hold renewed.
    const isDue =
      current.isLacking ||
      outcomes.some(({ action, isKnown }) => action !== null && !isKnown) ||
      pausedHolds(state, outcomes, Date.now()).length > 0;
    const isTried = !request.dryRun && isDue && performance.now() >= current.retryAt;
    if (!isTried && !outcomes.some(told.isNews)) return;
    // What tripped or paused is held against the registry as it is at this moment.
    await refresh();
    const { ground, owed } = current;
    const judging = { ground, watch, told: stream.told(), keep: issues.keep, owed, isTold: told.isTold };
    const report = await tried(() => judged(judging, request), onTrouble);
    current.retryAt = performance.now() + pauses.retryMs;
    if (report === undefined) current.judgeAt = current.retryAt;
    else {
      current.owed = request.runsPrograms ? owedAfter(report, owed) : owed;
      if (told.note(report)) await onReport(report);
    }
    last = report ?? { ...last, failures: ['What tripped or paused could not be dealt with.'] };
    await refresh();
    if (report && problemsOf(report).length === 0 && !current.isLacking) current.retryAt = 0;
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
    if (unreadable === told || performance.now() - toldAt < PAUSES.retryMs) return;
    const [first] = problems;
    const where = first?.place.line === undefined ? '' : `:${first.place.line}`;
    const example = first === undefined ? '' : ` The first: ${first.place.path}${where} ${first.problem}.`;
    const left = unreadable === 1 ? 'is left out' : 'are left out';
    onTrouble(`${counted(unreadable, 'row')} cannot be read, and ${left}.${example}`);
    told = unreadable;
    toldAt = performance.now();
  };
}

/** What is not watched, or could not be taken back; null: all is well. */
function missingIn(ground: Ground, { dryRun }: GuardRequest): string | null {
  const sentences = [whatIsMissing(ground), dryRun ? null : (missingKey(ground)?.message ?? null)];
  return sentences.filter((each) => each !== null).join(' ') || null;
}

/** The same sentence is said once, until another is. */
function unlessSaid(say: (sentence: string) => void): (sentence: string) => void {
  let last = '';
  return (sentence) => {
    if (sentence !== last) say(sentence);
    last = sentence;
  };
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
