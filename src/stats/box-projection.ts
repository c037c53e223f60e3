/** A value that lies between two bounds. */
export type Bounded = { value: number; low: number; high: number };

/**
 * The values nearest to those given (in Euclidean distance) that lie within their bounds and add up to a total: all are
 * shifted by one constant and cut at their bounds; bisection finds the constant (Held, Wolfe & Crowder 1974).
 * @param entries finite values, low ≤ high
 * @throws RangeError where no values within the bounds have that sum
 */
export function projectOnBox(entries: readonly Bounded[], total: number): number[] {
  requireRoom(entries, total);
  const shifted = (by: number) => entries.map(({ value, low, high }) => clamp(value + by, low, high));
  let below = Math.min(...entries.map(({ value, low }) => low - value));
  let above = Math.max(...entries.map(({ value, high }) => high - value));
  for (let step = 0; step < 200 && below < above; step++) {
    const middle = (below + above) / 2;
    if (middle <= below || middle >= above) break;
    if (sumOf(shifted(middle)) < total) below = middle;
    else above = middle;
  }
  return shifted(above);
}

/**
 * Whole numbers within whole bounds that add up to a whole total, each less than 1 from its value where the values add
 * up to the total: by largest remainder, of equal remainders the first.
 * @throws RangeError where no whole numbers within the bounds have that sum
 */
export function wholeInBox(entries: readonly Bounded[], total: number): number[] {
  requireRoom(entries, total);
  // What bisection left short of a whole number is that number.
  const exact = entries.map(({ value, low, high }) => clamp(Number(value.toFixed(6)), low, high));
  const whole = exact.map(Math.floor);
  const byRemainder = entries
    .map((entry, index) => ({ ...entry, index, rest: (exact[index] ?? 0) - (whole[index] ?? 0) }))
    .sort((a, b) => b.rest - a.rest);
  for (let missing = total - sumOf(whole); missing !== 0; ) {
    const step = Math.sign(missing);
    const before = missing;
    for (const { index, low, high } of step > 0 ? byRemainder : byRemainder.toReversed()) {
      const next = (whole[index] ?? 0) + step;
      if (missing === 0 || next < low || next > high) continue;
      whole[index] = next;
      missing -= step;
    }
    if (missing === before) throw new RangeError(`no whole numbers within the bounds add up to ${total}`);
  }
  return whole;
}

function requireRoom(entries: readonly Bounded[], total: number): void {
  const least = sumOf(entries.map(({ low }) => low));
  const most = sumOf(entries.map(({ high }) => high));
  if (least <= total && total <= most && entries.every(({ low, high }) => low <= high)) return;
  throw new RangeError(`no values between ${least} and ${most} add up to ${total}`);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
