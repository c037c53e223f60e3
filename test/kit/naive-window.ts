/** The usual advice: a drop that is significant over the latest answers, looked at again and again. */
export type NaiveRule = { window: number; every: number; z: number };

/** One-sided p < 0.05 over the latest 1,000, looked at every 50 answers. */
export const NAIVE: NaiveRule = { window: 1000, every: 50, z: 1.6449 };

/**
 * Whether the rule takes back one of two versions whose answers are right at the same rate, within so many answers of
 * each.
 */
export function naiveTrips(
  { window, every, z }: NaiveRule,
  rate: number,
  answers: number,
  random: () => number,
) {
  const arms = [new Uint8Array(answers), new Uint8Array(answers)].map((arm) =>
    arm.map(() => Number(random() < rate)),
  );
  const sums = [0, 0];
  for (let at = 0; at < answers; at += 1) {
    for (const [index, arm] of arms.entries()) {
      sums[index] = (sums[index] ?? 0) + (arm[at] ?? 0) - (arm[at - window] ?? 0);
    }
    const n = Math.min(window, at + 1);
    if (n < window || (at + 1) % every !== 0) continue;
    const [candidate = 0, control = 0] = sums;
    const pooled = (candidate + control) / (2 * n);
    if ((control - candidate) / n > z * Math.sqrt((2 * pooled * (1 - pooled)) / n)) return true;
  }
  return false;
}
