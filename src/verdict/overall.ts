import type { Evidence } from '../domain/evidence.ts';
import type { Policy } from '../domain/policy.ts';
import type { SegmentVerdict } from '../domain/verdict.ts';
import { differenceNonInferior } from '../stats/intervals.ts';
import { asPValue } from '../stats/probability.ts';
import { flipPValues, observeFlips } from '../stats/sign-flip.ts';
import { spendingAlpha } from '../stats/spending.ts';
import { studentCdf, studentQuantile } from '../stats/student.ts';
import { normalPValues } from '../stats/two-proportion.ts';
import type { Stage } from './looks.ts';
import {
  EXACT_BELOW,
  type QualityTest,
  type TestResult,
  testPairs,
  unpairedClassic,
} from './quality-test.ts';
import {
  CONFIDENCE,
  describePairs,
  detectable,
  effectiveCases,
  labelOf,
  type Weights,
  weightedMean,
} from './row.ts';
import { atWorst, differencesOf, newlyPassing, type Pair, type Sample } from './sample.ts';
import { ASKS_AGAIN_AT } from './segments.ts';

/**
 * Weights that make the sampled cases stand for the suite, or, where traffic shares are declared, for the traffic.
 * They add up to 1; undefined when every case weighs the same. A case in several segments weighs as in the one that
 * was asked most fully; by traffic it carries a part of each segment's share.
 */
export function caseWeights(samples: readonly Sample[], pairs: readonly Pair[]): Weights | undefined {
  const shares = samples.some(({ segment }) => segment.traffic !== null);
  const perCase = new Map(
    samples.map(({ segment, pairs: { length } }) => {
      const size = shares ? (segment.traffic ?? 0) : Math.max(segment.available, length);
      return [segment.name, length === 0 ? 0 : size / length];
    }),
  );
  const raw = pairs.map(({ segments }) => {
    const each = segments.map((name) => perCase.get(name) ?? 0);
    return shares ? each.reduce((sum, weight) => sum + weight, 0) : Math.min(...each);
  });
  const total = raw.reduce((sum, weight) => sum + weight, 0);
  const [first = 0] = raw;
  if (!(total > 0) || raw.every((weight) => Math.abs(weight - first) <= 1e-9 * first)) return undefined;
  return raw.map((weight) => weight / total);
}

/** Share of segments that ask for a second look when nothing has changed. */
const EXPECTED_TO_ASK = ASKS_AGAIN_AT;

/**
 * Where the whole stands between its looks. What it has seen at the first look is reckoned against what it will have
 * seen when nothing has changed, since few segments are extended then.
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
 * Judges all cases together, stratified by segment through the weights. The exact test counts half of the observed
 * outcome (mid-p): with all cases pooled its steps are small. Where cases were left out, it is worse only if it would be
 * had they newly passed: they were left out for what their segment showed, so that the rest is no fair sample of it.
 */
export function judgeOverall(
  evidence: Evidence,
  pairs: readonly Pair[],
  samples: readonly Sample[],
  options: {
    test: QualityTest;
    policy: Policy;
    level: number;
    missing: number;
    invalid: boolean;
  },
): SegmentVerdict {
  const { test, policy, level, missing, invalid } = options;
  const continuous = test === 'paired-t';
  const weights = caseWeights(samples, pairs);
  const differences = differencesOf(pairs);
  const described = describePairs(pairs, { weights, continuous });
  const result = testOverall(pairs, weights, test);
  const { alpha } = policy.gate;
  const adjusted = overLooks(evidence, pairs, samples, { test, result, weights, alpha });
  const spared = evidence.spared ?? [];
  const worst = spared.length === 0 ? null : overallAtWorst(evidence, pairs, samples, { test, alpha });
  const row = {
    name: 'overall',
    missing,
    ...described,
    interval: weights ? stratifiedInterval(pairs, weights, CONFIDENCE) : described.interval,
    ...result,
    ...(spared.length > 0 && { spared: spared.length }),
    adjustedPValue: Math.max(adjusted, worst?.adjusted ?? 0),
    adjustedPBetter: result.pBetter,
    twoProportion: unpairedClassic(pairs),
    ...detectable(differences, level, policy.gate.margin.overall, weights),
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

/** The whole as though every case that was left out had newly passed. */
function overallAtWorst(
  evidence: Evidence,
  answered: readonly Pair[],
  samples: readonly Sample[],
  { test, alpha }: { test: QualityTest; alpha: number },
): { difference: number; adjusted: number } {
  const pairs = [...answered, ...(evidence.spared ?? []).map(newlyPassing)];
  const complete = samples.map(atWorst);
  const weights = caseWeights(complete, pairs);
  const result = testOverall(pairs, weights, test);
  return {
    difference: weightedMean(differencesOf(pairs), weights),
    adjusted: overLooks(evidence, pairs, complete, { test, result, weights, alpha }),
  };
}

/**
 * The p over the looks taken. What the first look showed stands while all answers together still show it at plain
 * alpha: they may have been asked for to name the segment that pays, and may refute it instead.
 */
function overLooks(
  evidence: Evidence,
  pairs: readonly Pair[],
  samples: readonly Sample[],
  of: { test: QualityTest; result: TestResult; weights: Weights | undefined; alpha: number },
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
  return Math.min(1, second, testOverall(firstPairs, firstWeights, test).pValue / stage.fraction);
}

function testOverall(pairs: readonly Pair[], weights: Weights | undefined, test: QualityTest): TestResult {
  if (test === 'paired-t') return weights ? weightedT(pairs, weights) : testPairs(pairs, test);
  if (test === 'two-proportion-z') {
    return weights ? weightedTwoProportion(pairs, weights) : testPairs(pairs, test);
  }
  const discordant = pairs.filter(({ baseline, candidate }) => baseline !== candidate);
  if (discordant.length === 0) return testPairs(pairs, test);
  if (discordant.length < EXACT_BELOW) return midP(pairs, weights);
  return weights ? weightedPairedZ(pairs, weights) : testPairs(pairs, test);
}

/** Steps of the whole-number scale on which weights are put for the exact test, which is valid for any weights. */
const WEIGHT_STEPS = 200;

function midP(pairs: readonly Pair[], weights: Weights | undefined): TestResult {
  const { z } = weights ? weightedPairedZ(pairs, weights) : testPairs(pairs, 'proportions-z');
  const { midPWorse, midPBetter } = flipPValues(observeFlips(weights ? scaled(pairs, weights) : pairs));
  return { z, pValue: midPWorse, pBetter: midPBetter, method: 'sign-flip' };
}

function scaled(pairs: readonly Pair[], weights: Weights) {
  const perTrial = pairs.map(({ trials }, index) => (weights[index] ?? 0) / trials);
  const largest = Math.max(...perTrial);
  return pairs.map(({ baseline, candidate, trials }, index) => {
    const steps = Math.round((WEIGHT_STEPS * (perTrial[index] ?? 0)) / largest);
    return { baseline: baseline * steps, candidate: candidate * steps, trials };
  });
}

/** Σ w·d/√(Σ w²·d²), the paired z of the weighted difference. */
function weightedPairedZ(pairs: readonly Pair[], weights: Weights): TestResult {
  let sum = 0;
  let squares = 0;
  for (const [index, difference] of differencesOf(pairs).entries()) {
    const part = difference * (weights[index] ?? 0);
    sum += part;
    squares += part * part;
  }
  const z = squares === 0 ? 0 : sum / Math.sqrt(squares);
  const { pWorse, pBetter } = squares === 0 ? { pWorse: 1, pBetter: 1 } : normalPValues(z);
  return { z, pValue: pWorse, pBetter, method: 'paired-z' };
}

/** The unpaired z of weighted rates, with their pooled variance and the effective number of cases. */
function weightedTwoProportion(pairs: readonly Pair[], weights: Weights): TestResult {
  const baseline = weightedMean(
    pairs.map(({ baselineRate }) => baselineRate),
    weights,
  );
  const candidate = weightedMean(
    pairs.map(({ candidateRate }) => candidateRate),
    weights,
  );
  const pooled = (baseline + candidate) / 2;
  const variance = (2 * pooled * (1 - pooled)) / effectiveCases(pairs.length, weights);
  if (!(variance > 1e-15)) return { z: 0, pValue: 1, pBetter: 1, method: 'two-proportion-z' };
  const z = (candidate - baseline) / Math.sqrt(variance);
  const { pWorse, pBetter } = normalPValues(z);
  return { z, pValue: pWorse, pBetter, method: 'two-proportion-z' };
}

function weightedT(pairs: readonly Pair[], weights: Weights): TestResult {
  const { difference, variance, df } = stratified(pairs, weights);
  if (df < 1 || !(variance > 0)) return { z: 0, pValue: 1, pBetter: 1, method: 'paired-t' };
  const t = difference / Math.sqrt(variance);
  return {
    z: t,
    pValue: asPValue(studentCdf(t, df)),
    pBetter: asPValue(studentCdf(-t, df)),
    method: 'paired-t',
  };
}

/**
 * The weighted difference Σ w_s·mean(d in s) and its variance Σ w_s²·var_s. A stratum is a set of segments, so that a
 * case in several is counted once; a stratum of a single case borrows the variance of all.
 */
function stratified(
  pairs: readonly Pair[],
  weights: Weights,
): { difference: number; variance: number; df: number } {
  type Stratum = { n: number; weight: number; sum: number; squares: number };
  const strata = new Map<string, Stratum>();
  const differences = differencesOf(pairs);
  for (const [index, { segments }] of pairs.entries()) {
    const key = JSON.stringify(segments);
    const difference = differences[index] ?? 0;
    const stratum = strata.get(key) ?? { n: 0, weight: 0, sum: 0, squares: 0 };
    stratum.n += 1;
    stratum.weight += weights[index] ?? 0;
    stratum.sum += difference;
    stratum.squares += difference * difference;
    strata.set(key, stratum);
  }
  const n = differences.length;
  const all = differences.reduce((sum, difference) => sum + difference, 0);
  const allSquares = differences.reduce((sum, difference) => sum + difference * difference, 0);
  const pooled = n < 2 ? 1 : (allSquares - (all * all) / n) / (n - 1);
  let difference = 0;
  let variance = 0;
  for (const stratum of strata.values()) {
    const mean = stratum.sum / stratum.n;
    const spread = stratum.n < 2 ? pooled : (stratum.squares - stratum.n * mean * mean) / (stratum.n - 1);
    difference += stratum.weight * mean;
    variance += (stratum.weight ** 2 * Math.max(0, spread)) / stratum.n;
  }
  return { difference, variance, df: n - strata.size };
}

/**
 * Student's interval of the stratified difference, kept from zero width like every interval here: the two imaginary
 * cases of "plus two" add 1/(n + 2)² to the variance, with n the effective number of cases 1/Σw².
 */
function stratifiedInterval(pairs: readonly Pair[], weights: Weights, level: number): [number, number] {
  const { difference, variance, df } = stratified(pairs, weights);
  if (df < 1) return [-1, 1];
  const effective = effectiveCases(pairs.length, weights);
  const half = studentQuantile((1 + level) / 2, df) * Math.sqrt(variance + 1 / (effective + 2) ** 2);
  return [Math.max(-1, difference - half), Math.min(1, difference + half)];
}
