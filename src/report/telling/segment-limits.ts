import type { PromptResult } from '../../domain/result.ts';
import type { SegmentLimit } from '../../domain/segment-result.ts';
import { formatChange, formatIncrease } from '../../prose/numbers.ts';
import { clip, strong, type Text } from '../../prose/text.ts';
import { type Held, isAboveUnshown } from './limit-judgement.ts';

/** A limit that a segment has of its own. */
export type LimitOfSegment = SegmentLimit & { segment: string };

/** What the limits of a prompt, and of its segments, are about. */
export type LimitKind = 'cost' | 'latency';

/** Characters of a segment's name in a sentence about its limits. */
export const LONGEST_NAME = 40;

/** What a limit is of. */
export const LIMIT_NOUNS: Record<SegmentLimit['of'], string> = {
  tokens: 'tokens',
  money: 'money a call',
  p50: 'latency (median)',
  p95: 'latency (95th percentile)',
};

/** The limits of cost, or of latency, that the segments of a prompt have of their own. */
export function segmentLimits(
  { segments }: Pick<PromptResult, 'segments'>,
  kind: LimitKind,
): LimitOfSegment[] {
  return segments.flatMap(({ name, limits = [] }) =>
    limits.filter(({ of }) => kindOf(of) === kind).map((limit) => ({ ...limit, segment: name })),
  );
}

/** Whether a limit of a segment is shown to be exceeded. */
export function exceedsSegmentLimit(prompt: Pick<PromptResult, 'segments'>, kind: LimitKind): boolean {
  return segmentLimits(prompt, kind).some(({ label }) => label === 'exceeded');
}

/** Those of both kinds that are above their limit, and not shown to be. */
export function unshownLimits(prompt: Pick<PromptResult, 'segments'>): LimitOfSegment[] {
  const all = [...segmentLimits(prompt, 'cost'), ...segmentLimits(prompt, 'latency')];
  return all.filter((limit) => !limit.tooFew && isAboveUnshown(heldLimit(limit)));
}

/** The same as a ratio beside its limit. */
export function heldLimit({ label, limit, ratio, cases, families, tooFew }: SegmentLimit): Held {
  return { label, limit, ratio, ...(tooFew && { tooFew: { cases, families } }) };
}

/** `+17.1 % tokens in enterprise`, of a limit that is above. */
export function limitChange({ ratio, of, segment }: LimitOfSegment): string {
  const change = ratio ? `${formatChange(ratio.ratio)} ` : '';
  return `${change}${LIMIT_NOUNS[of]} in ${clip(segment, LONGEST_NAME)}`;
}

/** ` costs 17.1 % more tokens in enterprise`: the largest rise that is over a limit of its own; empty where none is. */
export function segmentLimitTrouble(prompt: Pick<PromptResult, 'segments'>, kind: LimitKind): Text {
  const [largest] = segmentLimits(prompt, kind)
    .filter(({ label }) => label === 'exceeded')
    .sort((a, b) => (b.ratio?.ratio ?? 0) - (a.ratio?.ratio ?? 0));
  if (!largest?.ratio) return [];
  const increase = formatIncrease(largest.ratio.ratio);
  const where: Text = [' in ', strong(clip(largest.segment, LONGEST_NAME))];
  if (kind === 'cost') return [' costs ', strong(`${increase} more ${LIMIT_NOUNS[largest.of]}`), ...where];
  const quantile = largest.of === 'p50' ? 'median' : '95th percentile';
  return [' takes ', strong(`${increase} longer`), ` to answer (${quantile})`, ...where];
}

function kindOf(of: SegmentLimit['of']): LimitKind {
  return of === 'tokens' || of === 'money' ? 'cost' : 'latency';
}
