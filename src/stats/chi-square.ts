import { stirlingError } from './gamma.ts';
import { asPValue } from './probability.ts';
import type { Proportion } from './two-proportion.ts';

/** log of x^a e^−x / Γ(a + 1), for a, x > 0, without the cancellation of large logarithms near x = a. */
function logMass(a: number, x: number): number {
  const ratio = x / a;
  return a * (Math.log(ratio) + 1 - ratio) - stirlingError(a) - 0.5 * Math.log(2 * Math.PI * a);
}

/** P(a, x), the lower incomplete gamma function, by its series (DLMF 8.11.4); for x < a + 1. */
function lowerSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; n < 100_000 && term > sum * 1e-17; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return Math.exp(logMass(a, x)) * sum;
}

/** Q(a, x), the upper one, by its continued fraction (DLMF 8.9.2, Lentz's method); for x ≥ a + 1. */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let result = d;
  for (let n = 1; n < 100_000; n++) {
    const step = -n * (n - a);
    b += 2;
    d = 1 / (step * d + b);
    c = b + step / c;
    const factor = c * d;
    result *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return Math.exp(logMass(a, x)) * a * result;
}

/** P(X ≥ x) of χ² with `df` > 0 degrees of freedom. */
export function chiSquareTail(x: number, df: number): number {
  if (!(x > 0)) return 1;
  const a = df / 2;
  const half = x / 2;
  return half < a + 1 ? 1 - lowerSeries(a, half) : upperFraction(a, half);
}

export type ChiSquare = { statistic: number; df: number; p: number };

/**
 * Pearson's χ² of counts against the shares that they should have (a sample-ratio test).
 * @param cells counts ≥ 0 with shares above 0 that add up to 1
 */
export function goodnessOfFit(cells: readonly { count: number; share: number }[]): ChiSquare {
  const total = cells.reduce((sum, { count }) => sum + count, 0);
  const df = cells.length - 1;
  if (total === 0 || df < 1) return { statistic: 0, df, p: 1 };
  const statistic = cells.reduce(
    (sum, { count, share }) => sum + (count - total * share) ** 2 / (total * share),
    0,
  );
  return { statistic, df, p: asPValue(chiSquareTail(statistic, df)) };
}

/** Pearson's χ² of several rates being one. Where all pass, or all fail, p is 1. */
export function equalRates(groups: readonly Proportion[]): ChiSquare {
  const told = groups.filter(({ n }) => n > 0);
  const n = told.reduce((sum, group) => sum + group.n, 0);
  const rate = told.reduce((sum, { passes }) => sum + passes, 0) / n;
  const df = told.length - 1;
  const spread = rate * (1 - rate);
  if (df < 1 || !(spread > 0)) return { statistic: 0, df: Math.max(0, df), p: 1 };
  const statistic = told.reduce(
    (sum, group) => sum + (group.passes - group.n * rate) ** 2 / (group.n * spread),
    0,
  );
  return { statistic, df, p: asPValue(chiSquareTail(statistic, df)) };
}

/** p of several independent statistics together: their sum on the sum of their degrees of freedom. */
export function combinedP(tests: readonly ChiSquare[]): number {
  const df = tests.reduce((sum, test) => sum + test.df, 0);
  const statistic = tests.reduce((sum, test) => sum + test.statistic, 0);
  return df === 0 ? 1 : asPValue(chiSquareTail(statistic, df));
}
