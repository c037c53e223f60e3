import type { CostPolicy } from '../domain/policy.ts';
import type { PromptResult } from '../domain/result.ts';
import { costLabel, graver } from './cost.ts';
import { FEWEST_FOR_COST } from './sizes.ts';

type Decided = Pick<PromptResult, 'verdict' | 'reasons' | 'cost' | 'overall'>;

/**
 * The verdict on a prompt whose edit takes from what the provider's cache can reuse: at the declared traffic, what every
 * call pays for that counts against the limit of money, beside the full price of the calls. The ratio is
 *
 *     R + x / b      R: ratio of the full prices, with its interval; x: USD a call that the edit takes from the cache;
 *                    b: USD a call of the baseline in this run
 *
 * b is at most the full price and at least what the baseline costs with the cache, so that the ratio is not too high where
 * R ≥ 1. What an edit leaves to the cache is not counted in its favour. x is computed from the messages, not measured
 * (`promptCache.usdPerDay`), so that it has no interval of its own.
 * @param of.callsPerDay declared; null where it is not, and nothing changes
 * @param of.improved what improved: segments, or `overall`
 */
export function withCacheCost<Of extends Decided>(
  decided: Of,
  of: { callsPerDay: number | null; policy: CostPolicy; improved: readonly string[] },
): Of {
  const { cost, overall } = decided;
  const { maxCostIncrease: limit, unlessImproved } = of.policy;
  const { baseline, moneyRatio } = cost?.comparison ?? {};
  const extra = (cost?.promptCache?.usdPerDay ?? 0) / (of.callsPerDay ?? Number.POSITIVE_INFINITY);
  if (!cost || limit === null || !moneyRatio || !baseline?.usd || !(extra > 0)) return decided;
  const shift = extra / baseline.usd;
  const withCache = {
    ratio: moneyRatio.ratio + shift,
    low: moneyRatio.low + shift,
    high: moneyRatio.high + shift,
  };
  const money = costLabel(withCache, limit, {
    paid: unlessImproved && of.improved.length > 0,
    enoughCases: (overall?.families ?? overall?.cases ?? 0) >= FEWEST_FOR_COST,
  });
  const labels = cost.labels ?? { tokens: null, money: null };
  const isAboveUnshown = money === 'unknown' && withCache.ratio > 1 + limit;
  if (money === 'within' || (money === labels.money && !isAboveUnshown)) return decided;
  const label = graver([labels.tokens, money]) ?? cost.label;
  const told = {
    ...cost,
    ...{ label, labels: { ...labels, money }, withCache },
    ...(money === 'paid-for' && { paidForBy: [...of.improved] }),
  };
  const isNew = money === 'exceeded' && !decided.reasons.some(({ kind }) => kind === 'cost');
  if (!isNew) return { ...decided, cost: told };
  return {
    ...decided,
    verdict: 'block',
    reasons: [...decided.reasons, { kind: 'cost' as const }],
    cost: told,
  };
}
