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
import { type Arm, type Missing, openTraffic, openUnits, type Watched } from './traffic.ts';

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
  /** Of the observations of both, the least share that the weights gave each since they serve together, in (0, 1). */
  leastShare: Record<Arm, number>;
};

/** `tripped`: it is worse. `paused`: nobody knows, which is no good news. `watching`: nothing is shown. */
export type GuardReading = {
  kind: 'tripped' | 'paused' | 'watching';
  /** Evidence against the version, and what it is held against. */
  evidence: number;
  limit: number;
  pairs: number;
  /** Why it is paused. */
  because: Missing | null;
};

export type Guard = {
  /** Whether it counted: of each unit, the first observation of a day and arm does. */
  watch(watched: Watched): boolean;
  /**
   * From now on it is held against this rule, whose bounds and direction are as before. Evidence is collected anew where
   * the margin is another or the version is no longer new; what is known of the traffic stays.
   */
  judgeBy(rule: GuardRule, isNew: boolean): void;
  isTripped(): boolean;
  /** @param now ms since 1970 */
  read(now: number): GuardReading;
};

/** Observations that wait for a partner: older ones are of another time. */
const MOST_WAITING = 100;
/** Of so many first values of a version its own fixed control is made. */
export const FIRST_VALUES = 2000;

/**
 * Watches a version. One control observation is drawn for each of the candidate's, the latest one that was not drawn
 * before, so that changes of the traffic meet both alike, and no answer counts twice. Once it tripped, it stays so.
 * @param beginsNew whether it has to be judged from its first observation on; else for a change at some time
 * @param fixed where no control serves, what stands for it, from `fixedControl`; then changes of the traffic are taken for
 *   changes of the version, so such a guard may alert and hold, and roll nothing back
 */
export function openGuard(firstRule: GuardRule, beginsNew: boolean, fixed: number | null = null): Guard {
  const waiting: Record<Arm, number[]> = { candidate: [], control: [] };
  const counts = openUnits();
  const traffic = openTraffic(fixed === null);
  let [rule, isNew] = [firstRule, beginsNew];
  let [process, detector] = [FRESH_E_PROCESS, FRESH_E_DETECTOR];
  let pairs = 0;
  let isTripped = false;
  const limit = () => (isNew ? 1 / rule.alpha : rule.pairsBetweenAlarms);
  const evidence = () => (isNew ? eValue(process) : detectorValue(detector));

  const pair = (control: number, candidate: number): void => {
    const { difference, margin } = differenceOf(rule, control, candidate);
    pairs += 1;
    if (isNew) process = withDifference(process, difference, margin);
    else detector = detectorWithDifference(detector, difference, margin);
    isTripped ||= evidence() >= limit();
  };

  return {
    watch(watched) {
      if (!counts(watched)) return false;
      const { arm, value } = watched;
      if (fixed !== null && arm === 'control') return false;
      traffic.count(watched);
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
    judgeBy(next, isNewNow) {
      const isOther = next.margin.kind !== rule.margin.kind || next.margin.value !== rule.margin.value;
      if (isOther || isNewNow !== isNew) [process, detector, pairs] = [FRESH_E_PROCESS, FRESH_E_DETECTOR, 0];
      [rule, isNew] = [next, isNewNow];
    },
    isTripped: () => isTripped,
    read(now) {
      const told = { evidence: evidence(), limit: limit(), pairs };
      if (isTripped) return { ...told, kind: 'tripped', because: null };
      const because = traffic.whatIsMissing(now, rule.leastShare);
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
 * How much worse the candidate was, in [−1, 1], and the margin it is held against. Values in bounds are subtracted, of a
 * share that is allowed the control's with that share on it, so that the mean is 0 where the candidate loses just that. Of
 * values without bounds, such as money, one huge value must not decide: there a pair says only which of the two was worse,
 * the control's with the margin put on it. Where that is the same distribution, either is as likely.
 */
export function differenceOf(
  { better, margin, bounds }: Pick<GuardRule, 'better' | 'margin' | 'bounds'>,
  control: number,
  candidate: number,
): { difference: number; margin: number } {
  const sign = better === 'higher' ? 1 : -1;
  const isShare = margin.kind === 'share';
  const allowed = isShare ? control * (1 - sign * margin.value) : control - sign * margin.value;
  if (bounds === null) return { difference: Math.sign(sign * (allowed - candidate)), margin: 0 };
  const { from, to } = bounds;
  if (!isShare) return { difference: within(sign * (control - candidate), to - from), margin: margin.value };
  const kept = 1 - sign * margin.value;
  return {
    difference: within(
      sign * (allowed - candidate),
      Math.max(Math.abs(from * kept - to), Math.abs(to * kept - from)),
    ),
    margin: 0,
  };
}

/** As a part of the most that it can be. */
function within(difference: number, most: number): number {
  return Math.max(-1, Math.min(1, difference / most));
}
