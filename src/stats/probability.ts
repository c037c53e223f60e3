/** A p-value as it may be shown: never 0, however deep the tail, and never above 1 by a rounding error. */
export function asPValue(p: number): number {
  return Math.min(1, Math.max(Number.MIN_VALUE, p));
}
