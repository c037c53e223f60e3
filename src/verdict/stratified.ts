import { studentQuantile } from '../stats/student.ts';
import { addByFamily } from './families.ts';
import { differencesOf, type Pair } from './pairs.ts';
import type { Weights } from './weights.ts';

type Stratum = { n: number; families: number; weight: number; sum: number };

/**
 * The weighted difference Σ w_s·mean(d in s), its variance and skewness, and the degrees of freedom, which are the families
 * beyond one a stratum. A stratum is a set of segments, so that a case in several segments is counted once. The variance is
 * Σ(Σ w·r·√(g/(g − 1)))² over the families, r being the residual of a case in its stratum of g families: with single
 * cases Σ w_s²·var_s/n_s (stratified sampling; Cochran 1977, chapters 5 and 9A). In a stratum of one family, cases are
 * taken to differ as they do in all strata together.
 */
export function stratify(
  pairs: readonly Pair[],
  weights: Weights,
): { difference: number; variance: number; skewness: number; df: number } {
  const differences = differencesOf(pairs);
  const keys = pairs.map(({ segments }) => JSON.stringify(segments));
  const strata = new Map<string, Stratum>();
  for (const [index, key] of keys.entries()) {
    const stratum = strata.get(key) ?? { n: 0, families: 0, weight: 0, sum: 0 };
    stratum.n += 1;
    stratum.weight += weights[index] ?? 0;
    stratum.sum += differences[index] ?? 0;
    strata.set(key, stratum);
  }
  const own = new Set<string>();
  for (const [index, { id, group }] of pairs.entries()) {
    const key = keys[index] ?? '';
    const family = JSON.stringify([key, group ?? null, group === undefined ? id : null]);
    const stratum = strata.get(key);
    if (stratum && !own.has(family)) stratum.families += 1;
    own.add(family);
  }
  const n = differences.length;
  const mean = differences.reduce((sum, difference) => sum + difference, 0) / n;
  const squares = differences.reduce((sum, difference) => sum + (difference - mean) ** 2, 0);
  const pooled = n < 2 ? 1 : squares / (n - 1);
  const residuals = differences.map((difference, index) => {
    const stratum = strata.get(keys[index] ?? '');
    if (!stratum) return 0;
    const { families } = stratum;
    const residual =
      families < 2
        ? Math.sqrt(pooled)
        : (difference - stratum.sum / stratum.n) * Math.sqrt(families / (families - 1));
    return (stratum.weight / stratum.n) * residual;
  });
  const families = addByFamily(residuals, pairs);
  const variance = families.reduce((sum, family) => sum + family ** 2, 0);
  const cubes = families.reduce((sum, family) => sum + family ** 3, 0);
  const difference = [...strata.values()].reduce((sum, { weight, n: size, sum: all }) => {
    return sum + (weight * all) / size;
  }, 0);
  const skewness = variance > 0 ? cubes / variance ** 1.5 : 0;
  return { difference, variance, skewness, df: families.length - strata.size };
}

/**
 * Student's interval of the stratified difference at the two-sided `level`. It never has zero width: the two imaginary
 * families of "plus two" add 1/(n + 2)² to the variance, with n the effective number of families 1/Σw². [−1, 1] where there
 * are no degrees of freedom.
 */
export function stratifiedInterval(
  pairs: readonly Pair[],
  weights: Weights,
  level: number,
): [low: number, high: number] {
  const { difference, variance, df } = stratify(pairs, weights);
  if (df < 1) return [-1, 1];
  const families = addByFamily(weights, pairs);
  const effective = 1 / families.reduce((sum, family) => sum + family ** 2, 0);
  const half = studentQuantile((1 + level) / 2, df) * Math.sqrt(variance + 1 / (effective + 2) ** 2);
  return [Math.max(-1, difference - half), Math.min(1, difference + half)];
}
