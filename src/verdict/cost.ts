import type { ArmEvidence } from '../domain/evidence.ts';
import type { CostPolicy } from '../domain/policy.ts';
import type { ArmCost, CostComparison, CostVerdict } from '../domain/verdict.ts';
import { pairedRatio } from '../stats/ratio.ts';

const CONFIDENCE = 0.95;

type Bill = { trials: number; arms: { baseline: ArmEvidence; candidate: ArmEvidence } };

/** Means a call of one arm. `weights` of the cases add up to 1; absent, every call counts the same. */
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

/** The cost of both arms over complete pairs, and the ratio of their tokens with its 95 % interval. */
export function compareCosts(pairs: readonly Bill[], weights?: readonly number[]): CostComparison {
  const tokens = (side: 'baseline' | 'candidate') =>
    pairs.map(({ arms, trials }, index) => {
      const weight = weights ? (weights[index] ?? 0) / trials : 1;
      return weight * (arms[side].inputTokens + arms[side].outputTokens);
    });
  const baseline = tokens('baseline');
  const measured = baseline.some((total) => total > 0);
  return {
    baseline: armCost(
      pairs.map(({ arms, trials }) => ({ trials, arm: arms.baseline })),
      weights,
    ),
    candidate: armCost(
      pairs.map(({ arms, trials }) => ({ trials, arm: arms.candidate })),
      weights,
    ),
    ratio: measured ? pairedRatio(tokens('candidate'), baseline, CONFIDENCE) : null,
  };
}

/**
 * The limit is exceeded when the whole 95 % interval of the token ratio lies above it: as with quality, only a shown
 * increase blocks, not noise in the length of answers. Where the ratio is above the limit but its interval is not, or
 * there are fewer complete pairs than quality needs, the label is `unknown`. With `unless-improved`, a shown increase is
 * `paid-for` by an improvement.
 */
export function judgeCost(
  comparison: CostComparison,
  policy: CostPolicy,
  facts: { improved: boolean; enoughCases: boolean },
): CostVerdict {
  const { baseline, candidate, ratio } = comparison;
  const limit = policy.maxTokenIncrease;
  const monthlyUsd =
    policy.callsPerMonth === null || !baseline || baseline.usd === null || candidate.usd === null
      ? null
      : (candidate.usd - baseline.usd) * policy.callsPerMonth;
  return { label: costLabel(ratio, policy, facts), comparison, limit, monthlyUsd };
}

function costLabel(
  ratio: CostComparison['ratio'],
  { maxTokenIncrease, unlessImproved }: CostPolicy,
  { improved, enoughCases }: { improved: boolean; enoughCases: boolean },
): CostVerdict['label'] {
  if (!ratio) return 'unknown';
  const isAbove = (value: number) => maxTokenIncrease !== null && value > 1 + maxTokenIncrease + 1e-12;
  if (!isAbove(ratio.ratio)) return 'within';
  if (!isAbove(ratio.low) || !enoughCases) return 'unknown';
  return unlessImproved && improved ? 'paid-for' : 'exceeded';
}
