import { binomialCdf, binomialLogMass } from './binomial.ts';
import { type CoinGroup, fourierTail } from './flip-fourier.ts';

/**
 * Null distribution of S, the sum of those magnitudes |D| that fall on the losing side when every case's
 * sign is a fair coin. In units of the magnitudes' greatest common divisor, S is 0 … `total`, symmetric.
 */
export type FlipDistribution = {
  unit: number;
  total: number;
  /** P(S ≥ s). */
  atLeast(s: number): number;
  /** P(S = s). */
  mass(s: number): number;
};

/** Multiplications above which the table is not built: Fourier inversion is faster then. */
const tableCost = 3e6;

/** `magnitudes` are whole numbers above 0: |D| of the cases whose arms differ. */
export function flipDistribution(magnitudes: readonly number[]): FlipDistribution {
  const counts = new Map<number, number>();
  for (const magnitude of magnitudes) counts.set(magnitude, (counts.get(magnitude) ?? 0) + 1);
  const unit = [...counts.keys()].reduce(greatestCommonDivisor, 0) || 1;
  const groups = [...counts].map(([magnitude, count]) => ({ size: magnitude / unit, count }));
  const total = groups.reduce((sum, { size, count }) => sum + size * count, 0);
  const [first, ...others] = groups;
  if (first && others.length === 0 && first.count > 2000) return { unit, ...fairBinomial(first.count) };
  if (magnitudes.length * total <= tableCost) return { unit, ...tabulated(groups, total) };
  return { unit, total, ...symmetric(total, fourierTail(groups)) };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** Probability of each S by convolution, one coin after the other. */
export function flipMasses(groups: readonly CoinGroup[], total: number): Float64Array {
  const masses = new Float64Array(total + 1);
  masses[0] = 1;
  let reached = 0;
  for (const { size, count } of groups) {
    for (let coin = 0; coin < count; coin++) {
      reached += size;
      for (let s = reached; s >= size; s--) {
        masses[s] = 0.5 * ((masses[s] ?? 0) + (masses[s - size] ?? 0));
      }
      for (let s = size - 1; s >= 0; s--) masses[s] = 0.5 * (masses[s] ?? 0);
    }
  }
  return masses;
}

function tabulated(groups: readonly CoinGroup[], total: number) {
  const masses = flipMasses(groups, total);
  const tails = new Float64Array(total + 2);
  for (let s = total; s >= 0; s--) tails[s] = (tails[s + 1] ?? 0) + (masses[s] ?? 0);
  tails[0] = 1;
  return {
    total,
    atLeast: (s: number) => (s <= 0 ? 1 : (tails[s] ?? 0)),
    mass: (s: number) => masses[s] ?? 0,
  };
}

function fairBinomial(total: number) {
  return {
    total,
    atLeast: (s: number) => binomialCdf(total - s, total, 0.5),
    mass: (s: number) => Math.exp(binomialLogMass(s, total, 0.5)),
  };
}

/** The whole distribution from its upper half, by symmetry. */
function symmetric(total: number, upper: { atLeast(s: number): number; mass(s: number): number }) {
  const atLeast = (s: number): number => {
    if (s <= 0) return 1;
    if (s > total) return 0;
    return 2 * s >= total ? upper.atLeast(s) : 1 - upper.atLeast(total - s + 1);
  };
  const mass = (s: number): number => (s < 0 || s > total ? 0 : upper.mass(2 * s >= total ? s : total - s));
  return { atLeast, mass };
}

/** Two p-values that differ by less than this factor are the same lattice point, computed in two ways. */
const tie = 1 + 1e-12;

/** Smallest s with P(S ≥ s) ≤ t; `total + 1` when no outcome is as extreme. */
export function criticalSum(distribution: FlipDistribution, t: number): number {
  const limit = t * tie;
  if (limit >= 1) return 0;
  let low = 0;
  let high = distribution.total + 1;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (distribution.atLeast(middle) <= limit) high = middle;
    else low = middle;
  }
  return high;
}

/** Largest attainable p that is ≤ t; 0 if there is none. p = 1 is always attainable. */
export function attainableUpTo(distribution: FlipDistribution, t: number): number {
  const s = criticalSum(distribution, t);
  return s > distribution.total ? 0 : distribution.atLeast(s);
}
