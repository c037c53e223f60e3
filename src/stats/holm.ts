/**
 * Holm's step-down adjustment (1979): adj(i) = max over j ≤ i of min(1, (m − j + 1)·p(j)), in the order
 * given.
 */
export function holm(p: readonly number[]): number[] {
  const order = p.map((value, index) => ({ value, index })).sort((a, b) => a.value - b.value);
  const adjusted = new Array<number>(p.length).fill(1);
  let running = 0;
  for (const [rank, { value, index }] of order.entries()) {
    running = Math.max(running, Math.min(1, (p.length - rank) * value));
    adjusted[index] = running;
  }
  return adjusted;
}
