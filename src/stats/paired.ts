import { normalPValues } from './two-proportion.ts';

/** One case answered `trials` times by each arm: passes of each arm. The case is the unit, never the trial. */
export type PairedCase = { baseline: number; candidate: number; trials: number };

export type PairedZ = {
  /** Mean of (candidate − baseline)/trials. */
  difference: number;
  z: number;
  /** Cases that got worse, and better. */
  losses: number;
  wins: number;
  pWorse: number;
  pBetter: number;
  pTwoSided: number;
};

/**
 * The paired proportions z-test, score form: z = ΣD/√(ΣD²) with D = candidate − baseline passes of a case;
 * for one trial that is McNemar's (wins − losses)/√(wins + losses). Negative z: the candidate is worse.
 * No case differs: z = 0, every p = 1.
 */
export function pairedZ(cases: readonly PairedCase[]): PairedZ {
  let sum = 0;
  let squares = 0;
  let rates = 0;
  let losses = 0;
  let wins = 0;
  for (const { baseline, candidate, trials } of cases) {
    const change = candidate - baseline;
    sum += change;
    squares += change * change;
    rates += trials === 0 ? 0 : change / trials;
    if (change < 0) losses += 1;
    if (change > 0) wins += 1;
  }
  const difference = cases.length === 0 ? 0 : rates / cases.length;
  if (squares === 0) return { difference, z: 0, losses, wins, pWorse: 1, pBetter: 1, pTwoSided: 1 };
  const z = sum / Math.sqrt(squares);
  return { difference, z, losses, wins, ...normalPValues(z) };
}
