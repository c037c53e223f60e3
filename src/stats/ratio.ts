import { studentQuantile } from './student.ts';

/**
 * Ratio of two totals over the same cases (tokens, money), with an interval by the delta method on the log:
 * R = Σc/Σb, e = c − R·b, se = √(Σe²/(n(n − 1)))/mean(b), R·exp(±t(n − 1)·se/R).
 * One case: the interval is [0, largest double].
 * @throws RangeError when the lists differ in length, are empty, or the baseline adds up to 0.
 */
export function pairedRatio(
  candidate: readonly number[],
  baseline: readonly number[],
  level: number,
): { ratio: number; low: number; high: number } {
  const n = baseline.length;
  if (candidate.length !== n) throw new RangeError('a paired ratio needs two lists of the same length');
  const total = baseline.reduce((sum, value) => sum + value, 0);
  if (!(total > 0)) throw new RangeError('a ratio needs a baseline that adds up to more than 0');
  const ratio = candidate.reduce((sum, value) => sum + value, 0) / total;
  if (ratio === 0) return { ratio, low: 0, high: 0 };
  if (n < 2) return { ratio, low: 0, high: Number.MAX_VALUE };
  let squares = 0;
  for (const [index, value] of baseline.entries()) squares += ((candidate[index] ?? 0) - ratio * value) ** 2;
  const standardError = Math.sqrt(squares / (n * (n - 1))) / (total / n);
  const spread = Math.exp((studentQuantile((1 + level) / 2, n - 1) * standardError) / ratio);
  return { ratio, low: ratio / spread, high: Math.min(Number.MAX_VALUE, ratio * spread) };
}
