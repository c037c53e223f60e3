import type { Interval } from './intervals.ts';
import { normalQuantile } from './normal.ts';
import { betaDraw, type Random } from './random.ts';
import type { Proportion } from './two-proportion.ts';

/** A Beta distribution of a rate. Both parameters are above 0. */
export type Beta = { alpha: number; beta: number };

/** What a Beta becomes when so many of so many passed. */
export function posterior({ alpha, beta }: Beta, { passes, n }: Proportion): Beta {
  return { alpha: alpha + passes, beta: beta + n - passes };
}

export function betaMean({ alpha, beta }: Beta): number {
  return alpha / (alpha + beta);
}

export function betaVariance({ alpha, beta }: Beta): number {
  const size = alpha + beta;
  return (alpha * beta) / (size * size * (size + 1));
}

/**
 * Correlation ρ (0–1) of two trials of one cell, where cells' rates scatter about their own means: the moment estimate of
 * the beta-binomial (Kleinman 1973), from Σ n(r − μ)² = Σ μ(1 − μ)(1 + (n − 1)ρ + n·u). A prior of a cell is then worth
 * (1 − ρ)/ρ trials.
 * @param cells with the mean μ that each is expected to have, 0 < μ < 1, and the variance of that mean itself, in units
 * of μ(1 − μ): u = 1/N where it was estimated from N other trials
 * @returns null where fewer than two cells have more than one trial
 */
export function cellCorrelation(
  cells: readonly (Proportion & { mean: number; uncertainty: number })[],
): number | null {
  const told = cells.filter(({ n }) => n > 1);
  if (told.length < 2) return null;
  let scatter = 0;
  let expected = 0;
  let perCorrelation = 0;
  for (const { passes, n, mean, uncertainty } of told) {
    const spread = mean * (1 - mean);
    scatter += n * (passes / n - mean) ** 2;
    expected += spread * (1 + n * uncertainty);
    perCorrelation += spread * (n - 1);
  }
  return Math.min(1, Math.max(0, (scatter - expected) / perCorrelation));
}

/**
 * How often each of several rates is the highest, by seeded draws; the shares add up to 1.
 * @param draws at least 1
 */
export function shareOfBest(rates: readonly Beta[], draws: number, random: Random): number[] {
  const wins = new Array<number>(rates.length).fill(0);
  for (let draw = 0; draw < draws; draw++) {
    let best = 0;
    let highest = Number.NEGATIVE_INFINITY;
    for (const [index, rate] of rates.entries()) {
      const value = betaDraw(betaMean(rate), 1 / (rate.alpha + rate.beta + 1), random);
      if (value <= highest) continue;
      best = index;
      highest = value;
    }
    wins[best] = (wins[best] ?? 0) + 1;
  }
  return wins.map((count) => count / draws);
}

/** Weighted mean of independent rates with its normal interval, kept within [0, 1]. Weights add up to 1. */
export function mixtureInterval(
  parts: readonly (Beta & { weight: number })[],
  level: number,
): { mean: number; low: number; high: number } {
  const mean = parts.reduce((sum, part) => sum + part.weight * betaMean(part), 0);
  const variance = parts.reduce((sum, part) => sum + part.weight ** 2 * betaVariance(part), 0);
  const half = normalQuantile((1 + level) / 2) * Math.sqrt(variance);
  const [low, high]: Interval = [Math.max(0, mean - half), Math.min(1, mean + half)];
  return { mean, low, high };
}
