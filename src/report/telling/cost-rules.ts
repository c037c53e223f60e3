import { improvementsOf } from '../../domain/improvements.ts';
import type { PromptResult } from '../../domain/result.ts';
import { code, enumerate, type Text } from '../../prose/text.ts';
import { exceedsSegmentLimit } from './segment-limits.ts';

export type Cost = NonNullable<PromptResult['cost']>;
type CostLabels = NonNullable<Cost['labels']>;

/** One of the two limits of a prompt's cost: what was measured, and how it is judged. */
export type CostRule = {
  of: 'tokens' | 'money';
  ratio: Cost['comparison']['ratio'];
  limit: number | null;
  label: Cost['label'] | null;
};

/** How a prompt's cost stands, the limits that segments have of their own included; null where nothing was asked. */
export function costLabelOf(prompt: PromptResult): Cost['label'] | null {
  if (!prompt.cost) return null;
  return exceedsSegmentLimit(prompt, 'cost') ? 'exceeded' : prompt.cost.label;
}

/** The labels of both limits; of a result that has only one, that of tokens. */
export function costLabels(cost: Cost): CostLabels {
  return cost.labels ?? { tokens: cost.limit === null ? null : cost.label, money: null };
}

/** Both limits, tokens first. */
export function costRules(cost: Cost): [tokens: CostRule, money: CostRule] {
  const { comparison, limit, moneyLimit = null, withCache } = cost;
  const labels = costLabels(cost);
  return [
    { of: 'tokens', ratio: comparison.ratio, limit, label: labels.tokens },
    {
      of: 'money',
      ratio: withCache ?? comparison.moneyRatio ?? null,
      limit: moneyLimit,
      label: labels.money,
    },
  ];
}

/** Whether it is above its limit, which too few cases or too wide an interval do not show. */
export function isAboveUnshown({ label, limit, ratio }: CostRule): boolean {
  return label === 'unknown' && limit !== null && ratio !== null;
}

/** Whether its whole interval is above the limit: what then does not block has too few cases. */
export function isSurelyAbove({ limit, ratio }: CostRule): boolean {
  return ratio !== null && (ratio.low > 1 + (limit ?? 0) || !Number.isFinite(ratio.high));
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
