import { asPValue } from '../../stats/probability.ts';
import { studentCdf } from '../../stats/student.ts';
import { pairedT as studentTest } from '../../stats/t-test.ts';
import { differencesOf, type Pair } from '../sample.ts';
import { stratify } from '../stratified.ts';
import type { Weights } from '../weights.ts';
import { placeContinuousBetter, placeContinuousWorse } from './continuous.ts';
import type { StatisticalTest, TestResult } from './test.ts';

/** Student's paired t of the mean scores of cases. */
export const pairedT: StatisticalTest = {
  compares: 'scores',
  testSegment,
  testWhole: (pairs, weights) => (weights ? testWeighted(pairs, weights) : testSegment(pairs)),
  placeWorse: (looks) => placeContinuousWorse(testSegment, looks),
  placeBetter: (pairs) => placeContinuousBetter(testSegment, pairs),
};

function testSegment(pairs: readonly Pair[]): TestResult {
  const { t, pWorse, pBetter } = studentTest(differencesOf(pairs));
  return { z: t, pValue: pWorse, pBetter, method: 'paired-t' };
}

/** t = (stratified difference)/√(its variance), with as many degrees of freedom as there are cases beyond the strata. */
function testWeighted(pairs: readonly Pair[], weights: Weights): TestResult {
  const { difference, variance, df } = stratify(pairs, weights);
  if (df < 1 || !(variance > 0)) return { z: 0, pValue: 1, pBetter: 1, method: 'paired-t' };
  const t = difference / Math.sqrt(variance);
  return {
    z: t,
    pValue: asPValue(studentCdf(t, df)),
    pBetter: asPValue(studentCdf(-t, df)),
    method: 'paired-t',
  };
}
