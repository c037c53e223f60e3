import type { ArmFigures } from '../../../domain/tripped.ts';
import type { StandingGuard } from '../../../experiment/standing.ts';
import type { WatchedReading } from '../../../experiment/watched.ts';
import { counted, formatCount, formatRate } from '../../../prose/numbers.ts';
import { oneLine } from '../../../registry/change-text.ts';
import { MAX_REASON } from '../../../registry/event-parts.ts';

/** `resolved of support 1.1.0 for enterprise in production`. */
export function guardName({ metric, prompt, version, segment, environment }: StandingGuard): string {
  return `${metric} of ${prompt} ${version} for ${segmentName(segment)} in ${environment}`;
}

export function segmentName(segment: string): string {
  return segment === '*' ? 'all others' : segment;
}

/** Why a version was taken back or held, as the log keeps it. */
export function tripReason(guard: StandingGuard, { figures }: WatchedReading): string {
  const { version, control, badAnswers } = figures;
  const beside = guard.control === null ? 'its own beginning' : `${guard.control}`;
  const cost = badAnswers === null ? '' : `, ${counted(badAnswers, 'bad answer')} more`;
  return oneLine(
    `Guard on ${guard.metric} for ${segmentName(guard.segment)}: ${meanText(guard, version)} against ${meanText(guard, control)} of ${beside}, ${counted(version.answers, 'answer')}${cost}`,
    MAX_REASON,
  );
}

/** Why a version may not rise for now. */
export function pauseReason(guard: StandingGuard, { because }: WatchedReading): string {
  const where = `${guard.metric} for ${segmentName(guard.segment)}`;
  const why = because === 'silence' ? 'nothing was reported for an hour' : `too little of ${guard.control}`;
  return oneLine(`Guard paused, ${where}: ${why}`, MAX_REASON);
}

/** A mean as its metric is read. */
export function meanText({ rule: { bounds } }: StandingGuard, { mean }: ArmFigures): string {
  if (mean === null) return '–';
  const isRate = bounds !== null && bounds.from === 0 && bounds.to === 1;
  return isRate ? formatRate(mean) : String(Number(mean.toPrecision(4)));
}

/** `e = 131 of 100`. */
export function evidenceText({ figures: { evidence, limit } }: WatchedReading): string {
  const shown = (value: number) => (value >= 10 ? formatCount(Math.round(value)) : value.toPrecision(2));
  return `e = ${evidence >= 1e12 ? '10¹² or more' : shown(evidence)}, limit ${shown(limit)}`;
}
