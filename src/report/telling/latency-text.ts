import type { PromptResult } from '../../domain/result.ts';
import { counted, formatChange, formatDuration, formatSetting } from '../../prose/numbers.ts';
import { strong, type Text } from '../../prose/text.ts';
import { OF_BASE } from './cost-text.ts';
import { type LatencyRule, latencyRules } from './latency-rules.ts';
import { segmentLimitsText } from './segment-limits-text.ts';

/** How long answers take, before and after; null where it was not measured. Without the word `Latency`. */
export function latencyText(prompt: PromptResult): Text | null {
  const { latency } = prompt;
  const ofSegments = segmentLimitsText(prompt, 'latency');
  if (!latency) return ofSegments.length > 0 ? ['not measured over all cases.', ...ofSegments] : null;
  const [median, tail] = latencyRules(latency);
  return [
    ...ruleText(median),
    '; ',
    ...ruleText(tail),
    `; of ${counted(latency.pairs, 'case')} that one run asked of both versions.${latency.casesOf === 'base' ? ` ${OF_BASE}` : ''}`,
    ...ofSegments,
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

function judgement({ ratio, limit, label }: Pick<LatencyRule, 'ratio' | 'limit' | 'label'>): string {
  if (limit === null) return '';
  if (label === 'exceeded') return ', over the limit';
  if (label === 'within') return ', within the limit';
  return ratio > 1 + limit ? ', above the limit but not surely, so that it does not block' : '';
}
