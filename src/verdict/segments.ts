import type { Policy } from '../domain/policy.ts';
import type { SegmentVerdict } from '../domain/verdict.ts';
import { attainableUpTo } from '../stats/flip-distribution.ts';
import { holm } from '../stats/holm.ts';
import { differenceNonInferior } from '../stats/intervals.ts';
import { stepDownMinP } from '../stats/min-p.ts';
import { observeFlips } from '../stats/sign-flip.ts';
import { type Placed, placeFlips, type SecondLevel, type Stage, sequentialP, stageOf } from './looks.ts';
import { type QualityTest, type TestResult, testPairs, unpairedClassic } from './quality-test.ts';
import { type Description, describePairs, detectable, labelOf } from './row.ts';
import { atWorst, differencesOf, type Sample } from './sample.ts';

/** Fewer complete pairs than this are not judged by themselves. */
export const FEWEST_CASES = 10;

export const ASKS_AGAIN_AT = 0.2;

/** A segment judged: its row, and whether it wants a second look. */
export type JudgedSegment = { row: SegmentVerdict; asksForMore: boolean; tooManyMissing: boolean };

type Tested = {
  sample: Sample;
  stage: Stage;
  described: Description;
  result: TestResult;
  /** The sample and its test as though the cases left out had newly passed; else the same as above. */
  worst: { sample: Sample; result: TestResult };
  tooManyMissing: boolean;
  invalid: boolean;
};

/**
 * Judges every segment, the valid ones as one family at `level`. Segments that share a case count as dependent.
 * Where cases were left out, the adjusted p is that of the worst they could have said, so that it is as good a p as any.
 */
export function judgeSegments(
  samples: readonly Sample[],
  options: { test: QualityTest; policy: Policy; level: number; secondLevel: SecondLevel },
): JudgedSegment[] {
  const { test, policy, level } = options;
  const continuous = test === 'paired-t';
  const tested = samples.map((sample): Tested => {
    const tooManyMissing = missesTooMuch(sample, policy.gate.maxMissing);
    const result = testPairs(sample.pairs, test);
    const worst = atWorst(sample);
    return {
      sample,
      stage: stageOf(sample.segment),
      described: describePairs(sample.pairs, { continuous }),
      result,
      worst: { sample: worst, result: worst === sample ? result : testPairs(worst.pairs, test) },
      tooManyMissing,
      invalid: tooManyMissing || sample.pairs.length < FEWEST_CASES,
    };
  });
  const family = tested.filter(({ invalid }) => !invalid);
  const adjusted = adjustFamily(family, options);
  return tested.map((segment) => {
    const row = rowOf(segment, adjusted.get(segment), {
      level,
      policy,
      share: level / Math.max(1, family.length),
    });
    return {
      row,
      tooManyMissing: segment.tooManyMissing,
      asksForMore:
        segment.stage.look === 'first' && !segment.invalid && wantsMore(row, adjusted.get(segment), policy),
    };
  });
}

export function missesTooMuch({ missing, asked }: { missing: number; asked: number }, maxMissing: number) {
  return missing > 0 && missing / asked > maxMissing;
}

/** A first look asks for a second where p ≤ 0.2; where doubt blocks, wherever there is doubt. */
function extendAt(policy: Policy): number {
  return policy.gate.onInconclusive === 'block' ? 1 : ASKS_AGAIN_AT;
}

function wantsMore(row: SegmentVerdict, adjusted: Adjusted | undefined, policy: Policy): boolean {
  if (row.verdict === 'regression') return false;
  if (policy.gate.onInconclusive === 'block' && row.verdict === 'inconclusive') return true;
  return (adjusted?.asking ?? 1) <= ASKS_AGAIN_AT;
}

type FamilyPlace = Pick<Placed, 'p' | 'sizeAt'>;
type Adjusted = { worse: number; better: number; asking: number };

function adjustFamily(
  family: readonly Tested[],
  options: { test: QualityTest; policy: Policy; secondLevel: SecondLevel },
): Map<Tested, Adjusted> {
  const clusters = clustersOf(family.map(({ sample }) => sample));
  const worse = family.map((segment) => placeWorse(segment, options));
  const better = family.map((segment) => placeBetter(segment, options.test));
  const adjust = (members: FamilyPlace[]): number[] =>
    options.policy.gate.correction === 'holm'
      ? holm(members.map(({ p }) => p))
      : stepDownMinP(members.map((member, index) => ({ ...member, cluster: clusters[index] ?? index })));
  const adjustedWorse = adjust(worse);
  const adjustedBetter = adjust(better);
  return new Map(
    family.map((segment, index) => [
      segment,
      {
        worse: adjustedWorse[index] ?? 1,
        better: adjustedBetter[index] ?? 1,
        asking: worse[index]?.asking ?? 1,
      },
    ]),
  );
}

function placeWorse(
  { stage, worst: { sample, result } }: Tested,
  { test, policy, secondLevel }: { test: QualityTest; policy: Policy; secondLevel: SecondLevel },
): Placed {
  if (test === 'proportions-z') {
    return placeFlips(stage, { first: sample.firstLook, all: sample.pairs }, extendAt(policy), secondLevel);
  }
  const first = stage.look === 'second' ? testPairs(sample.firstLook, test) : result;
  return {
    p: sequentialP(stage, { first: first.pValue, last: result.pValue }),
    asking: first.pValue,
    sizeAt: (t) => t,
  };
}

/**
 * Improvement is not looked for twice: a segment gets its second look for pointing down, so that a false
 * "improved" at the first look and one at the second all but exclude each other. The p stands as it is.
 */
function placeBetter({ sample, result }: Tested, test: QualityTest): FamilyPlace {
  if (test !== 'proportions-z') return { p: result.pBetter, sizeAt: (t) => t };
  const { distribution, lost } = observeFlips(sample.pairs);
  return {
    p: distribution.atLeast(distribution.total - lost),
    sizeAt: sample.spared.length > 0 ? (t) => t : (t) => attainableUpTo(distribution, t),
  };
}

/** Segments that share a case, directly or through others, get the same number. */
function clustersOf(samples: readonly Sample[]): number[] {
  const clusters = samples.map((_, index) => index);
  const holder = new Map<string, number>();
  for (const [index, { pairs, spared }] of samples.entries()) {
    for (const { id, segments } of [...pairs, ...spared]) {
      if (segments.length < 2) continue;
      const other = holder.get(id);
      if (other === undefined) {
        holder.set(id, index);
        continue;
      }
      const from = clusters[index] ?? index;
      const to = clusters[other] ?? other;
      if (from === to) continue;
      for (const [at, cluster] of clusters.entries()) if (cluster === from) clusters[at] = to;
    }
  }
  return clusters;
}

function rowOf(
  { sample, described, result, worst, invalid }: Tested,
  adjusted: Adjusted | undefined,
  { level, policy, share }: { level: number; policy: Policy; share: number },
): SegmentVerdict {
  const differences = differencesOf(sample.pairs);
  const { margin, minEffect } = policy.gate;
  const row = {
    name: sample.segment.name,
    missing: sample.missing,
    ...described,
    ...result,
    ...(sample.spared.length > 0 && { spared: sample.spared.length }),
    adjustedPValue: Math.max(result.pValue, worst.result.pValue, adjusted?.worse ?? 1),
    adjustedPBetter: Math.max(result.pBetter, adjusted?.better ?? 1),
    twoProportion: unpairedClassic(sample.pairs),
    ...detectable(differences, invalid ? 0 : share, margin.segment),
  };
  const nonInferior = differenceNonInferior(differences, margin.segment, 0.95);
  return { ...row, verdict: labelOf({ invalid, row, level, minEffect, nonInferior }) };
}
