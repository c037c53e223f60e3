import { minimumDetectableEffect } from './power.ts';
import { solveIncreasing } from './spending.ts';

/** The chance that the exact sign-flip test of `cases` single trials finds a drop. */
export type PowerQuestion = {
  /** A whole number. */
  cases: number;
  /** The drop, a fraction. */
  effect: number;
  /** ψ0, the share of cases whose arms differ when nothing has changed. */
  discordance: number;
  /** One-sided. */
  alpha: number;
};

/** Chances below this, beyond the most likely number of differing cases, are left out. */
const NEGLIGIBLE = 1e-12;

/**
 * The exact power of McNemar's exact test: with ψ = ψ0 + δ(1 − ψ0) of the cases differing, of which (ψ + δ)/2 were lost,
 * Σ_m P(m differ)·P(at least c(m) of them are lost), c(m) being the fewest losses of m with p ≤ alpha. All terms come one
 * from the other, in a time that grows with `cases`.
 */
export function signFlipPower({ cases, effect, discordance, alpha }: PowerQuestion): number {
  const differing = Math.min(1 - 1e-12, Math.max(1e-12, discordance + effect * (1 - discordance)));
  const lost = Math.min(1 - 1e-12, (differing + effect) / 2 / differing);
  const odds = Math.log(differing / (1 - differing));
  let logMass = cases * Math.log1p(-differing);
  let power = 0;
  let fewest = 1;
  const fair = { atLeast: 0, justBelow: 1, chance: 0.5 };
  const real = { atLeast: 0, justBelow: 1, chance: lost };
  for (let m = 0; m <= cases; m++) {
    if (fair.atLeast > alpha) {
      for (const coins of [fair, real]) {
        coins.justBelow *= ((m - fewest + 1) / fewest) * (coins.chance / (1 - coins.chance));
        coins.atLeast -= coins.justBelow;
      }
      fewest += 1;
    }
    const mass = Math.exp(logMass);
    power += mass * Math.max(0, real.atLeast);
    if (mass < NEGLIGIBLE && m > differing * cases) break;
    logMass += odds + Math.log((cases - m) / (m + 1));
    for (const coins of [fair, real]) {
      coins.atLeast += coins.chance * coins.justBelow;
      coins.justBelow *= ((1 - coins.chance) * (m + 1)) / (m + 2 - fewest);
    }
  }
  return Math.min(1, power);
}

/**
 * The smallest drop that `signFlipPower` finds with the given power, to a thousandth of a point; 1 when not even a drop
 * of every case would be found so often.
 */
export function smallestDetectedDrop({
  power,
  ...question
}: Omit<PowerQuestion, 'effect'> & { power: number }): number {
  const missing = (effect: number) => signFlipPower({ ...question, effect }) - power;
  const about = minimumDetectableEffect({ ...question, power });
  const [low, high] = [0.95 * about, Math.min(1, 1.15 * about)];
  if (missing(low) <= 0 && missing(high) >= 0) return solveIncreasing(missing, low, high, 1e-5);
  return missing(1) < 0 ? 1 : solveIncreasing(missing, 0, 1, 1e-5);
}
