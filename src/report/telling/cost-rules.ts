import { improvementsOf } from '../../domain/improvements.ts';
import type { PromptResult } from '../../domain/result.ts';
import { code, enumerate, type Text } from '../../prose/text.ts';
import type { Held } from './limit-judgement.ts';
import { exceedsSegmentLimit, segmentLimits } from './segment-limits.ts';

export type Cost = NonNullable<PromptResult['cost']>;
type CostLabels = NonNullable<Cost['labels']>;

/** One of the two limits of a prompt's cost: what was measured, and how it is judged. */
export type CostRule = {
  of: 'tokens' | 'money';
  ratio: Cost['comparison']['ratio'];
  limit: number | null;
  label: Cost['label'] | null;
  /** The cases and families compared, where these are too few for a limit. */
  tooFew?: Held['tooFew'];
};

/** How a prompt's cost stands, the limits that segments have of their own included; null where nothing was asked. */
export function costLabelOf(prompt: PromptResult): Cost['label'] | null {
  if (!prompt.cost) return null;
  const { label } = prompt.cost;
  if (exceedsSegmentLimit(prompt, 'cost')) return 'exceeded';
  const isKnown = segmentLimits(prompt, 'cost').every((limit) => limit.label !== 'unknown');
  return isKnown || label === 'exceeded' ? label : 'unknown';
}

/** The labels of both limits; of a result that has only one, that of tokens. */
export function costLabels(cost: Cost): CostLabels {
  return cost.labels ?? { tokens: cost.limit === null ? null : cost.label, money: null };
}

/** Both limits, tokens first. */
export function costRules(cost: Cost, overall: PromptResult['overall']): [tokens: CostRule, money: CostRule] {
  const { comparison, limit, moneyLimit = null, withCache } = cost;
  const labels = costLabels(cost);
  const few = cost.tooFew && overall ? { tooFew: { cases: overall.cases, families: overall.families } } : {};
  return [
    { of: 'tokens', ratio: comparison.ratio, limit, label: labels.tokens, ...few },
    {
      of: 'money',
      ratio: withCache ?? comparison.moneyRatio ?? null,
      limit: moneyLimit,
      label: labels.money,
      ...few,
    },
  ];
}

/** Whether both arms were asked and the price of a call is not known, so that the limit of money judges nothing. */
export function isUnpriced(cost: Cost): boolean {
  const { baseline, moneyRatio = null } = cost.comparison;
  return costLabels(cost).money === 'unknown' && baseline !== null && moneyRatio === null;
}

/** `the improvement of enterprise`: what pays for more tokens or money. */
export function payerText(prompt: PromptResult): Text {
  const names = prompt.cost?.paidForBy ?? improvementsOf(prompt);
  const isWhole = names.length === 0 || names[0] === prompt.overall?.name;
  return ['the improvement of ', ...(isWhole ? ['the whole'] : enumerate(names.map(code)))];
}
