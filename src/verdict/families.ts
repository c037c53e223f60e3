import type { FamilySum } from '../stats/intervals.ts';
import type { PairedCase } from '../stats/paired.ts';
import { effectiveCases, type Weights } from './weights.ts';

/**
 * Cases of one family ask much the same, and so are lost and won together: the family is the unit of every test and
 * interval. A case without a group is a family by itself.
 */
type Grouped = { group?: string | undefined };

export function hasFamilies(items: readonly Grouped[]): boolean {
  return items.some(({ group }) => group !== undefined);
}

/** The places of the items of each family. */
function placesByFamily(items: readonly Grouped[]): number[][] {
  const families = new Map<string | number, number[]>();
  for (const [index, { group = index }] of items.entries()) {
    const places = families.get(group);
    if (places) places.push(index);
    else families.set(group, [index]);
  }
  return [...families.values()];
}

export function countFamilies(items: readonly Grouped[]): number {
  return hasFamilies(items) ? placesByFamily(items).length : items.length;
}

/** The values of each family added up; as they are where every item is one by itself. */
export function addByFamily(values: readonly number[], items: readonly Grouped[]): readonly number[] {
  return hasFamilies(items) ? sumByFamily(values, items).map(({ sum }) => sum) : values;
}

/** The sum of the values of each family, and its size. */
export function sumByFamily(values: readonly number[], items: readonly Grouped[]): FamilySum[] {
  if (!hasFamilies(items)) return values.map((sum) => ({ sum, size: 1 }));
  return placesByFamily(items).map((places) => ({
    sum: places.reduce((sum, at) => sum + (values[at] ?? 0), 0),
    size: places.length,
  }));
}

/** The pairs of each family added up to one: its D is the sum of its cases'. */
export function pairByFamily(pairs: readonly (PairedCase & Grouped)[]): readonly PairedCase[] {
  if (!hasFamilies(pairs)) return pairs;
  return placesByFamily(pairs).map((places) => {
    const sum = { baseline: 0, candidate: 0, trials: 0 };
    for (const at of places) {
      const pair = pairs[at];
      sum.baseline += pair?.baseline ?? 0;
      sum.candidate += pair?.candidate ?? 0;
      sum.trials += pair?.trials ?? 0;
    }
    return sum;
  });
}

/** Whether a family has cases in both lists, so that these are not independent of each other. */
export function shareFamily(some: readonly Grouped[], others: readonly Grouped[]): boolean {
  if (!hasFamilies(some)) return false;
  const groups = new Set(some.map(({ group }) => group));
  return others.some(({ group }) => group !== undefined && groups.has(group));
}

/**
 * The design effect of families upon a mean (Kish 1965): its variance over that of as many independent cases,
 * Σ(Σ w·r)²/Σ(w·r)² with r the residuals, the inner sums being families'. At least 1, and at most what it would be were
 * the cases of a family all alike; that too where the values have no spread.
 */
export function designEffect(
  values: readonly number[],
  items: readonly Grouped[],
  weights: Weights | undefined,
): number {
  if (!hasFamilies(items)) return 1;
  const weightAt = (at: number) => weights?.[at] ?? 1 / values.length;
  const mean = values.reduce((sum, value, at) => sum + weightAt(at) * value, 0);
  let together = 0;
  let apart = 0;
  let most = 0;
  for (const places of placesByFamily(items)) {
    const parts = places.map((at) => weightAt(at) * ((values[at] ?? 0) - mean));
    together += parts.reduce((sum, part) => sum + part, 0) ** 2;
    apart += parts.reduce((sum, part) => sum + part * part, 0);
    most += places.reduce((sum, at) => sum + weightAt(at), 0) ** 2;
  }
  const largest = most * effectiveCases(values.length, weights);
  return apart > 1e-12 ? Math.max(1, Math.min(largest, together / apart)) : largest;
}

/** How many independent cases of equal weight the values are worth: the effective number over the design effect. */
export function independentCases(
  values: readonly number[],
  items: readonly Grouped[],
  weights?: Weights,
): number {
  return effectiveCases(values.length, weights) / designEffect(values, items, weights);
}
