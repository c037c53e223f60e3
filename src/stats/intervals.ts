import { normalQuantile } from './normal.ts';
import type { PairedCase } from './paired.ts';
import { studentQuantile } from './student.ts';
import type { Proportion } from './two-proportion.ts';

export type Interval = [low: number, high: number];

/** Wilson's score interval of one rate (Wilson 1927; Newcombe 1998, method 3). No data: [0, 1]. */
export function wilsonInterval({ passes, n }: Proportion, level: number): Interval {
  if (n === 0) return [0, 1];
  const z = normalQuantile((1 + level) / 2);
  const square = z * z;
  const middle = passes + square / 2;
  const half = z * Math.sqrt((passes * (n - passes)) / n + square / 4);
  const low = passes === 0 ? 0 : (middle - half) / (n + square);
  const high = passes === n ? 1 : (middle + half) / (n + square);
  return [Math.max(0, low), Math.min(1, high)];
}

/** Newcombe's hybrid score interval of candidate − baseline, independent samples (1998, method 10). */
export function newcombeInterval(candidate: Proportion, baseline: Proportion, level: number): Interval {
  if (candidate.n === 0 || baseline.n === 0) return [-1, 1];
  const p1 = candidate.passes / candidate.n;
  const p2 = baseline.passes / baseline.n;
  const [low1, high1] = wilsonInterval(candidate, level);
  const [low2, high2] = wilsonInterval(baseline, level);
  return [p1 - p2 - Math.hypot(p1 - low1, high2 - p2), p1 - p2 + Math.hypot(high1 - p1, p2 - low2)];
}

/**
 * "Plus two" interval of the mean of differences in [−1, 1]: two imaginary cases, one all won and one all
 * lost, keep it from ever having zero width. n' = n + 2, m = Σd/n', se = √((Σd² + 1)/n' − m²)/√n'.
 */
export function plusTwo(differences: readonly number[]): { mean: number; standardError: number; df: number } {
  let sum = 0;
  let squares = 0;
  for (const difference of differences) {
    sum += difference;
    squares += difference * difference;
  }
  const n = differences.length + 2;
  const mean = sum / n;
  const standardError = Math.sqrt(Math.max(0, (squares + 1) / n - mean * mean) / n);
  return { mean, standardError, df: differences.length - 1 };
}

/** mean ± t · se, kept within [−1, 1]; fewer than two differences: [−1, 1]. */
export function differenceInterval(differences: readonly number[], level: number): Interval {
  const { mean, standardError, df } = plusTwo(differences);
  if (df < 1) return [-1, 1];
  const half = studentQuantile((1 + level) / 2, df) * standardError;
  return [Math.max(-1, mean - half), Math.min(1, mean + half)];
}

function differencesOf(cases: readonly PairedCase[]): number[] {
  return cases.map(({ baseline, candidate, trials }) => (trials === 0 ? 0 : (candidate - baseline) / trials));
}

/**
 * Interval of the paired difference, any number of trials. `estimate` is its centre Σd/(n + 2); the
 * observed difference is `pairedZ`'s.
 */
export function pairedInterval(
  cases: readonly PairedCase[],
  level: number,
): { estimate: number; low: number; high: number } {
  const differences = differencesOf(cases);
  const [low, high] = differenceInterval(differences, level);
  return { estimate: plusTwo(differences).mean, low, high };
}

/** Whether the one-sided lower bound at `level` shows the candidate to be no worse than `margin` (a fraction). */
export function nonInferior(cases: readonly PairedCase[], margin: number, level: number): boolean {
  return differenceNonInferior(differencesOf(cases), margin, level);
}

/** As `nonInferior`, of any differences in [−1, 1]. */
export function differenceNonInferior(
  differences: readonly number[],
  margin: number,
  level: number,
): boolean {
  const { mean, standardError, df } = plusTwo(differences);
  if (df < 1) return false;
  return mean - studentQuantile(level, df) * standardError >= -margin;
}
