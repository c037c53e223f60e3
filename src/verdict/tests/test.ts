import type { SegmentVerdict } from '../../domain/verdict.ts';
import type { EffectQuestion } from '../../stats/power.ts';
import type { Placed, SecondLevel, Stage } from '../looks.ts';
import type { Compared, Pair } from '../pairs.ts';
import type { Weights } from '../weights.ts';

/** The statistic of some pairs, its one-sided p-values, and how they were computed. A negative z is a drop. */
export type TestResult = Pick<SegmentVerdict, 'z' | 'pValue' | 'pBetter' | 'method'>;

/** Everything in which one statistical test differs from another. All functions are pure. */
export type StatisticalTest = {
  /** What is compared of a case: the share of trials that pass, or the mean score. Rates and their intervals follow. */
  compares: Compared;
  /** Segments, and a whole, with fewer complete pairs are not judged. */
  fewestCases: number;
  /** Tests the pairs of one segment, all weighing the same. There is at least one pair. */
  testSegment(pairs: readonly Pair[]): TestResult;
  /** Tests all pairs together, stratified by segment through `weights` (absent: all weigh the same). At least one pair. */
  testWhole(pairs: readonly Pair[], weights: Weights | undefined): TestResult;
  /**
   * The place of a segment in the family, towards "candidate worse": its sequential p over the looks taken, and its
   * lattice, which is the largest attainable p at or below a given one (min-P). A test with a continuous p returns the
   * given p.
   */
  placeWorse(looks: LookPairs, secondLevel: SecondLevel): Placed;
  /**
   * At a single look, the probability by chance that a segment has a p ≤ t and a part of its pairs has not. Absent, or
   * null, where it is not computed: then the probabilities of both are added.
   */
  sizeBeyondPart?(all: readonly Pair[], part: readonly Pair[]): ((t: number) => number) | null;
  /** The place towards "candidate better", of all pairs as of a single look. */
  placeBetter(pairs: readonly Pair[]): Pick<Placed, 'p' | 'sizeAt'>;
  /** The smallest drop that so many independent cases show with the given power; 1 where none. */
  detectableDrop(question: EffectQuestion): number;
};

/** Pairs of a segment after a look: those of the first look, and all of them. */
export type LookPairs = { stage: Stage; first: readonly Pair[]; all: readonly Pair[] };

/** The result where there are no pairs to test. */
export const NOT_TESTED: TestResult = { z: 0, pValue: 1, pBetter: 1, method: 'none' };

/** Tests the pairs of one segment; without a complete pair nothing is tested, and p = 1. */
export function testSegment(test: StatisticalTest, pairs: readonly Pair[]): TestResult {
  return pairs.length === 0 ? NOT_TESTED : test.testSegment(pairs);
}

/** Tests all pairs together; without a complete pair nothing is tested, and p = 1. */
export function testWhole(
  test: StatisticalTest,
  pairs: readonly Pair[],
  weights: Weights | undefined,
): TestResult {
  return pairs.length === 0 ? NOT_TESTED : test.testWhole(pairs, weights);
}
