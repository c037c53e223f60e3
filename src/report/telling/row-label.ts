import type { PromptResult, SegmentResult } from '../../domain/result.ts';
import { BAD, NEW, SEGMENT_SIGNS, type Sign, UNJUDGED, WARNING } from './signs.ts';
import { isRowAlarming, isUncompared, uncomparedWord } from './uncompared.ts';

/** The label of a table row, and the verdict whose colours it has; null: no colours. */
export type RowLabel = { sign: Sign; words: string; likeVerdict: SegmentResult['verdict'] | null };

/** The label of a segment. `pass` is said only of what was compared: what was not is `new`. */
export function rowLabel(segment: SegmentResult, prompt: PromptResult): RowLabel {
  const { verdict, chosen } = segment;
  if (chosen) return { sign: UNJUDGED, words: 'not tested', likeVerdict: null };
  if (!isUncompared(prompt) || verdict === 'invalid')
    return { sign: SEGMENT_SIGNS[verdict], words: verdict, likeVerdict: verdict };
  if (verdict === 'regression') return { sign: BAD, words: 'too low', likeVerdict: 'regression' };
  const words = uncomparedWord(prompt);
  return isRowAlarming(segment)
    ? { sign: WARNING, words, likeVerdict: 'invalid' }
    : { sign: prompt.change === 'added' ? NEW : UNJUDGED, words, likeVerdict: null };
}

/** The label of all cases together, where it counts: they block, they improved, or there was nothing to compare. */
export function overallLabel(overall: SegmentResult, prompt: PromptResult): RowLabel | null {
  if (overall.chosen || isUncompared(prompt)) return rowLabel(overall, prompt);
  const isReason = prompt.reasons.some((reason) => reason.kind === 'overall-regression');
  const verdict = isReason ? 'regression' : overall.verdict;
  return isReason || verdict === 'improved'
    ? { sign: SEGMENT_SIGNS[verdict], words: verdict, likeVerdict: verdict }
    : null;
}
