import type { ArmRate, SegmentVerdict } from '../domain/verdict.ts';
import { differenceInterval, wilsonInterval } from '../stats/intervals.ts';
import { casesNeeded } from '../stats/power.ts';
import { studentQuantile } from '../stats/student.ts';
import { compareCosts } from './cost.ts';
import { countFamilies, designEffect, hasFamilies, independentCases, sumByFamily } from './families.ts';
import { type Compared, differencesOf, type Pair } from './pairs.ts';
import type { MissingBy } from './sample.ts';
import type { StatisticalTest } from './tests/test.ts';
import { type Weights, weightedMean } from './weights.ts';

export const CONFIDENCE = 0.95;
const POWER = 0.8;

/** Tolerance for the sum of the weights, which should be 1. */
const ROUNDING = 1e-12;

/** Rate of an arm over cases, with its 95 % interval: Wilson's of passes, Student's of scores. The case is the unit. */
export function armRate(pairs: readonly Pair[], arm: 'baseline' | 'candidate', options: RowOptions): ArmRate {
  const { weights, compares } = options;
  const rateOf = (pair: Pair) => (arm === 'baseline' ? pair.baselineRate : pair.candidateRate);
  const rates = pairs.map(rateOf);
  const mean = weightedMean(rates, weights);
  const rate = Math.abs(mean - 1) < ROUNDING ? 1 : mean;
  const cases = independentCases(rates, pairs, weights);
  return {
    passes: pairs.reduce((sum, pair) => sum + pair[arm], 0),
    n: pairs.reduce((sum, pair) => sum + pair.trials, 0),
    rate,
    interval:
      compares === 'scores'
        ? meanInterval(rates, cases)
        : wilsonInterval({ passes: rate * cases, n: cases }, CONFIDENCE),
  };
}

export type RowOptions = { weights?: Weights | undefined; compares: Compared };

/** Student's interval of a mean of scores worth so many independent cases, kept within [0, 1]. */
function meanInterval(values: readonly number[], cases: number): [number, number] {
  const n = values.length;
  if (n < 2 || cases < 2) return [0, 1];
  const mean = weightedMean(values, undefined);
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const half = studentQuantile((1 + CONFIDENCE) / 2, cases - 1) * Math.sqrt(squares / (n - 1) / cases);
  return [Math.max(0, mean - half), Math.min(1, mean + half)];
}

/** The figures of a row that need no test. */
export type Description = Pick<
  SegmentVerdict,
  | 'cases'
  | 'families'
  | 'designEffect'
  | 'baseline'
  | 'candidate'
  | 'difference'
  | 'interval'
  | 'losses'
  | 'wins'
  | 'cost'
>;

export function describePairs(pairs: readonly Pair[], options: RowOptions): Description {
  const differences = differencesOf(pairs);
  return {
    cases: pairs.length,
    ...(hasFamilies(pairs) && {
      families: countFamilies(pairs),
      designEffect: designEffect(differences, pairs, options.weights),
    }),
    baseline: armRate(pairs, 'baseline', options),
    candidate: armRate(pairs, 'candidate', options),
    difference: pairs.length === 0 ? null : weightedMean(differences, options.weights),
    interval: pairs.length === 0 ? null : differenceInterval(sumByFamily(differences, pairs), CONFIDENCE),
    losses: differences.filter((difference) => difference < 0).length,
    wins: differences.filter((difference) => difference > 0).length,
    cost: compareCosts(pairs, options.weights),
  };
}

/**
 * The smallest drop that the cases show, the smallest that all cases of the suite would, and the number of cases that
 * would show a drop of the margin, all with 80 % power; null at level 0. The discordance is the observed one,
 * ψ0 = (Σd² + 1)/(n + 2), and in families the cases are as many as they are worth. The formula of the cases is in
 * `stats/power.ts`.
 * @param of.level one-sided level of the test over all its looks
 * @param of.atLook its nominal level at the look that was taken
 */
export function detectable(
  pairs: readonly Pair[],
  of: {
    test: StatisticalTest;
    level: number;
    atLook: number;
    margin: number;
    available: number;
    weights?: Weights | undefined;
  },
): Pick<SegmentVerdict, 'minimumDetectableEffect' | 'detectableBySuite' | 'casesNeeded'> {
  const { test, level, margin } = of;
  const differences = differencesOf(pairs);
  const cases = independentCases(differences, pairs, of.weights);
  if (differences.length === 0 || !(level > 0)) {
    return { minimumDetectableEffect: null, detectableBySuite: null, casesNeeded: null };
  }
  const squares = differences.reduce((sum, difference) => sum + difference * difference, 0);
  const discordance = Math.min(1, (squares + 1) / (differences.length + 2));
  const dropOf = (question: { cases: number; alpha: number }) => {
    const drop = test.detectableDrop({ ...question, discordance, power: POWER });
    return drop < 1 ? drop : null;
  };
  const share = cases / differences.length;
  const wanted = { effect: margin, discordance: discordance + margin * (1 - discordance) };
  const ofRun = dropOf({ cases, alpha: of.atLook });
  const isAll = of.available <= differences.length && of.atLook === level;
  return {
    minimumDetectableEffect: ofRun,
    detectableBySuite: isAll
      ? ofRun
      : dropOf({ cases: share * Math.max(of.available, differences.length), alpha: level }),
    casesNeeded:
      margin > 0 ? Math.ceil(casesNeeded({ ...wanted, alpha: level, power: POWER }) / share) : null,
  };
}

/**
 * Whether the baseline passes a smaller share than the margin: then no loss larger than that could be seen, and that none
 * was says nothing. Shares and margin are fractions.
 */
export function nothingToLose(
  { baseline }: Pick<SegmentVerdict, 'baseline'>,
  margin: number,
): Pick<SegmentVerdict, 'nothingToLose'> {
  return baseline !== null && baseline.n > 0 && baseline.rate < margin - ROUNDING
    ? { nothingToLose: true }
    : {};
}

/** A segment's label, in the order in which the labels are tried. */
export function labelOf(of: {
  invalid: boolean;
  row: Pick<SegmentVerdict, 'difference' | 'adjustedPValue' | 'adjustedPBetter' | 'nothingToLose'>;
  /** The change if what is not known speaks against a drop. */
  worst: number | null;
  level: number;
  minEffect: number;
  nonInferior: boolean;
}): SegmentVerdict['verdict'] {
  const { row, level, minEffect } = of;
  if (of.invalid || row.difference === null) return 'invalid';
  const least = minEffect - 1e-12;
  const drop = -(of.worst ?? row.difference);
  if (row.adjustedPValue <= level && drop > 0 && drop >= least) return 'regression';
  const better = row.adjustedPBetter <= level && row.difference > 0 && row.difference >= least;
  if (better) return 'improved';
  return of.nonInferior && !row.nothingToLose ? 'pass' : 'inconclusive';
}

/** What is missing of a sample, in all and by arm. */
export function missingOf(of: {
  missing: number;
  missingBy: MissingBy;
}): Pick<SegmentVerdict, 'missing' | 'missingBy'> {
  const { missing, missingBy } = of;
  const isComplete = Object.values(missingBy).every((cases) => cases === 0);
  return { missing, ...(!isComplete && { missingBy }) };
}
