import { binomialLogMass } from './binomial.ts';
import { asPValue } from './probability.ts';
import { studentCdf } from './student.ts';

type Sample = { n: number; mean: number; variance: number };

function describe(values: readonly number[]): Sample {
  const n = values.length;
  if (n === 0) return { n, mean: 0, variance: 0 };
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { n, mean, variance: n < 2 ? 0 : squares / (n - 1) };
}

/** A standard error this far below the values is rounding, not spread. */
function isConstant(standardError: number, scale: number): boolean {
  return standardError <= 10 * Number.EPSILON * scale;
}

/**
 * The result where the values have no spread, so that t is not defined. p is `least`, the probability of the most
 * extreme arrangement of the observed values (a permutation test); t is the largest double with the sign of the
 * difference.
 */
function withoutSpread(difference: number, least: number) {
  if (difference === 0) return { t: 0, pWorse: 1, pBetter: 1, pTwoSided: 1 };
  return {
    t: Math.sign(difference) * Number.MAX_VALUE,
    pWorse: difference < 0 ? asPValue(least) : 1,
    pBetter: difference > 0 ? asPValue(least) : 1,
    pTwoSided: asPValue(2 * least),
  };
}

/** One- and two-sided p-values of Student's t. */
export function studentPValues(t: number, df: number) {
  return {
    t,
    pWorse: asPValue(studentCdf(t, df)),
    pBetter: asPValue(studentCdf(-t, df)),
    pTwoSided: asPValue(2 * studentCdf(-Math.abs(t), df)),
  };
}

/**
 * Student's paired t-test on candidate − baseline of each case; negative: the candidate is worse. Fewer than
 * two differences: t = 0, p = 1. Differences that are all alike have no t; p is then 2^−n, the sign-flip's.
 */
export function pairedT(differences: readonly number[]): {
  mean: number;
  t: number;
  df: number;
  pWorse: number;
  pBetter: number;
} {
  const { n, mean, variance } = describe(differences);
  if (n < 2) return { mean, t: 0, df: 0, pWorse: 1, pBetter: 1 };
  const df = n - 1;
  const standardError = Math.sqrt(variance / n);
  const { t, pWorse, pBetter } = isConstant(standardError, Math.abs(mean))
    ? withoutSpread(mean, 2 ** -n)
    : studentPValues(mean / standardError, df);
  return { mean, t, df, pWorse, pBetter };
}

/**
 * A t with the skewness taken out (Hall 1992, *J. R. Statist. Soc. B* 54): g(t) = t + s(t²/3 + 1/6) + s²t³/27, to be
 * compared with Student's t. Where a few values are far larger than the others, t alone finds a drop much too often.
 * @param skewness s, of the mean: Σe³/(Σe²)^1.5 with e the values less their mean, or the residuals of a weighted mean
 */
export function withoutSkewness(t: number, skewness: number): number {
  return t + skewness * ((t * t) / 3 + 1 / 6) + (skewness * skewness * t ** 3) / 27;
}

/**
 * `pairedT` with p-values of the t without its skewness; `t` is the plain one. Fewer than two differences and differences
 * that are all alike: as `pairedT`.
 */
export function skewCorrectedT(differences: readonly number[]): ReturnType<typeof pairedT> {
  const plain = pairedT(differences);
  const { mean, t, df } = plain;
  const squares = differences.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  if (df < 1 || Math.abs(t) === Number.MAX_VALUE || !(squares > 0)) return plain;
  const cubes = differences.reduce((sum, value) => sum + (value - mean) ** 3, 0);
  return { ...plain, ...studentPValues(withoutSkewness(t, cubes / squares ** 1.5), df), t };
}

/**
 * Welch's t-test of two independent samples, `difference` = candidate − baseline, degrees of freedom by
 * Welch–Satterthwaite. A sample of fewer than two: t = 0, p = 1. Two samples without spread that differ: p is
 * that of the most extreme relabelling, 1/C(n1 + n2, n1).
 */
export function welchT(
  candidate: readonly number[],
  baseline: readonly number[],
): { difference: number; t: number; df: number; pWorse: number; pBetter: number; pTwoSided: number } {
  const a = describe(candidate);
  const b = describe(baseline);
  const difference = a.mean - b.mean;
  if (a.n < 2 || b.n < 2) return { difference, t: 0, df: 0, pWorse: 1, pBetter: 1, pTwoSided: 1 };
  const shareA = a.variance / a.n;
  const shareB = b.variance / b.n;
  const standardError = Math.sqrt(shareA + shareB);
  if (isConstant(standardError, Math.max(Math.abs(a.mean), Math.abs(b.mean)))) {
    const n = a.n + b.n;
    const least = Math.exp(-n * Math.LN2 - binomialLogMass(a.n, n, 0.5));
    return { difference, df: n - 2, ...withoutSpread(difference, least) };
  }
  const df = (shareA + shareB) ** 2 / (shareA ** 2 / (a.n - 1) + shareB ** 2 / (b.n - 1));
  return { difference, df, ...studentPValues(difference / standardError, df) };
}
