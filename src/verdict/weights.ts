import type { SegmentEvidence } from '../domain/evidence.ts';
import type { Pair } from './pairs.ts';

/** Weight of each pair in means; they add up to 1. Absent: all weigh the same. */
export type Weights = readonly number[];

/**
 * Weights with which the sampled cases represent the suite, or, if traffic shares are declared, the traffic. They add
 * up to 1; undefined if every case weighs the same. A case in several segments weighs as in the segment of which the
 * largest share was asked; by traffic it carries a part of each segment's share.
 */
export function caseWeights(
  samples: readonly { segment: SegmentEvidence; pairs: { length: number } }[],
  pairs: readonly Pick<Pair, 'segments'>[],
): Weights | undefined {
  const shares = samples.some(({ segment }) => segment.traffic !== null);
  const perCase = new Map(
    samples.map(({ segment, pairs: { length } }) => {
      const size = shares ? (segment.traffic ?? 0) : Math.max(segment.available, length);
      return [segment.name, length === 0 ? 0 : size / length];
    }),
  );
  const raw = pairs.map(({ segments }) => {
    const each = segments.map((name) => perCase.get(name) ?? 0);
    return shares ? each.reduce((sum, weight) => sum + weight, 0) : Math.min(...each);
  });
  const total = raw.reduce((sum, weight) => sum + weight, 0);
  const [first = 0] = raw;
  if (!(total > 0) || raw.every((weight) => Math.abs(weight - first) <= 1e-9 * first)) return undefined;
  return raw.map((weight) => weight / total);
}

/** The number of cases of equal weight that would give a mean of the same variance: 1/Σw² (Kish 1965). */
export function effectiveCases(n: number, weights: Weights | undefined): number {
  return weights ? 1 / weights.reduce((sum, weight) => sum + weight * weight, 0) : n;
}

/** Σw·x, or the plain mean without weights; 0 of no values. */
export function weightedMean(values: readonly number[], weights: Weights | undefined): number {
  if (values.length === 0) return 0;
  if (!weights) return values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value, index) => sum + value * (weights[index] ?? 0), 0);
}
