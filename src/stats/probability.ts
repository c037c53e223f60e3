/** A p-value kept within (0, 1]: a tail below the smallest double is that double, and rounding never gives more than 1. */
export function asPValue(p: number): number {
  return Math.min(1, Math.max(Number.MIN_VALUE, p));
}
