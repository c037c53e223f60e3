import { stirlingError } from './gamma.ts';

/** x log(x/mean) + mean − x without cancellation (Loader's bd0). */
function deviance(x: number, mean: number): number {
  const difference = x - mean;
  if (Math.abs(difference) >= 0.1 * (x + mean)) return x * Math.log(x / mean) - difference;
  const v = difference / (x + mean);
  let sum = difference * v;
  let term = 2 * x * v;
  for (let j = 1; j < 1000; j++) {
    term *= v * v;
    const next = sum + term / (2 * j + 1);
    if (next === sum) break;
    sum = next;
  }
  return sum;
}

/**
 * log P(X = x) of Binomial(n, p), for integers 0 ≤ x ≤ n. Loader (2000); jStat's `binomial.pdf` underflows
 * and its `cdf` is rounded to 1e-10. −Infinity where the mass is 0.
 */
export function binomialLogMass(x: number, n: number, p: number): number {
  if (x < 0 || x > n) return Number.NEGATIVE_INFINITY;
  if (p === 0) return x === 0 ? 0 : Number.NEGATIVE_INFINITY;
  if (p === 1) return x === n ? 0 : Number.NEGATIVE_INFINITY;
  if (x === 0) return n * Math.log1p(-p);
  if (x === n) return n * Math.log(p);
  const exponent =
    stirlingError(n) -
    stirlingError(x) -
    stirlingError(n - x) -
    deviance(x, n * p) -
    deviance(n - x, n * (1 - p));
  return exponent - 0.5 * Math.log((2 * Math.PI * x * (n - x)) / n);
}

/** P(X ≤ x) of Binomial(n, p), summed outward from x so that small tails keep their digits. */
export function binomialCdf(x: number, n: number, p: number): number {
  if (x < 0) return 0;
  if (x >= n) return 1;
  if (x > n * p) return 1 - binomialCdf(n - x - 1, n, 1 - p);
  let term = Math.exp(binomialLogMass(x, n, p));
  let sum = 0;
  for (let i = x; i >= 0 && term > sum * 1e-18; i--) {
    sum += term;
    term *= (i * (1 - p)) / ((n - i + 1) * p);
  }
  return sum;
}
