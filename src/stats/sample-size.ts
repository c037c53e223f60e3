import { normalQuantile } from './normal.ts';

export type SizeQuestion = {
  /** Smallest difference that is to be found, above 0. */
  effect: number;
  /** Two-sided. */
  alpha: number;
  power: number;
};

/**
 * Units in each of two groups, not rounded, at which a z-test of two proportions finds `rate` and `rate` + `effect` to
 * differ: (z(1 − α/2)·√(2p̄q̄) + z(power)·√(p₁q₁ + p₂q₂))²/δ² (Fleiss 1981, without continuity correction). Where the
 * second rate would leave [0, 1], the drop of that size is asked for.
 * @throws RangeError for an effect that is not above 0 or that fits on neither side of the rate
 */
export function unitsForProportions({ rate, effect, alpha, power }: SizeQuestion & { rate: number }): number {
  const other = rate + effect <= 1 ? rate + effect : rate - effect;
  if (!(effect > 0) || other < 0) throw new RangeError(`no effect of ${effect} at a rate of ${rate}`);
  const mean = (rate + other) / 2;
  const z = { alpha: -normalQuantile(alpha / 2), power: normalQuantile(power) };
  const together = Math.sqrt(2 * mean * (1 - mean));
  const apart = Math.sqrt(rate * (1 - rate) + other * (1 - other));
  return ((z.alpha * together + z.power * apart) / effect) ** 2;
}

/**
 * The same for Welch's t-test of two means with the standard deviation `spread`: 2(z(1 − α/2) + z(power))²σ²/δ² +
 * z(1 − α/2)²/4 (Guenther 1981).
 * @throws RangeError for an effect that is not above 0
 */
export function unitsForMeans({ spread, effect, alpha, power }: SizeQuestion & { spread: number }): number {
  if (!(effect > 0)) throw new RangeError('the effect must be above 0');
  const z = { alpha: -normalQuantile(alpha / 2), power: normalQuantile(power) };
  return 2 * (((z.alpha + z.power) * spread) / effect) ** 2 + z.alpha ** 2 / 4;
}
