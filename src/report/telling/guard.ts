import type { Difference } from '../../domain/portfolio.ts';
import type { ArmFigures, Guarded, GuardFigures } from '../../domain/tripped.ts';
import { formatCount, formatRate } from '../../prose/numbers.ts';

/** `resolved of support 1.1.0 for enterprise in production`. */
export function guardName({ metric, prompt, version, segment, environment }: Guarded): string {
  return `${metric} of ${prompt} ${version} for ${segmentName(segment)} in ${environment}`;
}

export function segmentName(segment: string): string {
  return segment === '*' ? 'all others' : segment;
}

/** What a version is compared with: `1.0.0`, or its own beginning. */
export function controlName({ control }: Guarded): string {
  return control ?? 'its own beginning';
}

/** A mean as its metric is read: a rate, or a number; `–` where there is none. */
export function meanText({ badAnswers }: GuardFigures, { mean }: ArmFigures): string {
  if (mean === null) return '–';
  // Bad answers are counted of rates only.
  return badAnswers === null ? String(Number(mean.toPrecision(4))) : formatRate(mean);
}

/**
 * What a version may be worse by, in the unit of the metric: `2 points`, `0.04 (1 point of 1 to 5)`, `15 %`; null: nothing.
 * @param bounds of the metric's values; null: they have none
 */
export function marginText(
  { kind, value }: Difference,
  bounds: { from: number; to: number } | null,
): string | null {
  if (value === 0) return null;
  const short = (size: number) => Number(size.toPrecision(4));
  const size = short(value * 100);
  if (kind === 'share' || bounds === null) return `${size}\u00a0%`;
  const { from, to } = bounds;
  const points = `${size} ${size === 1 ? 'point' : 'points'}`;
  return from === 0 && to === 1 ? points : `${short(value * (to - from))} (${points} of ${from} to ${to})`;
}

/** `e = 131, limit 100`. */
export function evidenceText({ evidence, limit }: GuardFigures): string {
  const shown = (value: number) => (value >= 10 ? formatCount(Math.round(value)) : value.toPrecision(2));
  return `e = ${evidence >= 1e12 ? '10¹² or more' : shown(evidence)}, limit ${shown(limit)}`;
}
