import { improvementsOf } from '../../domain/improvements.ts';
import type { PromptResult, Result } from '../../domain/result.ts';
import {
  formatChange,
  formatCount,
  formatMoneyChange,
  formatMoneyPerThousand,
  formatSetting,
  formatTraffic,
} from '../../prose/numbers.ts';
import { code, enumerate, type Span, strong, type Text, textOf } from '../../prose/text.ts';
import { type Cost, type CostRule, costRules, isUnpriced, payerText } from './cost-rules.ts';
import { isOpen, limitJudgement } from './limit-judgement.ts';
import { rulesOf } from './rules.ts';
import { segmentLimitsText } from './segment-limits-text.ts';

/** Further reasons are in the result JSON. */
const MOST_NOTES = 5;

/** Prices with and without the provider's cache that differ by less than this share count as equal. */
const SAME_PRICE = 0.005;

/** What the provider's cache makes of a day's calls is told of so much on. */
const WORTH_USD = 0.01;

/** Why a limit is exceeded that all cases together keep. */
export const OF_BASE =
  'This is over the cases that the base has too: those that the pull request adds do not make up for them.';

/** The change's cost in tokens and money, and why; null if nothing was run. Without the word `Cost`. */
export function costText(prompt: PromptResult, policy: Result['policy']): Text | null {
  const { cost } = prompt;
  if (!cost) return null;
  const [tokens, money] = costRules(cost, prompt.overall);
  const notes = cost.notes.slice(0, MOST_NOTES).flatMap((note): Span[] => [' ', ...textOf(note)]);
  const judge = (rule: CostRule) => judgement(rule, prompt, policy);
  return [
    ...tokensText(cost, tokens, judge(tokens)),
    ...moneyText(cost, { rule: money, judged: judge(money), policy: rulesOf(prompt, policy) }),
    ...unpricedText(prompt, cost),
    ...(cost.casesOf === 'base' ? [` ${OF_BASE}`] : []),
    ...segmentLimitsText(prompt, 'cost'),
    ...notes,
  ];
}

function tokensText(cost: Cost, rule: CostRule, judged: Text): Text {
  const { baseline, candidate } = cost.comparison;
  if (!baseline) return [`${formatCount(candidate.totalTokens)} tokens a call.`];
  const change = `${formatCount(baseline.totalTokens)} → ${formatCount(candidate.totalTokens)} tokens a call`;
  return rule.ratio ? [change, ...ratioText(rule), ...judged, '.'] : [`${change}.`];
}

function moneyText(
  { comparison, monthlyUsd, promptCache, withCache }: Cost,
  { rule, judged, policy }: { rule: CostRule; judged: Text; policy: Result['policy'] },
): Text {
  const before = comparison.baseline?.usd ?? null;
  const after = comparison.candidate.usd;
  if (after === null) return [];
  const call = `${before === null ? '' : `${formatMoneyPerThousand(before)} → `}${formatMoneyPerThousand(after)} per 1,000 calls`;
  const traffic = policy.cost.callsPerMonth ?? null;
  const monthly = monthlyUsd === null ? '' : `, ${formatMoneyChange(monthlyUsd)} a month`;
  const isCacheTold = Math.abs(promptCache?.usdPerDay ?? 0) >= WORTH_USD;
  const without = monthly && isCacheTold ? " without the provider's cache" : '';
  const month = `${monthly}${monthly && traffic ? ` at ${formatTraffic(traffic)}` : ''}${without}`;
  if (!rule.ratio) return [` ${call}${month}.`];
  const isSame = before !== null && Math.abs(after / before / rule.ratio.ratio - 1) < SAME_PRICE;
  const of = withCache
    ? ", with what the edit takes from the provider's cache"
    : isSame
      ? ''
      : ' at the full price';
  return [` ${call}`, ...ratioText(rule, of), ...judged, `${month}.`];
}

/** ` (+17.1 %, CI +15.0 to +19.2; limit +10 %)`. */
function ratioText({ ratio, limit }: CostRule, of = ''): Text {
  if (!ratio) return [];
  // A single case, or a single family, has no interval.
  const interval = isOpen(ratio.high)
    ? ''
    : `, CI ${formatChange(ratio.low, false)} to ${formatChange(ratio.high, false)}`;
  const bound = limit === null ? 'no limit' : `limit +${formatSetting(limit)}`;
  return [' (', strong(formatChange(ratio.ratio)), `${of}${interval}; ${bound})`];
}

function judgement(rule: CostRule, prompt: PromptResult, policy: Result['policy']): Text {
  switch (rule.label) {
    case 'exceeded': {
      const isUnpaid =
        rulesOf(prompt, policy).cost.unlessImproved !== false && improvementsOf(prompt).length === 0;
      return [isUnpaid ? ' and no segment improved to pay for it' : ', over the limit'];
    }
    case 'paid-for':
      return [', paid for by ', ...payerText(prompt)];
    default:
      return [limitJudgement(rule)];
  }
}

function unpricedText({ baseline, candidate }: PromptResult, cost: Cost): Text {
  if (!isUnpriced(cost)) return [];
  const unpriced = [
    ...(cost.comparison.baseline?.usd === null ? [baseline?.model] : []),
    ...(cost.comparison.candidate.usd === null ? [candidate?.model] : []),
  ];
  const models = [...new Set(unpriced.flatMap((model) => model ?? []))];
  if (models.length === 0) return [' The limit of money judges nothing: the baseline costs nothing.'];
  return [
    ' The limit of money judges nothing: the price of ',
    ...enumerate(models.map(code)),
    ' is not known.',
  ];
}
