import { attainableUpTo } from '../../stats/flip-distribution.ts';
import { pairedZ } from '../../stats/paired.ts';
import { flipPValues, observeFlips } from '../../stats/sign-flip.ts';
import { normalPValues } from '../../stats/two-proportion.ts';
import { flipsBeyondPart, placeFlips } from '../looks.ts';
import { differencesOf, type Pair } from '../sample.ts';
import type { Weights } from '../weights.ts';
import type { StatisticalTest, TestResult } from './test.ts';

/** From so many discordant pairs on, the normal distribution of the paired z is good enough to be shown. */
export const EXACT_BELOW = 25;

/**
 * The paired z of proportions, z = ΣD/√(ΣD²) with D = candidate − baseline passes of a case; with few discordant pairs
 * its exact distribution, the sign-flip test (McNemar's exact test where each case has one trial). The whole is tested
 * by mid-p where it is exact: with all cases pooled, the steps of p are small.
 */
export const proportionsZ: StatisticalTest = {
  compares: 'passes',
  testSegment,
  testWhole,
  placeWorse: ({ stage, first, all }, { extendAt, secondLevel }) =>
    placeFlips(stage, { first, all }, extendAt, secondLevel),
  sizeBeyondPart: flipsBeyondPart,
  placeBetter(pairs) {
    const { distribution, lost } = observeFlips(pairs);
    return {
      p: distribution.atLeast(distribution.total - lost),
      sizeAt: (t) => attainableUpTo(distribution, t),
    };
  },
};

function testSegment(pairs: readonly Pair[]): TestResult {
  const { z, losses, wins, pWorse, pBetter } = pairedZ(pairs);
  if (losses + wins >= EXACT_BELOW) return { z, pValue: pWorse, pBetter, method: 'paired-z' };
  const exact = flipPValues(observeFlips(pairs));
  return { z, pValue: exact.pWorse, pBetter: exact.pBetter, method: 'sign-flip' };
}

function testWhole(pairs: readonly Pair[], weights: Weights | undefined): TestResult {
  const discordant = pairs.filter(({ baseline, candidate }) => baseline !== candidate);
  if (discordant.length === 0) return testSegment(pairs);
  const normal = weights ? weightedPairedZ(pairs, weights) : testSegment(pairs);
  if (discordant.length >= EXACT_BELOW) return normal;
  const { midPWorse, midPBetter } = flipPValues(observeFlips(weights ? scaled(pairs, weights) : pairs));
  return { z: normal.z, pValue: midPWorse, pBetter: midPBetter, method: 'sign-flip' };
}

/** Steps of the whole-number scale on which weights are put for the exact test, which is valid for any weights. */
const WEIGHT_STEPS = 200;

function scaled(pairs: readonly Pair[], weights: Weights) {
  const perTrial = pairs.map(({ trials }, index) => (weights[index] ?? 0) / trials);
  const largest = Math.max(...perTrial);
  return pairs.map(({ baseline, candidate, trials }, index) => {
    const steps = Math.round((WEIGHT_STEPS * (perTrial[index] ?? 0)) / largest);
    return { baseline: baseline * steps, candidate: candidate * steps, trials };
  });
}

/** Σw·d/√(Σw²·d²), the paired z of the weighted difference. */
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
