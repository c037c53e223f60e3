import type { ChangedCase, PromptResult, SegmentResult } from '../../domain/result.ts';

/** The order of prompts, segments and cases: the worst first. */

const PROMPT_RANK: Record<PromptResult['verdict'], number> = {
  block: 0,
  error: 1,
  pass: 2,
  'not-run': 2,
};

const REASON_RANK: Record<PromptResult['reasons'][number]['kind'], number> = {
  regression: 0,
  'overall-regression': 1,
  'critical-case': 2,
  'below-min-pass-rate': 3,
  'weaker-suite': 4,
  cost: 5,
  latency: 6,
  inconclusive: 7,
  'critical-case-unanswered': 8,
  invalid: 9,
};

/** Blocked prompts before broken ones before the rest; among the blocked, the largest drop first. */
export function worstFirst(prompts: readonly PromptResult[]): PromptResult[] {
  return [...prompts].sort(
    (a, b) =>
      PROMPT_RANK[a.verdict] - PROMPT_RANK[b.verdict] ||
      reasonRank(a) - reasonRank(b) ||
      largestDrop(b) - largestDrop(a),
  );
}

function reasonRank(prompt: PromptResult): number {
  return Math.min(10, ...prompt.reasons.map((reason) => REASON_RANK[reason.kind]));
}

function largestDrop(prompt: PromptResult): number {
  const drops = prompt.segments
    .filter((segment) => segment.verdict === 'regression')
    .map((segment) => -(segment.difference ?? 0));
  return Math.max(0, ...drops);
}

/**
 * Regressions, the largest drop first, then segments that could not be judged, then the others in the suite's order.
 */
export function segmentsWorstFirst<T extends Pick<SegmentResult, 'verdict' | 'difference'>>(
  segments: readonly T[],
): T[] {
  const rank = (segment: T) => (segment.verdict === 'regression' ? 0 : segment.verdict === 'invalid' ? 1 : 2);
  return [...segments].sort(
    (a, b) => rank(a) - rank(b) || (rank(a) === 0 ? (a.difference ?? 0) - (b.difference ?? 0) : 0),
  );
}

/** Cases that always passed and now always fail come first, critical ones before the others. */
export function casesWorstFirst(cases: readonly ChangedCase[]): ChangedCase[] {
  const rank = (changed: ChangedCase) => (changed.critical ? 0 : changed.severe ? 1 : 2);
  return [...cases].sort((a, b) => rank(a) - rank(b));
}

/** Segments that the prompt's policy blocks for, the largest drop first. */
export function regressedSegments(prompt: PromptResult): SegmentResult[] {
  const named = new Set(
    prompt.reasons.filter((reason) => reason.kind === 'regression').map((reason) => reason.segment),
  );
  return segmentsWorstFirst(prompt.segments.filter((segment) => named.has(segment.name)));
}

/** Whether any model was called for this prompt. */
export function wasRun(prompt: PromptResult): boolean {
  return prompt.overall !== null;
}

/** Whether no segment of a prompt that was run has enough cases to be judged. */
export function isTooSmall({ segments }: PromptResult): boolean {
  return segments.length > 0 && segments.every((segment) => segment.verdict === 'invalid');
}
