import { chanceOfSoFew } from '../stats/chernoff.ts';

const DAY_MS = 86_400_000;
/** Without an observation for so long, the guard pauses. */
export const SILENCE_MS = 3_600_000;
/** The share of the latest observations that the control must have. */
const LEAST_CONTROL = 0.05;
const LATEST = 1000;
/** A chance that is none, though it is taken again with every observation. */
const NO_CHANCE = 1e-6;

export type Arm = 'candidate' | 'control';

/** One observation of the segment. */
export type Watched = {
  /** ms since 1970. */
  at: number;
  arm: Arm;
  /** Hash of the unit; null where it names none. */
  unit: string | null;
  value: number;
};

/** What is not reported: nothing came lately, nothing of the version itself, or too little of the control. */
export type Missing = 'silence' | 'no-candidate' | 'no-control';

/** How much was reported of a version and of its control. */
export type Traffic = {
  count(watched: Watched): void;
  /**
   * Why nobody can know how the version does: nothing was reported for an hour; or of one of the two, while the weights
   * make that no chance; or the control has less than 5 % of the latest, by more than chance.
   * @param now ms since 1970
   */
  whatIsMissing(now: number, leastShare: Readonly<Record<Arm, number>>): Missing | null;
};

/** @param hasControl whether a control serves, without which there is one arm only */
export function openTraffic(hasControl: boolean): Traffic {
  const latest: Arm[] = [];
  const lastAt = { candidate: Number.NEGATIVE_INFINITY, control: Number.NEGATIVE_INFINITY };
  /** Observations of the other since the last one of this arm. */
  const missedBy = { candidate: 0, control: 0 };
  let controls = 0;

  const isSilent = (arm: Arm, now: number, share: number): boolean =>
    now - lastAt[arm] > SILENCE_MS && chanceOfSoFew({ passes: 0, n: missedBy[arm] }, share) < NO_CHANCE;

  return {
    count({ arm, at }) {
      lastAt[arm] = Math.max(lastAt[arm], at);
      missedBy[arm] = 0;
      missedBy[arm === 'control' ? 'candidate' : 'control'] += 1;
      latest.push(arm);
      controls += Number(arm === 'control');
      if (latest.length > LATEST) controls -= Number(latest.shift() === 'control');
    },
    whatIsMissing(now, leastShare) {
      if (now - Math.max(lastAt.candidate, lastAt.control) > SILENCE_MS) return 'silence';
      if (!hasControl) return null;
      if (isSilent('candidate', now, leastShare.candidate)) return 'no-candidate';
      const share = Math.min(LEAST_CONTROL, leastShare.control);
      const isTooLittle = chanceOfSoFew({ passes: controls, n: latest.length }, share) < NO_CHANCE;
      return isTooLittle || isSilent('control', now, leastShare.control) ? 'no-control' : null;
    },
  };
}

/**
 * Whether an observation counts: of each unit, the first one of a day and arm. What comes late counts if it is of the day
 * before the latest one: clocks differ, and one that is ahead begins no day for the others.
 */
export function openUnits(): (watched: Watched) => boolean {
  let latestDay = -1;
  let [today, before] = [new Set<string>(), new Set<string>()];
  return ({ at, arm, unit }) => {
    const day = Math.floor(at / DAY_MS);
    if (day > latestDay) {
      before = day === latestDay + 1 ? today : new Set();
      today = new Set();
      latestDay = day;
    }
    if (day < latestDay - 1) return false;
    if (unit === null) return true;
    const units = day === latestDay ? today : before;
    const key = `${arm} ${unit}`;
    if (units.has(key)) return false;
    units.add(key);
    return true;
  };
}
