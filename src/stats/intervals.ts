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

/** The differences of a family of cases: their sum, and how many there are. A case by itself is a family of one. */
export type FamilySum = { sum: number; size: number };

/**
 * "Plus two" interval of the mean of differences in [−1, 1], which come in families: two imaginary families, one won and
 * one lost, keep it from ever having zero width. With n cases, f = n/G of them in a family, n' = n + 2f, m = Σd/n':
 * se = √(Σ(D − size·m)² + f²(1 + 2m²))/n', D being a family's sum (the variance of a ratio; Cochran 1977, chapter 9A).
 * G = n²/Σsize² is the number of families of equal size that would be worth as much. Where every case is a family, that
 * is √((Σd² + 1)/n' − m²)/√n'.
 */
export function plusTwo(families: readonly FamilySum[]): { mean: number; standardError: number; df: number } {
  let sum = 0;
  let cases = 0;
  let sizes = 0;
  for (const family of families) {
    sum += family.sum;
    cases += family.size;
    sizes += family.size * family.size;
  }
  const size = cases === 0 ? 1 : sizes / cases;
  const n = cases + 2 * size;
  const mean = sum / n;
  let squares = size * size * (1 + 2 * mean * mean);
  for (const family of families) squares += (family.sum - family.size * mean) ** 2;
  return { mean, standardError: Math.sqrt(squares) / n, df: cases / size - 1 };
}

/** mean ± t · se, kept within [−1, 1]; fewer than two families: [−1, 1]. */
export function differenceInterval(families: readonly FamilySum[], level: number): Interval {
  const { mean, standardError, df } = plusTwo(families);
  if (df < 1) return [-1, 1];
  const half = studentQuantile((1 + level) / 2, df) * standardError;
  return [Math.max(-1, mean - half), Math.min(1, mean + half)];
}

function singles(cases: readonly PairedCase[]): FamilySum[] {
  return cases.map(({ baseline, candidate, trials }) => ({
    sum: trials === 0 ? 0 : (candidate - baseline) / trials,
    size: 1,
  }));
}

/**
 * Interval of the paired difference, any number of trials. `estimate` is its centre Σd/(n + 2); the
 * observed difference is `pairedZ`'s.
 */
export function pairedInterval(
  cases: readonly PairedCase[],
  level: number,
): { estimate: number; low: number; high: number } {
  const differences = singles(cases);
  const [low, high] = differenceInterval(differences, level);
  return { estimate: plusTwo(differences).mean, low, high };
}

/** Whether the one-sided lower bound at `level` shows the candidate to be no worse than `margin` (a fraction). */
export function nonInferior(cases: readonly PairedCase[], margin: number, level: number): boolean {
  return differenceNonInferior(singles(cases), margin, level);
}

/** As `nonInferior`, of any differences in [−1, 1] in their families. */
export function differenceNonInferior(
  families: readonly FamilySum[],
  margin: number,
  level: number,
): boolean {
  const { mean, standardError, df } = plusTwo(families);
  if (df < 1) return false;
  return mean - studentQuantile(level, df) * standardError >= -margin;
}
