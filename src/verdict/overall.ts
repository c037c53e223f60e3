import type { CurtailedCase, Evidence } from '../domain/evidence.ts';
import type { Policy } from '../domain/policy.ts';
import type { SegmentVerdict } from '../domain/verdict.ts';
import { differenceNonInferior } from '../stats/intervals.ts';
import { spendingAlpha } from '../stats/spending.ts';
import type { Stage } from './looks.ts';
import { CONFIDENCE, describePairs, detectable, labelOf } from './row.ts';
import { atWorst, differencesOf, newlyPassing, type Pair, type Sample } from './sample.ts';
import { ASKS_AGAIN_AT } from './segments.ts';
import { stratifiedInterval } from './stratified.ts';
import { type StatisticalTest, type TestResult, testWhole } from './tests/test.ts';
import { unpairedClassic } from './unpaired-classic.ts';
import { caseWeights, effectiveCases, type Weights, weightedMean } from './weights.ts';

/** Share of segments that ask for a second look when nothing has changed. */
const EXPECTED_TO_ASK = ASKS_AGAIN_AT;

/**
 * The interim state of the whole between its looks. The fraction is the cases of the first look over those expected in
 * the end if nothing has changed, since few segments are extended then.
 */
function overallStage({ segments }: Evidence): Stage {
  let first = 0;
  let last = 0;
  let extended = false;
  for (const { looks, extendTo } of segments) {
    first += looks[0] ?? 0;
    last += Math.max(extendTo, looks.at(-1) ?? 0);
    extended ||= looks.length > 1;
  }
  if (first === 0 || last <= first) return { look: 'only' };
  return {
    look: extended ? 'second' : 'first',
    fraction: first / (first + EXPECTED_TO_ASK * (last - first)),
  };
}

/**
 * Judges all cases together, stratified by segment through the weights. Where cases were curtailed, the whole is worse
 * only if it would be had they newly passed: they were curtailed because of what their segment showed, so that the
 * answered cases are a biased sample of it.
 */
export function judgeOverall(
  evidence: Evidence,
  pairs: readonly Pair[],
  samples: readonly Sample[],
  options: {
    test: StatisticalTest;
    policy: Policy;
    level: number;
    /** Of the level; the rest is that of the other whole, where the base's cases are judged by themselves too. */
    share: number;
    missing: number;
    invalid: boolean;
  },
): SegmentVerdict {
  const { test, policy, level, share, missing, invalid } = options;
  const weights = caseWeights(samples, pairs);
  const differences = differencesOf(pairs);
  const described = describePairs(pairs, { weights, compares: test.compares });
  const result = testWhole(test, pairs, weights);
  const { alpha } = policy.gate;
  const adjusted = overLooks(evidence, pairs, samples, { test, result, weights, alpha });
  const { curtailed = [] } = evidence;
  const worst =
    curtailed.length === 0 ? null : overallAtWorst(evidence, pairs, samples, { curtailed, test, alpha });
  const row = {
    name: 'overall',
    missing,
    ...described,
    interval: weights ? stratifiedInterval(pairs, weights, CONFIDENCE) : described.interval,
    ...result,
    ...(curtailed.length > 0 && { spared: curtailed.length }),
    adjustedPValue: Math.min(1, Math.max(adjusted, worst?.adjusted ?? 0) / share),
    adjustedPBetter: result.pBetter,
    twoProportion: unpairedClassic(pairs),
    ...detectable(differences, level * share, policy.gate.margin.overall, weights),
  };
  const margin = policy.gate.margin.overall;
  const nonInferior = weights
    ? stratifiedInterval(pairs, weights, 0.9)[0] >= -margin
    : differenceNonInferior(differences, margin, 0.95);
  const difference =
    worst === null || (row.difference ?? 0) >= 0 ? row.difference : Math.min(0, worst.difference);
  const label = {
    invalid,
    row: { ...row, difference },
    level,
    minEffect: policy.gate.minEffect,
    nonInferior,
  };
  return { ...row, verdict: labelOf(label) };
}

/** The whole as though every curtailed case had newly passed. */
function overallAtWorst(
  evidence: Evidence,
  answered: readonly Pair[],
  samples: readonly Sample[],
  { curtailed, test, alpha }: { curtailed: readonly CurtailedCase[]; test: StatisticalTest; alpha: number },
): { difference: number; adjusted: number } {
  const pairs = [...answered, ...curtailed.map(newlyPassing)];
  const complete = samples.map(atWorst);
  const weights = caseWeights(complete, pairs);
  const result = testWhole(test, pairs, weights);
  return {
    difference: weightedMean(differencesOf(pairs), weights),
    adjusted: overLooks(evidence, pairs, complete, { test, result, weights, alpha }),
  };
}

/**
 * The sequential p over the looks taken (see `looks.ts`). The first look counts only while all answers together have
 * p ≤ α: the second look may have been taken only to find the segment that is worse, and may refute the first.
 */
function overLooks(
  evidence: Evidence,
  pairs: readonly Pair[],
  samples: readonly Sample[],
  of: { test: StatisticalTest; result: TestResult; weights: Weights | undefined; alpha: number },
): number {
  const { test, result, weights } = of;
  const stage = overallStage(evidence);
  if (stage.look === 'only') return result.pValue;
  if (stage.look === 'first') return Math.min(1, result.pValue / stage.fraction);
  const firstPairs = pairs.filter(({ look }) => look === 1);
  const firstWeights = caseWeights(
    samples.map((sample) => ({ ...sample, pairs: sample.firstLook })),
    firstPairs,
  );
  const information = effectiveCases(firstPairs.length, firstWeights) / effectiveCases(pairs.length, weights);
  const second = spendingAlpha(result.pValue, stage.fraction, Math.sqrt(Math.min(1, information)));
  if (result.pValue > of.alpha) return second;
  return Math.min(1, second, testWhole(test, firstPairs, firstWeights).pValue / stage.fraction);
}
