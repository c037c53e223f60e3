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

/** `e = 131, limit 100`. */
export function evidenceText({ evidence, limit }: GuardFigures): string {
  const shown = (value: number) => (value >= 10 ? formatCount(Math.round(value)) : value.toPrecision(2));
  return `e = ${evidence >= 1e12 ? '10¹² or more' : shown(evidence)}, limit ${shown(limit)}`;
}
