/**
 * Counts of positive values in buckets whose bounds grow by a constant factor, so that a quantile has a bounded relative
 * error whatever the distribution; histograms of different values add up (DDSketch: C. Masson, J. E. Rim, H. K. Lee,
 * PVLDB 12, 2019). Where the values span too many buckets, every two neighbours become one, which squares the factor
 * (UDDSketch: I. Epicoco et al., IEEE Access 8, 2020). Plain JSON.
 */
export type LogHistogram = {
  /** How often neighbours were joined; 0 is the finest. */
  level: number;
  /** Values below 1e-9, which count as 0. */
  zeros: number;
  /** Number of the first bucket: bucket i has the values above γ^(i − 1), up to γ^i. */
  first: number;
  /** From the first bucket on; the first and the last are not 0. Empty where all values are 0. */
  counts: number[];
};

/** The most buckets of one histogram. */
export const MOST_BUCKETS = 64;

/** Relative error of the finest level: 64 buckets span a factor of 13; of 167 at 4 %, of 28,000 at 8 %. */
const FINEST_ERROR = 0.02;
const FINEST_FACTOR = (1 + FINEST_ERROR) / (1 - FINEST_ERROR);

const SMALLEST = 1e-9;
const LARGEST = 1e15;

/** Takes values one by one, in memory that does not grow with their number. */
export type LogHistogramBuilder = { add(value: number): void; histogram(): LogHistogram };

/** A histogram that is being filled. `add` takes a number from 0; above 1e15 it counts as 1e15. */
export function openLogHistogram(): LogHistogramBuilder {
  let [level, zeros, first] = [0, 0, 0];
  let counts: number[] = [];
  return {
    add(value) {
      if (!(value >= SMALLEST)) {
        zeros += 1;
        return;
      }
      let bucket = Math.ceil(Math.log(Math.min(value, LARGEST)) / logFactor(level));
      if (counts.length === 0) first = bucket;
      while (Math.max(first + counts.length - 1, bucket) - Math.min(first, bucket) >= MOST_BUCKETS) {
        ({ first, counts, level } = coarser({ level, zeros, first, counts }));
        bucket = Math.ceil(bucket / 2);
      }
      while (bucket < first) {
        counts.unshift(0);
        first -= 1;
      }
      while (bucket >= first + counts.length) counts.push(0);
      counts[bucket - first] = (counts[bucket - first] ?? 0) + 1;
    },
    histogram: () => ({ level, zeros, first, counts: [...counts] }),
  };
}

/** The histogram of the values of both, at the coarser level of the two, or coarser where they span too much. */
export function addHistograms(a: LogHistogram, b: LogHistogram): LogHistogram {
  let [x, y] = [a, b];
  while (x.level < y.level) x = coarser(x);
  while (y.level < x.level) y = coarser(y);
  const zeros = a.zeros + b.zeros;
  if (x.counts.length === 0) return { ...y, zeros };
  if (y.counts.length === 0) return { ...x, zeros };
  while (endOf(x, y) - Math.min(x.first, y.first) > MOST_BUCKETS) [x, y] = [coarser(x), coarser(y)];
  const first = Math.min(x.first, y.first);
  const counts = Array.from(
    { length: endOf(x, y) - first },
    (_, index) => (x.counts[first + index - x.first] ?? 0) + (y.counts[first + index - y.first] ?? 0),
  );
  return { level: x.level, zeros, first, counts };
}

/** The same values with every two neighbouring buckets as one. */
function coarser({ level, zeros, first, counts }: LogHistogram): LogHistogram {
  const start = Math.ceil(first / 2);
  const joined: number[] = [];
  for (const [index, count] of counts.entries()) {
    const to = Math.ceil((first + index) / 2) - start;
    joined[to] = (joined[to] ?? 0) + count;
  }
  return { level: level + 1, zeros, first: counts.length === 0 ? 0 : start, counts: joined };
}

/** Number of values. */
export function histogramSize({ zeros, counts }: LogHistogram): number {
  return counts.reduce((sum, count) => sum + count, zeros);
}

/** The most by which a quantile differs from the value that it stands for, relative to that: 0.02 at level 0. */
export function relativeError({ level }: Pick<LogHistogram, 'level'>): number {
  // γ = (1 + α) / (1 − α), so ln γ = 2 atanh α.
  return Math.tanh(logFactor(level) / 2);
}

/**
 * A quantile: the smallest value with at least the share p of all values at or below it, up to the relative error.
 * @param p within [0, 1]
 * @returns NaN where there is no value
 */
export function histogramQuantile(histogram: LogHistogram, p: number): number {
  const { level, zeros, first, counts } = histogram;
  const size = histogramSize(histogram);
  if (size === 0) return Number.NaN;
  const rank = Math.max(1, Math.ceil(p * size - 1e-9));
  let seen = zeros;
  if (rank <= seen) return 0;
  for (const [index, count] of counts.entries()) {
    seen += count;
    // The value whose relative distance from both bounds of the bucket is the same.
    if (seen >= rank) return Math.exp(logFactor(level) * (first + index)) * (1 - relativeError(histogram));
  }
  return Number.NaN;
}

function logFactor(level: number): number {
  return Math.log(FINEST_FACTOR) * 2 ** level;
}

function endOf(a: LogHistogram, b: LogHistogram): number {
  return Math.max(a.first + a.counts.length, b.first + b.counts.length);
}
