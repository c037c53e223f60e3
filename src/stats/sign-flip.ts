import { type FlipDistribution, flipDistribution } from './flip-distribution.ts';
import type { PairedCase } from './paired.ts';
import { asPValue } from './probability.ts';

/** What was observed, on its null distribution: `lost` is the sum of |D| over cases that got worse, in units. */
export type FlipObservation = { distribution: FlipDistribution; lost: number; discordant: number };

/** Places paired cases on the null distribution of their sign-flip test. */
export function observeFlips(cases: readonly PairedCase[]): FlipObservation {
  const magnitudes: number[] = [];
  let lost = 0;
  for (const { baseline, candidate } of cases) {
    const change = candidate - baseline;
    if (change !== 0) magnitudes.push(Math.abs(change));
    if (change < 0) lost -= change;
  }
  const distribution = flipDistribution(magnitudes);
  return { distribution, lost: lost / distribution.unit, discordant: magnitudes.length };
}

/** One- and mid-p-values of an observation, both ways. */
export function flipPValues({ distribution, lost }: FlipObservation): {
  pWorse: number;
  midPWorse: number;
  pBetter: number;
  midPBetter: number;
} {
  const worse = distribution.atLeast(lost);
  const better = distribution.atLeast(distribution.total - lost);
  const half = distribution.mass(lost) / 2;
  return {
    pWorse: asPValue(worse),
    midPWorse: asPValue(worse - half),
    pBetter: asPValue(better),
    midPBetter: asPValue(better - half),
  };
}

/**
 * The exact sign-flip test of paired cases: under the null every case's D = candidate − baseline passes is as
 * likely as −D. p = P(T ≥ −ΣD) with T = Σ±|D|; mid-p takes half of the probability of T = −ΣD off. For one
 * trial a case this is the exact McNemar test. Exact at any size: a table while it is small, closed-form
 * binomial tails where all |D| are equal, and Fourier inversion beyond.
 * No case differs: p = 1, mid-p = ½.
 */
export function signFlip(cases: readonly PairedCase[]): {
  pWorse: number;
  midPWorse: number;
  pBetter: number;
  midPBetter: number;
} {
  return flipPValues(observeFlips(cases));
}
