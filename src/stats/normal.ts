import jStat from 'jstat';

/**
 * Chebyshev coefficients of log(erfc), highest order first, as in jStat 1.9.6's `erf` (MIT), which subtracts its result from 1
 * and so loses the tail: jStat's `normal.cdf` is 1.8 % off at z = −8 and 0 below −8.37. Without the
 * subtraction the relative error stays below 1e-13 down to z = −38.
 */
const lastCoefficient = -1.3026537197817094;
const coefficients = [
  -2.8e-17, 1.21e-16, -9.4e-17, -1.523e-15, 7.106e-15, 3.81e-16, -1.12708e-13, 3.13092e-13, 8.94487e-13,
  -6.886027e-12, 2.394038e-12, 9.6467911e-11, -2.27365122e-10, -9.91364156e-10, 5.059343495e-9,
  6.529054439e-9, -8.5238095915e-8, 1.5626441722e-8, 1.30365583558e-6, -1.624290004647e-6,
  -2.0278578112534e-5, 4.2523324806907e-5, 3.66839497852761e-4, -9.46595344482036e-4, -9.561514786808631e-3,
  1.9476473204185836e-2, 0.6419697923564902,
];

/** erfc(x) for x ≥ 0. */
function complementaryError(x: number): number {
  const t = 2 / (2 + x);
  const twice = 4 * t - 2;
  let current = 0;
  let previous = 0;
  for (const coefficient of coefficients) {
    const next = twice * current - previous + coefficient;
    previous = current;
    current = next;
  }
  return t * Math.exp(-x * x + 0.5 * (lastCoefficient + twice * current) - previous);
}

/** P(Z ≤ z) of the standard normal; relative error below 1e-12 down to z = −37. */
export function normalCdf(z: number): number {
  const tail = 0.5 * complementaryError(Math.abs(z) / Math.SQRT2);
  return z < 0 ? tail : 1 - tail;
}

/** Density of the standard normal. */
export function normalDensity(z: number): number {
  return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
}

/**
 * z with P(Z ≤ z) = p, for 0 < p < 1. 0 and 1 give ∓38.5, beyond which no double has a tail.
 * jStat's `normal.inv` is wrong below p = 1e-10; there the start is the tail's own asymptote. Either is
 * polished by Halley's method on `normalCdf`, which triples the digits of a step that small.
 */
export function normalQuantile(p: number): number {
  if (p === 0.5) return 0;
  if (p > 0.5) return -lowerQuantile(1 - p);
  return lowerQuantile(p);
}

function lowerQuantile(p: number): number {
  if (!(p > 0)) return -38.5;
  const spread = Math.sqrt(-2 * Math.log(p));
  let z = p > 1e-9 ? jStat.normal.inv(p, 0, 1) : Math.log(spread * 2.5066) / spread - spread;
  for (let step = 0; step < 8; step++) {
    const error = (normalCdf(z) - p) / normalDensity(z);
    const change = error / (1 + 0.5 * z * error);
    z -= change;
    if (Math.abs(change) <= 1e-6 * Math.abs(z)) break;
  }
  return z;
}
