import { studentQuantile } from '../stats/student.ts';
import { differencesOf, type Pair } from './sample.ts';
import { effectiveCases, type Weights } from './weights.ts';

type Stratum = { n: number; weight: number; sum: number; squares: number };

/**
 * The weighted difference Σ w_s·mean(d in s), its variance Σ w_s²·var_s/n_s, and the degrees of freedom, which are the
 * cases beyond one a stratum (stratified sampling; Cochran 1977, chapter 5). A stratum is a set of segments, so that a
 * case in several segments is counted once. The variance within a stratum of a single case is taken to be that of all.
 */
export function stratify(
  pairs: readonly Pair[],
  weights: Weights,
): { difference: number; variance: number; df: number } {
  const strata = new Map<string, Stratum>();
  const differences = differencesOf(pairs);
  for (const [index, { segments }] of pairs.entries()) {
    const key = JSON.stringify(segments);
    const difference = differences[index] ?? 0;
    const stratum = strata.get(key) ?? { n: 0, weight: 0, sum: 0, squares: 0 };
    stratum.n += 1;
    stratum.weight += weights[index] ?? 0;
    stratum.sum += difference;
    stratum.squares += difference * difference;
    strata.set(key, stratum);
  }
  const n = differences.length;
  const all = differences.reduce((sum, difference) => sum + difference, 0);
  const allSquares = differences.reduce((sum, difference) => sum + difference * difference, 0);
  const pooled = n < 2 ? 1 : (allSquares - (all * all) / n) / (n - 1);
  let difference = 0;
  let variance = 0;
  for (const stratum of strata.values()) {
    const mean = stratum.sum / stratum.n;
    const spread = stratum.n < 2 ? pooled : (stratum.squares - stratum.n * mean * mean) / (stratum.n - 1);
    difference += stratum.weight * mean;
    variance += (stratum.weight ** 2 * Math.max(0, spread)) / stratum.n;
  }
  return { difference, variance, df: n - strata.size };
}

/**
 * Student's interval of the stratified difference at the two-sided `level`. It never has zero width: the two imaginary
 * cases of "plus two" add 1/(n + 2)² to the variance, with n the effective number of cases 1/Σw². [−1, 1] where there
 * are no degrees of freedom.
 */
export function stratifiedInterval(
  pairs: readonly Pair[],
  weights: Weights,
  level: number,
): [low: number, high: number] {
  const { difference, variance, df } = stratify(pairs, weights);
  if (df < 1) return [-1, 1];
  const effective = effectiveCases(pairs.length, weights);
  const half = studentQuantile((1 + level) / 2, df) * Math.sqrt(variance + 1 / (effective + 2) ** 2);
  return [Math.max(-1, difference - half), Math.min(1, difference + half)];
}
