import { minimumDetectableEffect } from '../../stats/power.ts';
import { skewCorrectedT, studentPValues, withoutSkewness } from '../../stats/t-test.ts';
import { addByFamily, countFamilies } from '../families.ts';
import { differencesOf, type Pair } from '../pairs.ts';
import { FEWEST_SCORES } from '../sizes.ts';
import { stratify } from '../stratified.ts';
import type { Weights } from '../weights.ts';
import { placeContinuousBetter, placeContinuousWorse } from './continuous.ts';
import { NOT_TESTED, type StatisticalTest, type TestResult } from './test.ts';

/**
 * Student's paired t of the mean scores of families, with its skewness taken out; weighted: the stratified t. Fewer
 * families than `FEWEST_SCORES` are not tested.
 */
export const pairedT: StatisticalTest = {
  compares: 'scores',
  fewestCases: FEWEST_SCORES,
  detectableDrop: minimumDetectableEffect,
  testSegment,
  testWhole: (pairs, weights) =>
    weights && countFamilies(pairs) >= FEWEST_SCORES ? testWeighted(pairs, weights) : testSegment(pairs),
  placeWorse: (looks) => placeContinuousWorse(testSegment, looks),
  placeBetter: (pairs) => placeContinuousBetter(testSegment, pairs),
};

function testSegment(pairs: readonly Pair[]): TestResult {
  const families = addByFamily(differencesOf(pairs), pairs);
  if (families.length < FEWEST_SCORES) return NOT_TESTED;
  const { t, pWorse, pBetter } = skewCorrectedT(families);
  return { z: t, pValue: pWorse, pBetter, method: 'paired-t' };
}

/** t = (stratified difference)/√(its variance), with as many degrees of freedom as there are families beyond the strata. */
function testWeighted(pairs: readonly Pair[], weights: Weights): TestResult {
  const { difference, variance, skewness, df } = stratify(pairs, weights);
  if (df < 1 || !(variance > 0)) return { z: 0, pValue: 1, pBetter: 1, method: 'paired-t' };
  const t = difference / Math.sqrt(variance);
  const { pWorse, pBetter } = studentPValues(withoutSkewness(t, skewness), df);
  return { z: t, pValue: pWorse, pBetter, method: 'paired-t' };
}
