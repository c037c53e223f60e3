import { smallestDetectedDrop } from '../../stats/exact-power.ts';
import { attainableUpTo } from '../../stats/flip-distribution.ts';
import { type PairedCase, pairedZ } from '../../stats/paired.ts';
import { type EffectQuestion, minimumDetectableEffect } from '../../stats/power.ts';
import { flipPValues, observeFlips } from '../../stats/sign-flip.ts';
import { normalPValues } from '../../stats/two-proportion.ts';
import { addByFamily, pairByFamily } from '../families.ts';
import { flipsBeyondPart, placeFlips } from '../looks.ts';
import { differencesOf, type Pair } from '../pairs.ts';
import { FEWEST_CASES } from '../sizes.ts';
import type { Weights } from '../weights.ts';
import type { StatisticalTest, TestResult } from './test.ts';

/** From so many discordant pairs on, the normal distribution of the paired z is good enough to be shown. */
export const EXACT_BELOW = 25;

/**
 * The paired z of proportions, z = ΣD/√(ΣD²) with D = candidate − baseline passes of a case; with few discordant pairs
 * its exact distribution, the sign-flip test (McNemar's exact test where each case has one trial). A family of cases is
 * one D, the sum of its cases'. The whole is tested by mid-p where it is exact: with all cases pooled, the steps of p are
 * small.
 */
export const proportionsZ: StatisticalTest = {
  compares: 'passes',
  fewestCases: FEWEST_CASES,
  testSegment: (pairs) => testFlips(pairByFamily(pairs)),
  testWhole,
  placeWorse: ({ stage, first, all }, secondLevel) => placeFlips(stage, { first, all }, secondLevel),
  sizeBeyondPart: flipsBeyondPart,
  placeBetter(pairs) {
    const { distribution, lost } = observeFlips(pairByFamily(pairs));
    return {
      p: distribution.atLeast(distribution.total - lost),
      sizeAt: (t) => attainableUpTo(distribution, t),
    };
  },
  detectableDrop,
};

function testFlips(cases: readonly PairedCase[]): TestResult {
  const { z, losses, wins, pWorse, pBetter } = pairedZ(cases);
  if (losses + wins >= EXACT_BELOW) return { z, pValue: pWorse, pBetter, method: 'paired-z' };
  const exact = flipPValues(observeFlips(cases));
  return { z, pValue: exact.pWorse, pBetter: exact.pBetter, method: 'sign-flip' };
}

function testWhole(pairs: readonly Pair[], weights: Weights | undefined): TestResult {
  const families = pairByFamily(pairs);
  const discordant = families.filter(({ baseline, candidate }) => baseline !== candidate);
  if (discordant.length === 0) return testFlips(families);
  const normal = weights ? weightedPairedZ(pairs, weights) : testFlips(families);
  if (discordant.length >= EXACT_BELOW) return normal;
  const { midPWorse, midPBetter } = flipPValues(
    observeFlips(weights ? pairByFamily(scaled(pairs, weights)) : families),
  );
  return { z: normal.z, pValue: midPWorse, pBetter: midPBetter, method: 'sign-flip' };
}

/** Steps of the whole-number scale on which weights are put for the exact test, which is valid for any weights. */
const WEIGHT_STEPS = 200;

function scaled(pairs: readonly Pair[], weights: Weights): (PairedCase & Pick<Pair, 'group'>)[] {
  const perTrial = pairs.map(({ trials }, index) => (weights[index] ?? 0) / trials);
  const largest = Math.max(...perTrial);
  return pairs.map(({ baseline, candidate, trials, group }, index) => {
    const steps = Math.round((WEIGHT_STEPS * (perTrial[index] ?? 0)) / largest);
    return { baseline: baseline * steps, candidate: candidate * steps, trials, group };
  });
}

/** Σw·d/√(Σ(Σw·d)²), the paired z of the weighted difference, the inner sum being a family's. */
function weightedPairedZ(pairs: readonly Pair[], weights: Weights): TestResult {
  const parts = differencesOf(pairs).map((difference, index) => difference * (weights[index] ?? 0));
  let sum = 0;
  let squares = 0;
  for (const part of addByFamily(parts, pairs)) {
    sum += part;
    squares += part * part;
  }
  const z = squares === 0 ? 0 : sum / Math.sqrt(squares);
  const { pWorse, pBetter } = squares === 0 ? { pWorse: 1, pBetter: 1 } : normalPValues(z);
  return { z, pValue: pWorse, pBetter, method: 'paired-z' };
}

/** From so many cases on, the normal approximation is within a hundredth of the exact one, and far faster. */
const MANY_CASES = 1000;

/** Exact for one trial a case. */
function detectableDrop(question: EffectQuestion): number {
  const cases = Math.round(question.cases);
  return cases < MANY_CASES
    ? smallestDetectedDrop({ ...question, cases })
    : minimumDetectableEffect(question);
}
