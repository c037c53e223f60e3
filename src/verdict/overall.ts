import type { Policy } from '../domain/policy.ts';
import { differenceNonInferior } from '../stats/intervals.ts';
import { spendingAlpha } from '../stats/spending.ts';
import { sumByFamily } from './families.ts';
import { withImagined } from './imagined.ts';
import type { JudgedWhole } from './judged.ts';
import { levelAtLook, partThatCounts, type SecondLevel, type Stage } from './looks.ts';
import { differencesOf } from './pairs.ts';
import { CONFIDENCE, describePairs, detectable, labelOf, missingOf, nothingToLose } from './row.ts';
import { atWorst, missingBy, missingOverall, type Sampled, sampled } from './sample.ts';
import { ASKS_AGAIN_AT, missesTooMuch } from './sizes.ts';
import { stratifiedInterval } from './stratified.ts';
import { type StatisticalTest, type TestResult, testWhole } from './tests/test.ts';
import { unpairedClassic } from './unpaired-classic.ts';
import { caseWeights, effectiveCases, type Weights, weightedMean } from './weights.ts';

type Options = {
  test: StatisticalTest;
  policy: Policy;
  level: number;
  /** Of the level; the rest is that of the other whole, where the base's cases are judged by themselves too. */
  share: number;
  secondLevel: SecondLevel;
};

/**
 * Judges all cases together, stratified by segment through the weights. Where something is imagined, the whole is worse
 * only if it is so with that too: cases were curtailed because of what their segment showed, so that the answered ones are
 * a biased sample of it.
 */
export function judgeOverall(all: Sampled, options: Options): JudgedWhole {
  const { test, policy, level, share, secondLevel } = options;
  const { stage, ofFirstLook, counted } = countedOf(all, test);
  const { evidence, pairs, imagined, samples } = counted;
  const weights = caseWeights(samples, pairs);
  const result = testWhole(test, pairs, weights);
  const looks = { stage, test, alpha: policy.gate.alpha };
  const taken = overLooks(counted, result, weights, looks);
  const worst = imagined.length === 0 ? null : overallAtWorst(counted, looks);
  const lost = missingOverall(evidence, samples, pairs.length);
  const tooManyMissing = missesTooMuch(lost, policy.gate.maxMissing);
  const spared = evidence.curtailed?.length ?? 0;
  const described = describePairs(pairs, { weights, compares: test.compares });
  const margin = policy.gate.margin.overall;
  const row = {
    name: 'overall',
    ...missingOf({ missing: lost.missing, missingBy: missingBy(evidence.cases) }),
    ...described,
    ...(ofFirstLook && { ofFirstLook: true as const }),
    ...nothingToLose(described, margin),
    interval: weights ? stratifiedInterval(pairs, weights, CONFIDENCE) : described.interval,
    ...result,
    ...(spared > 0 && { spared }),
    adjustedPValue: Math.min(1, Math.max(taken.worse, worst?.adjusted ?? 0) / share),
    adjustedPBetter: taken.better,
    twoProportion: unpairedClassic(pairs),
    ...detectable(pairs, {
      ...{ test, level: level * share, margin, weights },
      atLook: level > 0 ? levelAtLook(stage, level * share, secondLevel) : 0,
      available: casesOfSuite(samples, pairs.length),
    }),
  };
  const nonInferior = weights
    ? stratifiedInterval(pairs, weights, 0.9)[0] >= -margin
    : differenceNonInferior(sumByFamily(differencesOf(pairs), pairs), margin, 0.95);
  const verdict = labelOf({
    ...{ invalid: tooManyMissing, row, level, nonInferior },
    worst: worst && row.difference !== null ? Math.max(row.difference, worst.difference) : row.difference,
    minEffect: policy.gate.minEffect,
  });
  const asksForMore = stage.look === 'first' && result.pValue <= ASKS_AGAIN_AT;
  return {
    row: { ...row, verdict },
    ofBase: null,
    isBaseWorse: verdict === 'regression',
    asksForMore,
    tooManyMissing,
  };
}

/** Cases of the suite, each counted once, as far as those answered tell in how many segments one is. */
function casesOfSuite(samples: Sampled['samples'], pairs: number): number {
  const sum = (of: (sample: Sampled['samples'][number]) => number) =>
    samples.reduce((total, sample) => total + of(sample), 0);
  const places = sum((sample) => sample.pairs.length);
  return places === 0 ? 0 : (sum(({ segment }) => segment.available) * pairs) / places;
}

/** The part of all cases by which the whole is judged. */
function countedOf(all: Sampled, { compares }: StatisticalTest) {
  const { stage, ofFirstLook, evidence } = partThatCounts(all.evidence);
  return { stage, ofFirstLook, counted: ofFirstLook ? sampled(evidence, compares) : all };
}

type Looks = { stage: Stage; test: StatisticalTest; alpha: number };

/** The whole with all that is imagined of it. */
function overallAtWorst(counted: Sampled, looks: Looks): { difference: number; adjusted: number } {
  const pairs = withImagined(counted.pairs, counted.imagined);
  const worst = { ...counted, pairs, samples: counted.samples.map(atWorst) };
  const weights = caseWeights(worst.samples, pairs);
  const result = testWhole(looks.test, pairs, weights);
  return {
    difference: weightedMean(differencesOf(pairs), weights),
    adjusted: overLooks(worst, result, weights, looks).worse,
  };
}

/**
 * The sequential p over the looks taken, both ways (see `looks.ts`). The first look counts only while all answers
 * together have p ≤ α: the second look may have been taken only to find the segment that is worse, and may refute the
 * first.
 */
function overLooks(
  { pairs, samples }: Sampled,
  result: TestResult,
  weights: Weights | undefined,
  { stage, test, alpha }: Looks,
): { worse: number; better: number } {
  if (stage.look === 'only') return { worse: result.pValue, better: result.pBetter };
  const { fraction } = stage;
  const ofFirst = (p: number) => Math.min(1, p / fraction);
  if (stage.look === 'first') return { worse: ofFirst(result.pValue), better: ofFirst(result.pBetter) };
  const firstPairs = pairs.filter(({ look }) => look === 1);
  const firstSamples = samples.map((sample) => ({ ...sample, pairs: sample.firstLook }));
  const firstWeights = caseWeights(firstSamples, firstPairs);
  const first = testWhole(test, firstPairs, firstWeights);
  const information = effectiveCases(firstPairs.length, firstWeights) / effectiveCases(pairs.length, weights);
  const overBoth = (atFirst: number, atLast: number) => {
    const second = spendingAlpha(atLast, fraction, Math.sqrt(Math.min(1, information)));
    return atLast > alpha ? second : Math.min(second, ofFirst(atFirst));
  };
  return {
    worse: overBoth(first.pValue, result.pValue),
    better: overBoth(first.pBetter, result.pBetter),
  };
}

/** The change of the whole and its one-sided p, as at a single look, with all that is imagined of it. */
export function testOverall(all: Sampled, test: StatisticalTest): { difference: number; pValue: number } {
  const { counted } = countedOf(all, test);
  const pairs = withImagined(counted.pairs, counted.imagined);
  const weights = caseWeights(counted.samples.map(atWorst), pairs);
  return {
    difference: weightedMean(differencesOf(pairs), weights),
    pValue: testWhole(test, pairs, weights).pValue,
  };
}
