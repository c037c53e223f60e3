import type { ArmFigures, GuardFigures, GuardTrend } from '../domain/tripped.ts';
import { fixedControl, type Guard, type GuardReading, type GuardRule, openGuard } from './guard.ts';
import { SILENCE_MS, type Watched } from './traffic.ts';

/** What is known of a guard: whether it tripped, and its figures, which stay as they were when it did. */
export type WatchedReading = {
  /**
   * `learning`: no control serves, and the version's own beginning is not known yet. `waiting`: it serves for less than an
   * hour, so that little is no news.
   */
  kind: GuardReading['kind'] | 'learning' | 'waiting';
  /**
   * Why it is paused; `alone`: no control serves, and values without bounds are not compared with anything else.
   * `unreadable`: too many rows of the version cannot be read.
   */
  because: GuardReading['because'] | 'alone' | 'unreadable';
  figures: GuardFigures;
  trend: GuardTrend;
};

export type WatchedGuard = {
  watch(watched: Watched): void;
  /** From now on it is held against this rule, as a `Guard` is. What tripped stays so. */
  judgeBy(rule: GuardRule, isNew: boolean): void;
  /** @param now ms since 1970 */
  read(now: number): WatchedReading;
};

/** `recent`: the sum of the latest values. */
type Arm = { n: number; sum: number; recent: number; latest: { at: number; value: number }[] };

/** The window for people. */
const LATEST = 1000;
const TREND_COLUMNS = 40;
const MOST_EVIDENCE = 1e12;

/**
 * A guard that also keeps what people are shown. Without a control, what stands for it is found from the version's own
 * first values.
 */
export function openWatched(
  firstRule: GuardRule,
  { isNew: beginsNew, hasControl }: { isNew: boolean; hasControl: boolean },
): WatchedGuard {
  let [rule, isNew] = [firstRule, beginsNew];
  const arms: Record<Watched['arm'], Arm> = { candidate: emptyArm(), control: emptyArm() };
  const values: number[] = [];
  const units = new Set<string>();
  let fixed: number | null = null;
  let learntAt = Number.NEGATIVE_INFINITY;
  let worse = 0;
  let guard: Guard | null = hasControl ? openGuard(rule, isNew) : null;
  let frozen: WatchedReading | null = null;

  const learn = ({ at, unit, value }: Watched): void => {
    learntAt = Math.max(learntAt, at);
    if (unit !== null && units.has(unit)) return;
    if (unit !== null) units.add(unit);
    values.push(value);
    fixed = fixedControl(rule, values);
    if (fixed === null) return;
    guard = openGuard(rule, false, fixed);
    units.clear();
  };
  const count = ({ arm, at, value }: Watched): void => {
    const counted = arms[arm];
    counted.n += 1;
    counted.sum += value;
    counted.recent += value;
    counted.latest.push({ at, value });
    if (counted.latest.length > LATEST) counted.recent -= counted.latest.shift()?.value ?? 0;
    if (arm !== 'candidate' || !isRate(rule)) return;
    const { latest, recent } = arms.control;
    if (fixed === null && latest.length === 0) return;
    const control = fixed ?? recent / latest.length;
    worse += rule.better === 'higher' ? control - value : value - control;
    // Of a version that was good for long, only what came since counts (E. S. Page, Biometrika 41, 1954).
    if (!isNew && worse < 0) worse = 0;
  };
  const figures = (reading: Pick<GuardReading, 'evidence' | 'limit' | 'pairs'>): GuardFigures => ({
    evidence: bounded(reading.evidence),
    limit: bounded(reading.limit),
    pairs: reading.pairs,
    version: figuresOf(arms.candidate.n, arms.candidate.sum),
    control: fixed === null ? figuresOf(arms.control.n, arms.control.sum) : { answers: 0, mean: fixed },
    latest: { version: latestOf(arms.candidate), control: latestOf(arms.control) },
    badAnswers: isRate(rule) ? Math.max(0, Math.round(worse)) : null,
  });
  const limit = () => (isNew && hasControl ? 1 / rule.alpha : rule.pairsBetweenAlarms);
  const read = (now: number): WatchedReading => {
    const trend = trendOf(arms);
    if (guard === null) {
      const isAlone = rule.bounds === null;
      const isSilent = now - learntAt > SILENCE_MS;
      const none = figures({ evidence: 0, limit: limit(), pairs: 0 });
      const version = figuresOf(
        values.length,
        values.reduce((sum, value) => sum + value, 0),
      );
      const told = { figures: { ...none, version }, trend };
      if (isAlone) return { ...told, kind: 'paused', because: 'alone' };
      if (isSilent) return { ...told, kind: 'paused', because: 'silence' };
      return { ...told, kind: 'learning', because: null };
    }
    const { kind, because, ...reading } = guard.read(now);
    return { kind, because, figures: figures(reading), trend };
  };
  return {
    watch(watched) {
      if (frozen !== null) return;
      if (guard === null) {
        if (watched.arm === 'candidate' && rule.bounds !== null) learn(watched);
        return;
      }
      if (!guard.watch(watched)) return;
      count(watched);
      if (guard.isTripped()) frozen = read(watched.at);
    },
    judgeBy(next, isNewNow) {
      [rule, isNew] = [next, isNewNow];
      guard?.judgeBy(rule, isNew && fixed === null);
    },
    read: (now) => frozen ?? read(now),
  };
}

function isRate({ bounds }: GuardRule): boolean {
  return bounds !== null && bounds.from === 0 && bounds.to === 1;
}

function emptyArm(): Arm {
  return { n: 0, sum: 0, recent: 0, latest: [] };
}

function figuresOf(answers: number, sum: number): ArmFigures {
  return { answers, mean: answers === 0 ? null : Number((sum / answers).toPrecision(6)) };
}

function latestOf({ latest, recent }: Arm): ArmFigures {
  return figuresOf(latest.length, recent);
}

function meanOf(values: readonly { value: number }[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, { value }) => sum + value, 0) / values.length;
}

/** As it is drawn. */
function rounded(mean: number | null): number | null {
  return mean === null ? null : Number(mean.toPrecision(3));
}

function bounded(evidence: number): number {
  return Number(Math.min(MOST_EVIDENCE, evidence).toPrecision(6));
}

/** Means of the latest answers of both, in columns of equal time. */
function trendOf({ candidate, control }: Record<Watched['arm'], Arm>): WatchedReading['trend'] {
  const times = [...candidate.latest, ...control.latest].map(({ at }) => at);
  const from = times.reduce((least, at) => Math.min(least, at), Number.POSITIVE_INFINITY);
  const span = times.reduce((most, at) => Math.max(most, at), Number.NEGATIVE_INFINITY) - from || 1;
  const columnOf = (at: number) =>
    Math.min(TREND_COLUMNS - 1, Math.floor(((at - from) / span) * TREND_COLUMNS));
  const meansOf = ({ latest }: Arm) =>
    Array.from({ length: TREND_COLUMNS }, (_, column) =>
      rounded(meanOf(latest.filter(({ at }) => columnOf(at) === column))),
    );
  return { version: meansOf(candidate), control: meansOf(control) };
}
