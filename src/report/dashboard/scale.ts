/** A vertical scale: from which value to which, and where lines are drawn. */
export type Scale = { low: number; high: number; ticks: number[] };

/**
 * A scale with some round numbers that spans the values.
 * @param values at least one
 * @param from the scale begins here at the latest: 0 for amounts, undefined for levels
 * @param most no value can be above this: 1 for shares
 */
export function scaleOf(
  values: readonly number[],
  { from, most }: { from?: number; most?: number } = {},
): Scale {
  const [least, greatest] = [Math.min(...values, from ?? Infinity), Math.max(...values, from ?? -Infinity)];
  const span = greatest - least || Math.abs(greatest) * 0.2 || 1;
  const step = roundStep(span / 4);
  const low = Math.floor(least / step + 1e-9) * step;
  const high = Math.ceil(greatest / step - 1e-9) * step || step;
  const top = most === undefined ? high : Math.min(high, Math.max(most, greatest));
  const count = Math.round((top - low) / step);
  const ticks = Array.from({ length: count + 1 }, (_, index) => low + index * step);
  return { low, high: top === low ? low + step : top, ticks };
}

/** 1, 2, 2.5 or 5 times a power of ten. */
function roundStep(size: number): number {
  const power = 10 ** Math.floor(Math.log10(size));
  const lead = size / power;
  return (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 2.5 ? 2.5 : lead <= 5 ? 5 : 10) * power;
}

/** Where a value is drawn, px from the top; what lies outside is drawn at the edge. */
export function yOf({ low, high }: Scale, value: number, height: number): number {
  const share = (Math.min(high, Math.max(low, value)) - low) / (high - low);
  return round(height * (1 - share));
}

/** Coordinates with one digit: pages stay small. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
