import { flipDistribution } from './flip-distribution.ts';
import type { PairedCase } from './paired.ts';
import { asPValue } from './probability.ts';

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
  const magnitudes: number[] = [];
  let lost = 0;
  for (const { baseline, candidate } of cases) {
    const change = candidate - baseline;
    if (change !== 0) magnitudes.push(Math.abs(change));
    if (change < 0) lost -= change;
  }
  const distribution = flipDistribution(magnitudes);
  const s = lost / distribution.unit;
  const worse = distribution.atLeast(s);
  const better = distribution.atLeast(distribution.total - s);
  const half = distribution.mass(s) / 2;
  return {
    pWorse: asPValue(worse),
    midPWorse: asPValue(worse - half),
    pBetter: asPValue(better),
    midPBetter: asPValue(better - half),
  };
}
