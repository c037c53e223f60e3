import { minimumDetectableEffect } from '../../stats/power.ts';
import { normalPValues, twoProportionZ } from '../../stats/two-proportion.ts';
import { independentCases } from '../families.ts';
import type { Pair } from '../pairs.ts';
import { caseProportion } from '../sample.ts';
import { FEWEST_CASES } from '../sizes.ts';
import { type Weights, weightedMean } from '../weights.ts';
import { placeContinuousBetter, placeContinuousWorse } from './continuous.ts';
import type { StatisticalTest, TestResult } from './test.ts';

/**
 * The classic pooled z of two proportions, which ignores that both arms answer the same cases. The case is the unit:
 * with k trials it counts as passes/k.
 */
export const unpairedZ: StatisticalTest = {
  compares: 'passes',
  fewestCases: FEWEST_CASES,
  detectableDrop: minimumDetectableEffect,
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
 * z = (r_c − r_b)/√(r(1 − r)(1/n_c + 1/n_b)) of the weighted rates, with r their mean and n the number of independent
 * cases that each arm is worth: 1/Σw² (Kish 1965), over the design effect of families.
 */
function testWeighted(pairs: readonly Pair[], weights: Weights): TestResult {
  const [baselines, candidates] = [
    pairs.map(({ baselineRate }) => baselineRate),
    pairs.map(({ candidateRate }) => candidateRate),
  ];
  const baseline = weightedMean(baselines, weights);
  const candidate = weightedMean(candidates, weights);
  const pooled = (baseline + candidate) / 2;
  const share = (rates: readonly number[]) => 1 / independentCases(rates, pairs, weights);
  const variance = pooled * (1 - pooled) * (share(baselines) + share(candidates));
  if (!(variance > 1e-15)) return { z: 0, pValue: 1, pBetter: 1, method: 'two-proportion-z' };
  const z = (candidate - baseline) / Math.sqrt(variance);
  const { pWorse, pBetter } = normalPValues(z);
  return { z, pValue: pWorse, pBetter, method: 'two-proportion-z' };
}
