import type { PromptResult } from '../../domain/result.ts';
import { counted, formatChange } from '../../prose/numbers.ts';
import { aboveUnshownText, type Held, isAboveUnshown } from './limit-judgement.ts';
import { exceedsSegmentLimit, segmentLimits } from './segment-limits.ts';

type Latency = NonNullable<PromptResult['latency']>;
type Quantile = Latency['p50'];

/** One of the two limits of a prompt's latency: of what, what was measured, and how it is judged. */
export type LatencyRule = Pick<Quantile, 'baselineMs' | 'candidateMs'> &
  Held & { ratio: NonNullable<Held['ratio']>; of: 'median' | '95th percentile' };

/** Both limits, the median's first. */
export function latencyRules(latency: Latency): [LatencyRule, LatencyRule] {
  return [ruleOf('median', latency.p50, latency), ruleOf('95th percentile', latency.p95, latency)];
}

function ruleOf(
  of: LatencyRule['of'],
  { ratio, low, high, ...quantile }: Quantile,
  { tooFew, pairs, families }: Latency,
): LatencyRule {
  return {
    ...{ ...quantile, of, ratio: { ratio, low, high } },
    ...(tooFew && { tooFew: { cases: pairs, families } }),
  };
}

/** Why cases are not compared although one run asked them of both versions; a sentence. */
export function oneCallText(cases: number): string {
  return `Of ${counted(cases, 'more case')} one call answered both versions, or another case too, which compares nothing.`;
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

/** Whether too few cases were measured to hold a prompt's latency against its limit, and a notice tells so. */
export function isLatencyUnjudged({ notices }: PromptResult): boolean {
  return notices.some(({ code }) => code === 'latency-not-judged');
}

/** The rise that is above its limit and not shown to be: `+40.0 % latency (95th percentile)`; the larger of two. */
export function unshownLatency(prompt: PromptResult): { size: number; text: string } | null {
  if (!prompt.latency || isLatencyUnjudged(prompt)) return null;
  const [largest] = latencyRules(prompt.latency)
    .filter(isAboveUnshown)
    .sort((a, b) => b.ratio.ratio - a.ratio.ratio);
  if (!largest) return null;
  const { of, ratio } = largest;
  return {
    size: ratio.ratio,
    text: `${formatChange(ratio.ratio)} latency (${of})${aboveUnshownText(largest)}`,
  };
}
