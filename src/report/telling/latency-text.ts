import type { PromptResult } from '../../domain/result.ts';
import { counted, formatChange, formatDuration, formatSetting } from '../../prose/numbers.ts';
import { strong, type Text } from '../../prose/text.ts';
import { OF_BASE } from './cost-text.ts';

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

/** Whether the policy limits the latency of a prompt of which it was measured. */
export function limitsLatency({ latency }: PromptResult): boolean {
  return latency ? latencyRules(latency).some(({ limit }) => limit !== null) : false;
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

/** How long answers take, before and after; null where it was not measured. Without the word `Latency`. */
export function latencyText({ latency }: PromptResult): Text | null {
  if (!latency) return null;
  const [median, tail] = latencyRules(latency);
  return [
    ...ruleText(median),
    '; ',
    ...ruleText(tail),
    `; of ${counted(latency.pairs, 'case')} that one run asked of both versions.${latency.casesOf === 'base' ? ` ${OF_BASE}` : ''}`,
  ];
}

/** `median 1.2 s → 1.5 s (+25 %, CI +12.0 to +40.0; limit +20 %), over the limit`. */
function ruleText({ of, baselineMs, candidateMs, ratio, low, high, limit, label }: LatencyRule): Text {
  const bound = limit === null ? 'no limit' : `limit +${formatSetting(limit)}`;
  return [
    `${of} ${shortly(baselineMs)} → ${shortly(candidateMs)} (`,
    strong(formatChange(ratio)),
    `, ${intervalText(low, high)}; ${bound})${judgement({ ratio, limit, label })}`,
  ];
}

/** Below a second in milliseconds: of two fast prompts, tenths of a second are the same. */
function shortly(ms: number): string {
  return ms < 999.5 ? `${Math.round(ms)}\u00a0ms` : formatDuration(ms);
}

/** An end that so few cases leave open is not told as a number. */
function intervalText(low: number, high: number | null): string {
  if (high !== null) return `CI ${formatChange(low, false)} to ${formatChange(high, false)}`;
  return low > 0 ? `CI from ${formatChange(low, false)} on` : 'too few cases for an interval';
}

function judgement({ ratio, limit, label }: Pick<Quantile, 'ratio' | 'limit' | 'label'>): string {
  if (limit === null) return '';
  if (label === 'exceeded') return ', over the limit';
  if (label === 'within') return ', within the limit';
  return ratio > 1 + limit ? ', above the limit but not surely, so that it does not block' : '';
}
