import type { PromptResult, Result } from '../../domain/result.ts';
import {
  formatChange,
  formatCount,
  formatMoney,
  formatMoneyChange,
  formatSetting,
  formatTraffic,
} from '../../prose/numbers.ts';
import { type Span, strong, type Text, textOf } from '../../prose/text.ts';

type Cost = NonNullable<PromptResult['cost']>;

/** More reasons than these are in the result JSON. */
const MOST_NOTES = 5;

/** What the change costs in tokens and money, and why; null where nothing was run. Without the word `Cost`. */
export function costText(prompt: PromptResult, policy: Result['policy']): Text | null {
  const { cost } = prompt;
  if (!cost) return null;
  const notes = cost.notes.slice(0, MOST_NOTES).flatMap((note): Span[] => [' ', ...textOf(note)]);
  return [...tokens(prompt, cost, isUnpaid(prompt, policy)), ...money(cost, policy), ...notes];
}

/** Whether there are more tokens than the limit, which too few cases or too wide an interval do not show. */
export function isAboveUnshown({ label, limit, comparison }: Cost): boolean {
  return label === 'unknown' && limit !== null && comparison.ratio !== null;
}

/** Whether an improvement would have paid for more tokens, and there is none. */
export function isUnpaid(prompt: PromptResult, policy: Result['policy']): boolean {
  const improved = prompt.segments.some((segment) => segment.verdict === 'improved');
  return policy.cost.unlessImproved !== false && !improved;
}

function tokens(prompt: PromptResult, cost: Cost, unpaid: boolean): Text {
  const { comparison, label, limit } = cost;
  const { baseline, candidate, ratio } = comparison;
  if (!baseline) return [`${formatCount(candidate.totalTokens)} tokens a call.`];
  const change = `${formatCount(baseline.totalTokens)} → ${formatCount(candidate.totalTokens)} tokens a call`;
  if (!ratio) return [`${change}.`];
  // A single case has no interval.
  const interval = Number.isFinite(ratio.high)
    ? `, CI ${formatChange(ratio.low, false)} to ${formatChange(ratio.high, false)}`
    : '';
  const bound = limit === null ? 'no limit' : `limit +${formatSetting(limit)}`;
  const judged =
    limit !== null && isAboveUnshown(cost) ? unshown(ratio, limit, prompt) : judgement(label, limit, unpaid);
  return [`${change} (`, strong(formatChange(ratio.ratio)), `${interval}; ${bound})${judged}.`];
}

function judgement(label: Cost['label'], limit: number | null, unpaid: boolean): string {
  if (label === 'exceeded') return unpaid ? ' and no segment improved to pay for it' : ', over the limit';
  if (label === 'paid-for') return ', which the improvement pays for';
  return label === 'within' && limit !== null ? ', within the limit' : '';
}

/** Why more tokens than the limit do not block. */
function unshown(
  { low, high }: { low: number; high: number },
  limit: number,
  { overall }: PromptResult,
): string {
  if (low <= 1 + limit && Number.isFinite(high))
    return ', above the limit but not surely: the interval reaches below it, so that it does not block';
  const cases = overall?.cases ?? 0;
  return `, above the limit, but ${formatCount(cases)} ${cases === 1 ? 'case is' : 'cases are'} too few to block`;
}

function money({ comparison, monthlyUsd }: Cost, policy: Result['policy']): Text {
  const before = comparison.baseline?.usd ?? null;
  const after = comparison.candidate.usd;
  if (after === null) return [];
  const call = `${before === null ? '' : `${formatMoney(before)} → `}${formatMoney(after)} a call`;
  const traffic = policy.cost.callsPerMonth ?? null;
  const monthly = monthlyUsd === null ? '' : `, ${formatMoneyChange(monthlyUsd)} a month`;
  return [` ${call}${monthly}${monthly && traffic ? ` at ${formatTraffic(traffic)}` : ''}.`];
}
