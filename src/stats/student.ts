import jStat from 'jstat';
import { logGammaHalfRatio } from './gamma.ts';
import { normalCdf, normalQuantile } from './normal.ts';

/** Beyond this the normal differs from Student's t by less than a double shows at any level in use. */
const practicallyNormal = 1e10;

/**
 * Continued fraction of the incomplete beta function by Lentz's method (Didonato & Morris 1992, DLMF
 * 8.17.22). jStat stops after 100 steps at 3e-7, which leaves 1e-7 in `studentt.cdf` from 100 degrees on.
 */
function betaFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const safe = (value: number) => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / safe(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m < 100_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / safe(1 + even * d);
    c = safe(1 + even / c);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / safe(1 + odd * d);
    c = safe(1 + odd / c);
    const factor = d * c;
    result *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return result;
}

/** P(T ≤ t) of Student's t with `df` > 0 degrees of freedom (not necessarily whole). */
export function studentCdf(t: number, df: number): number {
  if (t === 0) return 0.5;
  if (df > practicallyNormal) return normalCdf(t);
  const square = t * t;
  const a = df / 2;
  const x = df / (df + square);
  const complement = square / (df + square);
  const front =
    Math.exp(logGammaHalfRatio(a) - a * Math.log1p(square / df)) * Math.sqrt(complement / Math.PI);
  const tail =
    x < (a + 1) / (a + 2.5)
      ? (0.5 * front * betaFraction(x, a, 0.5)) / a
      : 0.5 - front * betaFraction(complement, 0.5, a);
  return t < 0 ? tail : 1 - tail;
}

function studentDensity(t: number, df: number): number {
  const a = df / 2;
  return Math.exp(logGammaHalfRatio(a) - (a + 0.5) * Math.log1p((t * t) / df)) / Math.sqrt(Math.PI * df);
}

/**
 * t with P(T ≤ t) = p, for 0 < p < 1 and df > 0. jStat's inverse (good to 1e-8) is the start, polished by
 * Halley's method on `studentCdf`.
 */
export function studentQuantile(p: number, df: number): number {
  if (p === 0.5) return 0;
  if (p > 0.5) return -studentQuantile(1 - p, df);
  if (df > practicallyNormal) return normalQuantile(p);
  const guess = jStat.studentt.inv(p, df);
  let t = Number.isFinite(guess) && guess < 0 ? guess : normalQuantile(p);
  for (let step = 0; step < 60; step++) {
    const error = (studentCdf(t, df) - p) / studentDensity(t, df);
    const curvature = ((df + 1) * t) / (df + t * t);
    const change = error / (1 + 0.5 * curvature * error);
    const next = t - Math.max(-1 - Math.abs(t), Math.min(0.9 * Math.abs(t), change));
    const done = Math.abs(next - t) <= 1e-6 * Math.abs(t);
    t = next;
    if (done) break;
  }
  return t;
}
