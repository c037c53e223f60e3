/** A ratio of two sums or quantiles, candidate to baseline, with its 95 % interval; `high` may be infinite. */
type Ratio = { ratio: number; low: number; high: number };

/** So much may be lost in computing a ratio. */
const ROUNDING = 1e-12;

/**
 * How an increase stands to its limit, for tokens, money and latency alike. Either is shown by the whole 95 % interval:
 * `exceeded` where it lies above the limit, `within` where it does not reach above it. Else nothing is shown, and it is
 * `unknown`; so it is where there are too few cases to trust an interval.
 * @param limit largest increase allowed, a fraction
 * @param enough whether there are enough cases to hold anything against a limit
 */
export function standingTo(
  { low, high }: Ratio,
  limit: number,
  enough: boolean,
): 'within' | 'exceeded' | 'unknown' {
  const isAbove = (value: number) => value > 1 + limit + ROUNDING;
  if (!enough) return 'unknown';
  if (isAbove(low)) return 'exceeded';
  return isAbove(high) ? 'unknown' : 'within';
}
