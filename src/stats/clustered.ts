import { asPValue } from './probability.ts';
import { studentCdf } from './student.ts';
import type { Proportion } from './two-proportion.ts';

/** Sums over the observations of a group whose units have several each. */
export type ClusteredSums = {
  n: number;
  sum: number;
  units: number;
  /** Over units: Σ n², Σ n·sum, Σ sum². */
  clusters: { counts: number; products: number; sums: number };
};

/** A mean with the variance of that mean. */
export type ClusteredMean = { mean: number; variance: number; units: number };

/**
 * Mean of observations and the variance of that mean when units, not observations, are independent: the linearised
 * variance of a ratio, U/(U − 1)·Σ(sum − R·n)²/(Σn)² (Cochran 1977, 6.3). Fewer than two units: an infinite variance.
 */
export function clusteredMean({ n, sum, units, clusters }: ClusteredSums): ClusteredMean {
  if (n === 0) return { mean: 0, variance: Number.POSITIVE_INFINITY, units };
  const mean = sum / n;
  if (units < 2) return { mean, variance: Number.POSITIVE_INFINITY, units };
  const squares = Math.max(0, clusters.sums - 2 * mean * clusters.products + mean * mean * clusters.counts);
  return { mean, variance: (squares / (n * n)) * (units / (units - 1)), units };
}

/**
 * Passes and number of as many independent observations as say the same: both divided by the design effect, at least 1
 * (Rao & Scott 1992). Where all pass, or all fail, each unit counts once.
 */
export function effectiveProportion(sums: ClusteredSums): Proportion {
  const { n, sum, units } = sums;
  if (n === 0 || n === units) return { passes: sum, n };
  const { mean, variance } = clusteredMean(sums);
  const independent = (mean * (1 - mean)) / n;
  const effect = independent > 0 && units > 1 ? variance / independent : n / Math.max(1, units);
  const scale = 1 / Math.max(1, effect);
  return { passes: sum * scale, n: n * scale };
}

/** Welch's t-test of two means by their variances; degrees of freedom (Welch–Satterthwaite) by units. */
export function welchOfMeans(
  candidate: ClusteredMean,
  control: ClusteredMean,
): { difference: number; standardError: number; t: number; df: number; pTwoSided: number } {
  const difference = candidate.mean - control.mean;
  const sum = candidate.variance + control.variance;
  const standardError = Math.sqrt(sum);
  if (!(sum > 0) || !Number.isFinite(sum)) return { difference, standardError, t: 0, df: 0, pTwoSided: 1 };
  const df =
    sum ** 2 /
    (candidate.variance ** 2 / (candidate.units - 1) + control.variance ** 2 / (control.units - 1));
  const t = difference / standardError;
  return { difference, standardError, t, df, pTwoSided: asPValue(2 * studentCdf(-Math.abs(t), df)) };
}
