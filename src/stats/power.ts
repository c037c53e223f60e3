import { normalQuantile } from './normal.ts';

export type CasesQuestion = {
  /** Size of the drop, a fraction above 0. */
  effect: number;
  /** ψ, the mean of d² (for one trial: the share of cases whose arms differ), when the drop is there. */
  discordance: number;
  /** One-sided. */
  alpha: number;
  power: number;
};

/**
 * Cases at which the paired z-test shows a drop of `effect` with the given power, not rounded:
 * (z(1−α)·√ψ + z(power)·√(ψ − δ²))²/δ² (Miettinen 1968; Connor 1987).
 * @throws RangeError when `effect` is not above 0.
 */
export function casesNeeded({ effect, discordance, alpha, power }: CasesQuestion): number {
  if (!(effect > 0)) throw new RangeError('the effect must be above 0');
  return cases(effect, discordance, { alpha: -normalQuantile(alpha), power: normalQuantile(power) });
}

function cases(effect: number, discordance: number, z: { alpha: number; power: number }): number {
  const spread = Math.sqrt(Math.max(0, discordance - effect * effect));
  return ((z.alpha * Math.sqrt(discordance) + z.power * spread) / effect) ** 2;
}

export type EffectQuestion = {
  cases: number;
  /** ψ0, the mean of d² when nothing has changed. */
  discordance: number;
  /** One-sided. */
  alpha: number;
  power: number;
};

/**
 * Smallest drop that so many cases show with the given power: `casesNeeded` solved for the effect δ with
 * ψ = ψ0 + δ(1 − ψ0), since a drop adds discordant pairs. 1 when not even a drop of every case would show.
 */
export function minimumDetectableEffect(question: EffectQuestion): number {
  const { cases: available, discordance } = question;
  const z = { alpha: -normalQuantile(question.alpha), power: normalQuantile(question.power) };
  const needs = (effect: number) => cases(effect, discordance + effect * (1 - discordance), z);
  if (needs(1) >= available) return 1;
  let low = 0;
  let high = 1;
  while (high - low > 1e-15 * high) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (needs(middle) > available) low = middle;
    else high = middle;
  }
  return high;
}
