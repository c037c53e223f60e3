import type { PromptResult } from '../../domain/result.ts';
import { formatChange } from '../../prose/numbers.ts';
import { exceedsSegmentLimit, segmentLimits } from './segment-limits.ts';

type Latency = NonNullable<PromptResult['latency']>;
type Quantile = Latency['p50'];

/** One of the two limits of a prompt's latency: of what, what was measured, and how it is judged. */
export type LatencyRule = Quantile & { of: 'median' | '95th percentile' };

/** Both limits, the median's first. */
export function latencyRules({ p50, p95 }: Latency): [LatencyRule, LatencyRule] {
  return [
    { of: 'median', ...p50 },
    { of: '95th percentile', ...p95 },
  ];
}

/** Whether the policy limits the latency of a prompt of which it was measured, or of one of its segments. */
export function limitsLatency(prompt: PromptResult): boolean {
  const { latency } = prompt;
  const isLimited = latency ? latencyRules(latency).some(({ limit }) => limit !== null) : false;
  return isLimited || segmentLimits(prompt, 'latency').length > 0;
}

/** How a prompt's latency stands, the limits that segments have of their own included. */
export function latencyLabelOf(prompt: PromptResult): Latency['label'] {
  if (exceedsSegmentLimit(prompt, 'latency')) return 'exceeded';
  const isKnown = segmentLimits(prompt, 'latency').every(({ label }) => label !== 'unknown');
  return prompt.latency && isKnown ? prompt.latency.label : 'unknown';
}

/** Whether the policy limits the latency of a prompt, and too few cases were measured to hold it against that. */
export function isLatencyUnjudged({ notices }: PromptResult): boolean {
  return notices.some(({ code }) => code === 'latency-not-judged');
}

/** The rise that is above its limit and not shown to be: `+40.0 % latency (95th percentile)`; the larger of two. */
export function unshownLatency(prompt: PromptResult): { size: number; text: string } | null {
  if (!prompt.latency || isLatencyUnjudged(prompt)) return null;
  const [largest] = latencyRules(prompt.latency)
    .filter(({ label, limit, ratio }) => label === 'unknown' && limit !== null && ratio > 1 + limit)
    .sort((a, b) => b.ratio - a.ratio);
  return largest
    ? { size: largest.ratio, text: `${formatChange(largest.ratio)} latency (${largest.of})` }
    : null;
}
