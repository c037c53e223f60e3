import type { GatePolicy } from '../domain/policy.ts';

/** Levels with which adjusted p-values are compared: that of the segments as one family, and that of the whole. */
export type Levels = { segments: number; overall: number };

/**
 * The false-alarm rate of one prompt: α, or, where α is that of a whole pull request, an even share of it (Bonferroni).
 * @param prompts how many prompts of the pull request are judged; at least 1
 */
export function alphaOfPrompt(
  { alpha, family }: Pick<GatePolicy, 'alpha' | 'family'>,
  prompts: number,
): number {
  return family === 'pull-request' ? alpha / Math.max(1, prompts) : alpha;
}

/**
 * Splits the family-wise α of one prompt: half for the segments, half for the whole (Bonferroni, so that both together
 * keep α). A suite of one segment is the whole: it is not tested twice, takes all, and the whole's level is 0. Where no
 * segment is large enough to be judged, the whole takes all.
 * @param of.segments segments of the suite
 * @param of.judged of those, how many are large enough to be judged
 */
export function splitAlpha(of: { alpha: number; segments: number; judged: number }): Levels {
  const { alpha, segments, judged } = of;
  if (judged === 0) return { segments: 0, overall: alpha };
  if (segments === 1) return { segments: alpha, overall: 0 };
  return { segments: alpha / 2, overall: alpha / 2 };
}

/**
 * An even share of the segments' level. Neither min-P nor Holm makes a p more than `judged` times as large, so that a
 * segment whose p is at most this share is a regression whatever the others show. What a suite can detect is computed
 * at it.
 */
export function shareOfSegment(level: number, judged: number): number {
  return level / Math.max(1, judged);
}
