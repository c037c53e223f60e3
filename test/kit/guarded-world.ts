import { type GuardRule, openGuard } from '../../src/experiment/guard.ts';
import type { Watched } from '../../src/experiment/traffic.ts';

export const RESOLVED: GuardRule = {
  better: 'higher',
  margin: { kind: 'points', value: 0 },
  bounds: { from: 0, to: 1 },
  alpha: 0.01,
  pairsBetweenAlarms: 200_000,
  leastShare: { candidate: 0.5, control: 0.5 },
};
export const COST: GuardRule = {
  ...RESOLVED,
  better: 'lower',
  margin: { kind: 'share', value: 0.15 },
  bounds: null,
};

export const MINUTE_MS = 60_000;
export const START = Date.parse('2026-11-23T00:00:00.000Z');

export type World = {
  /** The candidate's share of the traffic. */
  share: number;
  /** The share of the calls that is reported; all where it is absent. */
  sampled?: number;
  minutes: number;
  value(arm: Watched['arm'], minute: number, random: () => number): number;
};

/** The calls that the candidate answered until a guard trips, one call a minute; null where it does not. */
export function tripsAfter(
  rule: GuardRule,
  isNew: boolean,
  world: World,
  random: () => number,
): number | null {
  const guard = openGuard(rule, isNew);
  let candidates = 0;
  for (let minute = 0; minute < world.minutes; minute += 1) {
    const at = START + minute * MINUTE_MS;
    const arm = random() < world.share ? 'candidate' : 'control';
    candidates += Number(arm === 'candidate');
    if (world.sampled !== undefined && random() >= world.sampled) continue;
    guard.watch({ at, arm, unit: null, value: world.value(arm, minute, random) });
    if (guard.read(at).kind === 'tripped') return candidates;
  }
  return null;
}

export const right = (rate: number, random: () => number) => Number(random() < rate);
/** Harder questions come by night, and more of them from day to day. */
export const drifting = (minute: number) => 0.8 + 0.15 * Math.sin(minute / 229) - minute / 100_000;
/** As money is: the mean is made by few calls. */
export const heavyTailed = (random: () => number) => 0.001 / (1 - random()) ** 0.8;

/** What docs/guards.md states delays for: drops as fractions, and the shares of the calls that are reported. */
export const DELAY_DROPS = [0.05, 0.15, 0.3];
export const DELAY_SAMPLES = [1, 0.1, 0.05];

/** The median number of calls that a version answers until a guard trips, for a control that is right 85 % of the time. */
export function medianDelay(
  { drop, isNew, sampled, runs }: { drop: number; isNew: boolean; sampled: number; runs: number },
  random: () => number,
): number {
  const value: World['value'] = (arm, _minute, draw) => right(0.85 - (arm === 'candidate' ? drop : 0), draw);
  const world = { share: 0.5, sampled, minutes: 40_000 / sampled, value };
  const after = Array.from(
    { length: runs },
    () => tripsAfter(RESOLVED, isNew, world, random) ?? Number.POSITIVE_INFINITY,
  );
  return after.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? Number.NaN;
}
