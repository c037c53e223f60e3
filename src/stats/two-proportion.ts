import { normalCdf } from './normal.ts';
import { asPValue } from './probability.ts';

/** `passes` of `n`; a fraction is allowed where passes are sums of case rates. */
export type Proportion = { passes: number; n: number };

export type TwoProportionZ = {
  difference: number;
  z: number;
  pWorse: number;
  pBetter: number;
  pTwoSided: number;
};

/**
 * The classic pooled two-proportion z-test of two independent samples:
 * P = (x1 + x2)/(n1 + n2), z = (p1 − p2)/√(P(1 − P)(1/n1 + 1/n2)). Negative z: the candidate is worse.
 * Where all pass or all fail (P is 0 or 1), or a sample is empty, z = 0 and every p = 1.
 * Kept apart from jStat's `ztest`, which takes |z|: there an improvement is as significant as a drop.
 */
export function twoProportionZ(candidate: Proportion, baseline: Proportion): TwoProportionZ {
  if (candidate.n === 0 || baseline.n === 0) {
    return { difference: 0, z: 0, pWorse: 1, pBetter: 1, pTwoSided: 1 };
  }
  const difference = candidate.passes / candidate.n - baseline.passes / baseline.n;
  const n = candidate.n + baseline.n;
  const passes = candidate.passes + baseline.passes;
  const pooled = (passes / n) * ((n - passes) / n);
  if (!(pooled > 0)) return { difference, z: 0, pWorse: 1, pBetter: 1, pTwoSided: 1 };
  const z = difference / Math.sqrt(pooled * (1 / candidate.n + 1 / baseline.n));
  return { difference, z, ...normalPValues(z) };
}

/** p-values of a z whose negative side is "candidate worse". */
export function normalPValues(z: number): { pWorse: number; pBetter: number; pTwoSided: number } {
  return {
    pWorse: asPValue(normalCdf(z)),
    pBetter: asPValue(normalCdf(-z)),
    pTwoSided: asPValue(2 * normalCdf(-Math.abs(z))),
  };
}

/** Smallest of the four expected counts of the two-by-two table; below 5 the z-test is doubtful. */
export function smallestExpectedCount(candidate: Proportion, baseline: Proportion): number {
  const n = candidate.n + baseline.n;
  if (n === 0) return 0;
  const passes = candidate.passes + baseline.passes;
  return (Math.min(candidate.n, baseline.n) * Math.min(passes, n - passes)) / n;
}
