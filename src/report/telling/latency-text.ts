import type { PromptResult } from '../../domain/result.ts';
import { counted, formatChange, formatDuration, formatSetting } from '../../prose/numbers.ts';
import { strong, type Text } from '../../prose/text.ts';
import { OF_BASE } from './cost-text.ts';
import { type LatencyRule, latencyRules, oneCallText } from './latency-rules.ts';
import { limitJudgement } from './limit-judgement.ts';
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
    ...(latency.oneCall ? [` ${oneCallText(latency.oneCall)}`] : []),
    ...ofSegments,
  ];
}

/** `median 1.2 s → 1.5 s (+25 %, CI +12.0 to +40.0; limit +20 %), over the limit`. */
function ruleText(rule: LatencyRule): Text {
  const { of, baselineMs, candidateMs, ratio, limit } = rule;
  const bound = limit === null ? 'no limit' : `limit +${formatSetting(limit)}`;
  return [
    `${of} ${shortly(baselineMs)} → ${shortly(candidateMs)} (`,
    strong(formatChange(ratio.ratio)),
    `, ${intervalText(ratio)}; ${bound})${limitJudgement(rule)}`,
  ];
}

/** Below a second in milliseconds: of two fast prompts, tenths of a second are the same. */
function shortly(ms: number): string {
  return ms < 999.5 ? `${Math.round(ms)}\u00a0ms` : formatDuration(ms);
}

/** An end that so few cases leave open is not told as a number. */
function intervalText({ low, high }: LatencyRule['ratio']): string {
  if (high !== null) return `CI ${formatChange(low, false)} to ${formatChange(high, false)}`;
  return low > 0 ? `CI from ${formatChange(low, false)} on` : 'too few cases for an interval';
}
