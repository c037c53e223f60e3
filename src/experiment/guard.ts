import type { Better, Difference } from '../domain/portfolio.ts';
import {
  detectorValue,
  detectorWithDifference,
  eValue,
  FRESH_E_DETECTOR,
  FRESH_E_PROCESS,
  withDifference,
} from '../stats/e-process.ts';
import { wilsonInterval } from '../stats/intervals.ts';

/** What a guard watches: one version beside another that serves the same segment at the same time, its control. */
export type GuardRule = {
  better: Better;
  /** A drop that is no alarm: `points` of a value in bounds, as a fraction, or a `share` of the control's. */
  margin: Difference;
  /** Bounds of the values: 0 and 1 of what is so or not; null: there are none, and shares are compared. */
  bounds: { from: number; to: number } | null;
  /** While a version is new, the most probability of ever tripping where nothing is wrong. */
  alpha: number;
  /** Later, the wanted number of pairs between two false alarms. */
  pairsBetweenAlarms: number;
};

/** One observation of the segment. */
export type Watched = {
  /** ms since 1970. */
  at: number;
  arm: 'candidate' | 'control';
  /** Hash of the unit; null where it names none. */
  unit: string | null;
  value: number;
};

/** `tripped`: it is worse. `paused`: nobody knows, which is no good news. `watching`: nothing is shown. */
export type GuardReading = {
  kind: 'tripped' | 'paused' | 'watching';
  /** Evidence against the version, and what it is held against. */
  evidence: number;
  limit: number;
  pairs: number;
  /** Why it is paused: nothing came lately, or too little of the control to be compared with. */
  because: 'silence' | 'no-control' | null;
};

export type Guard = {
  /** Whether it counted: of each unit, the first observation of a day and arm does. */
  watch(watched: Watched): boolean;
  /** @param now ms since 1970 */
  read(now: number): GuardReading;
};

const DAY_MS = 86_400_000;
/** Without an observation for so long, the guard pauses. */
const SILENCE_MS = 3_600_000;
/** The share of the latest observations that the control must have. */
const LEAST_CONTROL = 0.05;
const LATEST = 1000;
/** Observations that wait for a partner: older ones are of another time. */
const MOST_WAITING = 100;
/** Of so many first values of a version its own fixed control is made. */
const FIRST_VALUES = 2000;

/**
 * Watches a version. One control observation is drawn for each of the candidate's, the latest one that was not drawn
 * before, so that changes of the traffic meet both alike, and no answer counts twice. Once it tripped, it stays so.
 * @param isNew whether it has to be judged from its first observation on; else for a change at some time
 * @param fixed where no control serves, what stands for it, from `fixedControl`; then changes of the traffic are taken for
 *   changes of the version, so such a guard may alert and hold, and roll nothing back
 */
export function openGuard(rule: GuardRule, isNew: boolean, fixed: number | null = null): Guard {
  const waiting: Record<Watched['arm'], number[]> = { candidate: [], control: [] };
  const latest: Watched['arm'][] = [];
  const seen = { day: -1, units: new Set<string>(), before: new Set<string>() };
  const limit = isNew ? 1 / rule.alpha : rule.pairsBetweenAlarms;
  let [process, detector] = [FRESH_E_PROCESS, FRESH_E_DETECTOR];
  let controls = 0;
  let last = Number.NEGATIVE_INFINITY;
  let pairs = 0;
  let isTripped = false;
  const evidence = () => (isNew ? eValue(process) : detectorValue(detector));

  /**
   * A unit counts once a day. What comes late counts if it is of the day before the latest one: clocks differ, and one that
   * is ahead begins no day for the others.
   */
  const isFirst = ({ at, arm, unit }: Watched): boolean => {
    const day = Math.floor(at / DAY_MS);
    if (day > seen.day) {
      seen.before = day === seen.day + 1 ? seen.units : new Set();
      seen.units = new Set();
      seen.day = day;
    }
    if (day < seen.day - 1) return false;
    if (unit === null) return true;
    const units = day === seen.day ? seen.units : seen.before;
    const key = `${arm} ${unit}`;
    if (units.has(key)) return false;
    units.add(key);
    return true;
  };
  const pair = (control: number, candidate: number): void => {
    const { difference, margin } = differenceOf(rule, control, candidate);
    pairs += 1;
    if (isNew) process = withDifference(process, difference, margin);
    else detector = detectorWithDifference(detector, difference, margin);
    isTripped ||= evidence() >= limit;
  };

  return {
    watch(watched) {
      if (!isFirst(watched)) return false;
      const { arm, at, value } = watched;
      if (fixed !== null && arm === 'control') return false;
      last = Math.max(last, at);
      latest.push(arm);
      controls += Number(arm === 'control');
      if (latest.length > LATEST) controls -= Number(latest.shift() === 'control');
      if (fixed !== null) {
        pair(fixed, value);
        return true;
      }
      const other = waiting[arm === 'control' ? 'candidate' : 'control'].pop();
      if (other !== undefined) {
        pair(arm === 'control' ? value : other, arm === 'control' ? other : value);
        return true;
      }
      waiting[arm].push(value);
      if (waiting[arm].length > MOST_WAITING) waiting[arm].shift();
      return true;
    },
    read(now) {
      const isSilent = now - last > SILENCE_MS;
      const isAlone = fixed === null && controls < LEAST_CONTROL * latest.length;
      const because = isSilent ? 'silence' : isAlone ? 'no-control' : null;
      const told = { evidence: evidence(), limit, pairs };
      if (isTripped) return { ...told, kind: 'tripped', because: null };
      return { ...told, kind: because === null ? 'watching' : 'paused', because };
    },
  };
}

/**
 * What stands for a control that is not there: the 95 % bound, on the side that is worse, of the mean of the version's own
 * first 2,000 values. Wilson's interval is too wide rather than too narrow for values within bounds that are no rates.
 * @param values in the order in which they came
 * @returns null where there are fewer than 2,000 of them, or the rule's values have no bounds
 */
export function fixedControl(
  { better, bounds }: Pick<GuardRule, 'better' | 'bounds'>,
  values: readonly number[],
): number | null {
  if (bounds === null || values.length < FIRST_VALUES) return null;
  const range = bounds.to - bounds.from;
  const sum = values
    .slice(0, FIRST_VALUES)
    .reduce((total, value) => total + (value - bounds.from) / range, 0);
  const [low, high] = wilsonInterval({ passes: sum, n: FIRST_VALUES }, 0.9);
  return bounds.from + range * (better === 'higher' ? low : high);
}

/**
 * How much worse the candidate was, in [−1, 1], and the margin it is held against. Values in bounds are subtracted. Of
 * values without bounds, such as money, one huge value must not decide: there a pair says only which of the two was worse,
 * the control's with the margin put on it. Where that is the same distribution, either is as likely.
 */
export function differenceOf(
  { better, margin, bounds }: Pick<GuardRule, 'better' | 'margin' | 'bounds'>,
  control: number,
  candidate: number,
): { difference: number; margin: number } {
  const sign = better === 'higher' ? 1 : -1;
  if (bounds !== null && margin.kind === 'points') {
    const difference = (sign * (control - candidate)) / (bounds.to - bounds.from);
    return { difference: Math.max(-1, Math.min(1, difference)), margin: margin.value };
  }
  const allowed =
    margin.kind === 'share' ? control * (1 - sign * margin.value) : control - sign * margin.value;
  return { difference: Math.sign(sign * (allowed - candidate)), margin: 0 };
}
