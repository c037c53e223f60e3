import { binomialCdf } from './binomial.ts';

/** A quantile of a sample, and its interval; `high` is Infinity where so few values bound it from below only. */
export type QuantileEstimate = { value: number; low: number; high: number };

/**
 * A quantile and its distribution-free interval by order statistics (David & Nagaraja 2003, chapter 7): the largest and
 * the smallest value between which it lies with the given confidence, whatever the distribution. Low is 0 where no value
 * bounds it from below.
 * @param sorted the sample, ascending, not negative; at least one value
 * @param p the quantile, within (0, 1); the value is the smallest with at least the share p of the sample at or below it
 * @param independent how many independent values the sample is worth, if that is fewer than it has
 */
export function quantileInterval(
  sorted: ArrayLike<number>,
  p: number,
  level: number,
  independent = sorted.length,
): QuantileEstimate {
  const n = Math.max(1, Math.min(sorted.length, Math.floor(independent)));
  const tail = (1 - level) / 2;
  const below = firstRank(n, (rank) => binomialCdf(rank, n, p) > tail);
  const above = firstRank(n, (rank) => 1 - binomialCdf(rank, n, p) <= tail);
  // Of n values the ranks `below` and `above` + 1, from 1, carried over to the sample.
  const rank = (of: number) => Math.round((of / n) * sorted.length);
  return {
    value: sorted[Math.max(0, Math.ceil(p * sorted.length - 1e-9) - 1)] ?? 0,
    low: below === 0 ? 0 : (sorted[Math.max(0, rank(below) - 1)] ?? 0),
    high: above >= n ? Number.POSITIVE_INFINITY : (sorted[Math.min(sorted.length - 1, rank(above))] ?? 0),
  };
}

/** The smallest rank from 0 for which `holds`, which does for all above it too; n where it does for none below n. */
function firstRank(n: number, holds: (rank: number) => boolean): number {
  let low = 0;
  let high = n;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Ratio of two quantiles, with the interval that those of both make on the logarithm (MOVER; Zou & Donner 2008,
 * *Statist. Med.* 27): the distances of the bounds from the estimates, added as squares. It does not use that the values
 * are paired, so that it is wider than it need be where they go together.
 * @throws RangeError when the baseline's quantile is not above 0
 */
export function quantileRatio(
  candidate: QuantileEstimate,
  baseline: QuantileEstimate,
): { ratio: number; low: number; high: number } {
  if (!(baseline.value > 0)) throw new RangeError('a ratio needs a baseline above 0');
  const ratio = candidate.value / baseline.value;
  const apart = (a: number, b: number) => (a > 0 && b > 0 ? Math.log(a / b) ** 2 : Number.POSITIVE_INFINITY);
  const down = Math.sqrt(apart(candidate.value, candidate.low) + apart(baseline.high, baseline.value));
  const up = Math.sqrt(apart(candidate.high, candidate.value) + apart(baseline.value, baseline.low));
  return { ratio, low: ratio * Math.exp(-down), high: ratio * Math.exp(up) };
}
