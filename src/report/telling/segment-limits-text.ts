import type { PromptResult } from '../../domain/result.ts';
import { formatChange, formatSetting } from '../../prose/numbers.ts';
import { clip, code, type Span, strong, type Text } from '../../prose/text.ts';
import { isOpen, limitJudgement } from './limit-judgement.ts';
import {
  heldLimit,
  LIMIT_NOUNS,
  type LimitKind,
  type LimitOfSegment,
  LONGEST_NAME,
  segmentLimits,
} from './segment-limits.ts';

/** ` In enterprise: +17.1 % tokens (CI +15.0 to +19.2; limit +5 %), over the limit.`; empty where no segment has one. */
export function segmentLimitsText(prompt: Pick<PromptResult, 'segments'>, kind: LimitKind): Text {
  return prompt.segments.flatMap((segment): Text => {
    const limits = segmentLimits({ segments: [segment] }, kind);
    if (limits.length === 0) return [];
    const told = limits.flatMap((limit, index): Span[] => [
      ...(index === 0 ? [] : ['; ']),
      ...changeText(limit),
      judgement(limit),
    ]);
    return [' In ', code(clip(segment.name, LONGEST_NAME)), ': ', ...told, '.'];
  });
}

/** Name of a limit in a list of checks: `tokens, enterprise`. */
export function limitName({ of, segment }: LimitOfSegment): string {
  return `${LIMIT_NOUNS[of]}, ${segment}`;
}

function changeText({ of, ratio, limit }: LimitOfSegment): Text {
  const bound = `limit +${formatSetting(limit)}`;
  if (!ratio) return [`${LIMIT_NOUNS[of]} (${bound})`];
  const interval =
    ratio.high === null || isOpen(ratio.high)
      ? ''
      : `CI ${formatChange(ratio.low, false)} to ${formatChange(ratio.high, false)}; `;
  return [strong(formatChange(ratio.ratio)), ` ${LIMIT_NOUNS[of]} (${interval}${bound})`];
}

function judgement(limit: LimitOfSegment): string {
  const { label, tooFew, ratio, casesOf } = limit;
  if (label === 'paid-for') return ', paid for by its improvement';
  if (!ratio && !tooFew) return ', not known';
  const which = label === 'exceeded' && casesOf === 'base' ? ', over the cases that the base has too' : '';
  return `${limitJudgement(heldLimit(limit))}${which}`;
}
