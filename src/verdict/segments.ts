import type { Policy, SegmentPolicy } from '../domain/policy.ts';
import { policyOfSegment } from '../domain/policy-of.ts';
import type { SegmentVerdict } from '../domain/verdict.ts';
import { holm } from '../stats/holm.ts';
import { differenceNonInferior } from '../stats/intervals.ts';
import { type FamilyMember, stepDownMinP } from '../stats/min-p.ts';
import { shareOfSegment } from './alpha.ts';
import { PRICE_OF_ADDED, withBaseCases } from './base-cases.ts';
import { countFamilies, sumByFamily } from './families.ts';
import type { JudgedSegment } from './judged.ts';
import { levelAtLook, type SecondLevel, type Stage, stageOf } from './looks.ts';
import { differencesOf } from './pairs.ts';
import { type Description, describePairs, detectable, labelOf, missingOf, nothingToLose } from './row.ts';
import { atWorst, type Sample } from './sample.ts';
import { ASKS_AGAIN_AT, missesTooMuch } from './sizes.ts';
import { type StatisticalTest, type TestResult, testSegment } from './tests/test.ts';
import { unpairedClassic } from './unpaired-classic.ts';
import { weightedMean } from './weights.ts';

type Tested = {
  sample: Sample;
  stage: Stage;
  described: Description;
  result: TestResult;
  /** The sample and its test as though the curtailed cases had newly passed; the same as above where there are none. */
  worst: { sample: Sample; result: TestResult };
  tooManyMissing: boolean;
  invalid: boolean;
  /** The cases of the base in a segment to which the pull request adds some. */
  ofBase?: Tested | undefined;
};

type Options = {
  test: StatisticalTest;
  policy: Policy;
  level: number;
  secondLevel: SecondLevel;
  /** The cases of the base where the pull request adds some, and the level that the segments have without these. */
  ofBase?: { samples: readonly Sample[]; level: number } | undefined;
};

/**
 * Judges every segment, the valid ones as one family at `level`. Segments that share a case count as dependent.
 * Where the pull request adds cases to a segment, those of the base are one more member of the family. What the base has
 * is judged as the family too that it is without the added cases and segments, at its level there: it is worse where
 * either family says so, the larger one at half the level, and nothing that a pull request adds makes a finding of the base's cases less likely.
 * Where cases were curtailed, the adjusted p is the largest that their answers could have left, so that it is a valid p.
 */
export function judgeSegments(samples: readonly Sample[], options: Options): JudgedSegment[] {
  const { policy, level } = options;
  const ofBase = new Map(options.ofBase?.samples.map((sample) => [sample.segment.name, sample]));
  const isAllAdded = ({ sample }: Tested) =>
    ofBase.size > 0 && (ofBase.get(sample.segment.name)?.asked ?? 0) === 0;
  const tested = samples.map((sample): Tested => {
    const base = ofBase.get(sample.segment.name);
    const isAlike = base === undefined || base.asked === 0 || base.asked === sample.asked;
    return { ...testSample(sample, options), ofBase: isAlike ? undefined : testSample(base, options) };
  });
  const family = tested.filter(({ invalid }) => !invalid);
  const adjusted = adjustFamily(family, options);
  const baseFamily = tested
    .filter(({ sample }) => (ofBase.get(sample.segment.name)?.asked ?? 0) > 0)
    .map((segment) => segment.ofBase ?? segment)
    .filter(({ invalid }) => !invalid);
  const adjustedOfBase = adjustFamily(baseFamily, options);
  const price = ofBase.size > 0 ? PRICE_OF_ADDED : 1;
  const judge = (one: Tested): SegmentVerdict => {
    const joint = Math.min(1, (adjusted.get(one)?.worse ?? 1) * price);
    const finding = { worse: joint, level, share: shareOfSegment(level / price, family.length) };
    const worse = adjustedOfBase.get(one)?.worse;
    const baseLevel = options.ofBase?.level ?? level;
    const findings =
      worse === undefined
        ? [finding]
        : [finding, { worse, level: baseLevel, share: shareOfSegment(baseLevel, baseFamily.length) }];
    return rowOf(one, findings, { better: adjusted.get(one)?.better ?? 1, level, options });
  };
  return tested.map((segment) => {
    const { ofBase, stage, invalid } = segment;
    const own = judge(segment);
    const asked = policyOfSegment(policy, own.name);
    const baseRow = ofBase && judge(ofBase);
    const rows = baseRow
      ? withBaseCases(own, invalid ? undefined : baseRow, asked.minEffect)
      : { row: own, ofBase: null, isBaseWorse: own.verdict === 'regression' && !isAllAdded(segment) };
    return {
      ...rows,
      tooManyMissing: segment.tooManyMissing || ofBase?.tooManyMissing === true,
      canExtend: stage.look === 'first',
      asksForMore: !invalid && wantsMore(rows.row, adjusted.get(segment), asked),
    };
  });
}

function testSample(sample: Sample, { test, policy }: Options): Tested {
  const enough = (cases: number) => cases >= test.fewestCases;
  const tooManyMissing = enough(sample.asked) && missesTooMuch(sample, policy.gate.maxMissing);
  const result = testSegment(test, sample.pairs);
  const worst = atWorst(sample);
  return {
    sample,
    stage: stageOf(sample.segment),
    described: describePairs(sample.pairs, { compares: test.compares }),
    result,
    worst: { sample: worst, result: worst === sample ? result : testSegment(test, worst.pairs) },
    tooManyMissing,
    invalid: tooManyMissing || !enough(countFamilies(sample.pairs)),
  };
}

function wantsMore(row: SegmentVerdict, adjusted: Adjusted | undefined, asked: SegmentPolicy): boolean {
  if (row.verdict === 'regression') return false;
  if (asked.onInconclusive === 'block' && row.verdict === 'inconclusive') return true;
  return (adjusted?.asking ?? 1) <= ASKS_AGAIN_AT;
}

type FamilyPlace = Pick<FamilyMember, 'p' | 'sizeAt'>;
type Adjusted = { worse: number; better: number; asking: number };

function adjustFamily(family: readonly Tested[], options: Options): Map<Tested, Adjusted> {
  const { test, policy } = options;
  const clusters = clustersOf(family.map(({ sample }) => sample));
  const adjust = (members: readonly FamilyMember[]): number[] =>
    policy.gate.correction === 'holm' ? holm(members.map(({ p }) => p)) : stepDownMinP(members);
  const worse = family.flatMap((segment, index) => placesOf(segment, clusters[index] ?? index, options));
  const better = family.map((segment, index) => ({
    ...placeBetter(segment, test),
    cluster: clusters[index] ?? index,
  }));
  const adjustedWorse = adjust(worse.map(({ member }) => member));
  const adjustedBetter = new Map(adjust(better).map((adjusted, index) => [family[index], adjusted] as const));
  return new Map(
    worse.map(({ tested, asking }, index) => [
      tested,
      { worse: adjustedWorse[index] ?? 1, better: adjustedBetter.get(tested) ?? 1, asking },
    ]),
  );
}

type Place = { tested: Tested; member: FamilyMember; asking: number };

/** The places of a segment and, where the pull request adds cases to it, of the base's cases in it. */
function placesOf(segment: Tested, cluster: number, { test, secondLevel }: Options): Place[] {
  const place = (tested: Tested): Place => {
    const { stage, worst } = tested;
    const looks = { stage, first: worst.sample.firstLook, all: worst.sample.pairs };
    const { asking, ...placed } = test.placeWorse(looks, secondLevel);
    return { tested, member: { ...placed, cluster }, asking };
  };
  const own = place(segment);
  const { ofBase } = segment;
  if (!ofBase || ofBase.invalid) return [own];
  const base = place(ofBase);
  const hasOneLook = segment.stage.look === 'only' && ofBase.stage.look === 'only';
  if (!hasOneLook || !test.sizeBeyondPart) return [own, base];
  const sizeBeyond = test.sizeBeyondPart(segment.worst.sample.pairs, ofBase.worst.sample.pairs);
  if (!sizeBeyond) return [own, base];
  return [{ ...own, member: { ...own.member, part: { member: base.member, sizeBeyond } } }, base];
}

/**
 * Improvement is tested as at a single look: a segment gets its second look for pointing down, so that a false
 * "improved" at the first look and one at the second hardly ever happen together. Where cases were curtailed, the
 * lattice of the complete sample is not known.
 */
function placeBetter({ sample }: Tested, test: StatisticalTest): FamilyPlace {
  const place = test.placeBetter(sample.pairs);
  return sample.curtailed.length > 0 ? { ...place, sizeAt: (t) => t } : place;
}

/** Segments that share a case, or a family of cases, directly or through others, get the same number. */
function clustersOf(samples: readonly Sample[]): number[] {
  const clusters = samples.map((_, index) => index);
  const holder = new Map<string, number>();
  for (const [index, { pairs, imagined }] of samples.entries()) {
    for (const { id, segments, group } of [...pairs, ...imagined]) {
      if (segments.length < 2 && group === undefined) continue;
      const shared = JSON.stringify(group === undefined ? [id] : [null, group]);
      const other = holder.get(shared);
      if (other === undefined) {
        holder.set(shared, index);
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

/** What a family says of a segment: its adjusted p, the family's level, and an even share of that. */
type Finding = { worse: number; level: number; share: number };

function rowOf(
  { sample, stage, described, result, worst, invalid }: Tested,
  findings: readonly Finding[],
  { better, level, options }: { better: number; level: number; options: Options },
): SegmentVerdict {
  const strongest = findings.reduce((a, b) => (b.worse * a.level < a.worse * b.level ? b : a));
  const share = Math.max(...findings.map((finding) => finding.share));
  const differences = differencesOf(sample.pairs);
  const { test, policy, secondLevel } = options;
  const { margin, minEffect } = policyOfSegment(policy, sample.segment.name);
  const row = {
    name: sample.segment.name,
    ...missingOf(sample),
    ...described,
    ...nothingToLose(described, margin),
    ...result,
    ...(sample.curtailed.length > 0 && { spared: sample.curtailed.length }),
    adjustedPValue: Math.max(result.pValue, worst.result.pValue, strongest.worse),
    adjustedPBetter: Math.max(result.pBetter, better),
    twoProportion: unpairedClassic(sample.pairs),
    ...detectable(sample.pairs, {
      ...{ test, margin, available: sample.segment.available },
      level: invalid ? 0 : share,
      atLook: levelAtLook(stage, share, secondLevel),
    }),
  };
  const nonInferior = differenceNonInferior(sumByFamily(differences, sample.pairs), margin, 0.95);
  const worstDrop = weightedMean(differencesOf(worst.sample.pairs), undefined);
  const difference = row.difference && Math.max(row.difference, worstDrop);
  // Held against one level, whichever family's it is.
  const adjustedPValue = row.adjustedPValue * (level / strongest.level);
  const label = labelOf({
    ...{ invalid, level, minEffect, nonInferior },
    row: { ...row, adjustedPValue },
    worst: difference,
  });
  return { ...row, verdict: label };
}
