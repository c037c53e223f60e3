import type { SegmentResult, TrialError } from '../../domain/result.ts';
import { counted, formatCount } from '../../prose/numbers.ts';
import { clip, enumerate, type Text } from '../../prose/text.ts';

/** `12 answers did not come: 10 of the candidate, 2 of the baseline`. */
export function missingAnswersTitle(errors: readonly TrialError[]): string {
  return `${counted(errors.length, 'answer')} did not come: ${armsText(errors)}`;
}

/** `10 of the candidate, 2 of the baseline`; empty where nothing is missing. */
export function armsText(errors: readonly Pick<TrialError, 'arm'>[]): string {
  return (['candidate', 'baseline'] as const)
    .map((arm) => ({ arm, count: errors.filter((error) => error.arm === arm).length }))
    .filter(({ count }) => count > 0)
    .map(({ arm, count }) => `${formatCount(count)} of the ${arm}`)
    .join(', ');
}

/** `Pairs of answers that did not come: 12 of 50 in enterprise (10 for want of the candidate’s, …).`; empty for none. */
export function missingPairsText(segments: readonly SegmentResult[]): Text {
  if (segments.length === 0) return [];
  const missing = segments.map(
    ({ name, missing: pairs, cases, missingBy }) =>
      `${formatCount(pairs)} of ${formatCount(pairs + cases)} in ${clip(name, 60)}${missingBy ? causes(missingBy) : ''}`,
  );
  return ['Pairs of answers that did not come: ', ...enumerate(missing), '.'];
}

/** ` (10 lack the candidate’s answer alone, 2 both)` */
function causes({ baseline, candidate, both }: NonNullable<SegmentResult['missingBy']>): string {
  const parts = [
    { count: candidate, what: 'the candidate’s alone' },
    { count: baseline, what: 'the baseline’s alone' },
    { count: both, what: 'both' },
  ].filter(({ count }) => count > 0);
  return parts.length === 0
    ? ''
    : ` (${parts.map(({ count, what }) => `${formatCount(count)} ${what}`).join(', ')})`;
}
