import { normalPValues, twoProportionZ } from '../../stats/two-proportion.ts';
import { caseProportion, type Pair } from '../sample.ts';
import { effectiveCases, type Weights, weightedMean } from '../weights.ts';
import { placeContinuousBetter, placeContinuousWorse } from './continuous.ts';
import type { StatisticalTest, TestResult } from './test.ts';

/**
 * The classic pooled z of two proportions, which ignores that both arms answer the same cases. The case is the unit:
 * with k trials it counts as passes/k.
 */
export const unpairedZ: StatisticalTest = {
  compares: 'passes',
  testSegment,
  testWhole: (pairs, weights) => (weights ? testWeighted(pairs, weights) : testSegment(pairs)),
  placeWorse: (looks) => placeContinuousWorse(testSegment, looks),
  placeBetter: (pairs) => placeContinuousBetter(testSegment, pairs),
};

function testSegment(pairs: readonly Pair[]): TestResult {
  const { z, pWorse, pBetter } = twoProportionZ(
    caseProportion(pairs, 'candidate'),
    caseProportion(pairs, 'baseline'),
  );
  return { z, pValue: pWorse, pBetter, method: 'two-proportion-z' };
}

/**
 * z = (r_c − r_b)/√(2·r(1 − r)/n) of the weighted rates, with r their mean and n the effective number of cases 1/Σw²
 * (Kish 1965).
 */
function testWeighted(pairs: readonly Pair[], weights: Weights): TestResult {
  const rateOf = (arm: 'baselineRate' | 'candidateRate') =>
    weightedMean(
      pairs.map((pair) => pair[arm]),
      weights,
    );
  const baseline = rateOf('baselineRate');
  const candidate = rateOf('candidateRate');
  const pooled = (baseline + candidate) / 2;
  const variance = (2 * pooled * (1 - pooled)) / effectiveCases(pairs.length, weights);
  if (!(variance > 1e-15)) return { z: 0, pValue: 1, pBetter: 1, method: 'two-proportion-z' };
  const z = (candidate - baseline) / Math.sqrt(variance);
  const { pWorse, pBetter } = normalPValues(z);
  return { z, pValue: pWorse, pBetter, method: 'two-proportion-z' };
}
