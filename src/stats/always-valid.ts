/**
 * p-value of a difference being zero that stays valid however often it is looked at: 1/Λ of the mixture sequential
 * probability ratio test, Λ = √(V/(V + τ²))·exp(d²τ²/(2V(V + τ²))) (Johari, Koomen, Pekelis & Walsh 2022, with the normal
 * approximation). The smallest value ever seen may be kept.
 * @param difference d, with variance V ≥ 0
 * @param spread τ > 0: about the size of differences that are to be found soonest
 * @returns in (0, 1]; 1 where the variance is 0 or not finite
 */
export function alwaysValidP(difference: number, variance: number, spread: number): number {
  if (!(variance > 0) || !Number.isFinite(variance)) return 1;
  const square = spread * spread;
  const exponent = (difference * difference * square) / (2 * variance * (variance + square));
  const logRatio = 0.5 * Math.log(variance / (variance + square)) + exponent;
  return Math.max(Number.MIN_VALUE, Math.min(1, Math.exp(-logRatio)));
}
