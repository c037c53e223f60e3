import type { ArmEvidence } from '../domain/evidence.ts';
import type { CostPolicy } from '../domain/policy.ts';
import type { ArmCost, CostComparison, CostVerdict } from '../domain/verdict.ts';
import { pairedRatio } from '../stats/ratio.ts';
import { addByFamily } from './families.ts';
import { standingTo } from './limit.ts';

const CONFIDENCE = 0.95;

type Bill = {
  trials: number;
  group?: string | undefined;
  arms: { baseline: ArmEvidence; candidate: ArmEvidence };
};

/** Means per call of one arm. `weights` of the cases add up to 1; absent, every call counts the same. */
export function armCost(
  arms: readonly { trials: number; arm: ArmEvidence }[],
  weights?: readonly number[],
): ArmCost {
  const sums = { inputTokens: 0, outputTokens: 0, cachedInputTokens: 0 };
  let usd: number | null = 0;
  let calls = 0;
  for (const [index, { trials, arm }] of arms.entries()) {
    const weight = weights ? (weights[index] ?? 0) / trials : 1;
    calls += weight * trials;
    sums.inputTokens += weight * arm.inputTokens;
    sums.outputTokens += weight * arm.outputTokens;
    sums.cachedInputTokens += weight * arm.cachedInputTokens;
    usd = usd === null || arm.costUsd === null ? null : usd + weight * arm.costUsd;
  }
  const share = calls > 0 ? 1 / calls : 0;
  const inputTokens = sums.inputTokens * share;
  const outputTokens = sums.outputTokens * share;
  return {
    inputTokens,
    outputTokens,
    cachedInputTokens: sums.cachedInputTokens * share,
    totalTokens: inputTokens + outputTokens,
    usd: usd === null || calls === 0 ? null : usd * share,
  };
}

/**
 * The cost of both arms over complete pairs, and the ratios of their tokens and of their money with 95 % intervals. What
 * came from a provider's cache counts in `moneyRatio` at the full price, since it depends on when the calls came.
 */
export function compareCosts(pairs: readonly Bill[], weights?: readonly number[]): CostComparison {
  const tokens = amounts(pairs, weights, ({ inputTokens, outputTokens }) => inputTokens + outputTokens);
  const money = amounts(pairs, weights, ({ uncachedUsd, costUsd }) =>
    uncachedUsd === undefined ? costUsd : uncachedUsd,
  );
  return {
    baseline: armCost(
      pairs.map(({ arms, trials }) => ({ trials, arm: arms.baseline })),
      weights,
    ),
    candidate: armCost(
      pairs.map(({ arms, trials }) => ({ trials, arm: arms.candidate })),
      weights,
    ),
    ratio: tokens && ratioOf(tokens),
    moneyRatio: money && ratioOf(money),
  };
}

type Amounts = { baseline: readonly number[]; candidate: readonly number[] };

/** What each family of cases took, weighted; null where that is not known of a case. */
function amounts(
  pairs: readonly Bill[],
  weights: readonly number[] | undefined,
  amountOf: (arm: ArmEvidence) => number | null,
): Amounts | null {
  const found = { baseline: [] as number[], candidate: [] as number[] };
  for (const [index, { arms, trials }] of pairs.entries()) {
    const weight = weights ? (weights[index] ?? 0) / trials : 1;
    const [baseline, candidate] = [amountOf(arms.baseline), amountOf(arms.candidate)];
    if (baseline === null || candidate === null) return null;
    found.baseline.push(weight * baseline);
    found.candidate.push(weight * candidate);
  }
  return {
    baseline: addByFamily(found.baseline, pairs),
    candidate: addByFamily(found.candidate, pairs),
  };
}

function ratioOf({ baseline, candidate }: Amounts): CostComparison['ratio'] {
  return baseline.some((amount) => amount > 0) ? pairedRatio(candidate, baseline, CONFIDENCE) : null;
}

/** From the gravest on. */
const GRAVITY: readonly CostVerdict['label'][] = ['exceeded', 'unknown', 'paid-for', 'within'];

/**
 * Judges tokens and money a call by the same rule, each against its own limit: the whole 95 % interval of the ratio shows
 * that it is exceeded or kept. As with quality, only a shown increase blocks, not noise in the length of answers. Where
 * neither is shown, where there are too few complete pairs, or where there is no ratio, the label is `unknown`. With
 * `unless-improved`, a shown increase is `paid-for` by what improved. The graver label is the verdict's; a limit that is off gives none.
 * @param facts.improved what improved: segments, or `overall`
 */
export function judgeCost(
  comparison: CostComparison,
  policy: CostPolicy,
  facts: { improved: readonly string[]; enoughCases: boolean },
): CostVerdict {
  const { baseline, candidate, ratio, moneyRatio = null } = comparison;
  const { maxTokenIncrease: limit, maxCostIncrease: moneyLimit, unlessImproved } = policy;
  const monthlyUsd =
    policy.callsPerMonth === null || !baseline || baseline.usd === null || candidate.usd === null
      ? null
      : (candidate.usd - baseline.usd) * policy.callsPerMonth;
  const judged = { paid: unlessImproved && facts.improved.length > 0, enoughCases: facts.enoughCases };
  const labels = {
    tokens: limit === null ? null : costLabel(ratio, limit, judged),
    money: moneyLimit === null ? null : costLabel(moneyRatio, moneyLimit, judged),
  };
  const given = [labels.tokens, labels.money];
  const label = graver(given) ?? (ratio ? 'within' : 'unknown');
  return {
    label,
    labels,
    comparison,
    limit,
    moneyLimit,
    ...(!facts.enoughCases && ratio && { tooFew: true as const }),
    paidForBy: given.includes('paid-for') ? [...facts.improved] : undefined,
    monthlyUsd,
  };
}

/** The gravest of some labels; undefined where all limits are off. */
export function graver(labels: readonly (CostVerdict['label'] | null)[]): CostVerdict['label'] | undefined {
  return GRAVITY.find((one) => labels.includes(one));
}

/** A ratio held against its limit, as `judgeCost` says. */
export function costLabel(
  ratio: CostComparison['ratio'],
  limit: number,
  { paid, enoughCases }: { paid: boolean; enoughCases: boolean },
): CostVerdict['label'] {
  if (!ratio) return 'unknown';
  const label = standingTo(ratio, limit, enoughCases);
  return label === 'exceeded' && paid ? 'paid-for' : label;
}
