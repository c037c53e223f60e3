import type { GatePolicy } from '../domain/policy.ts';
import type { SegmentVerdict } from '../domain/verdict.ts';
import { fisherExact } from '../stats/fisher.ts';
import { pairedZ } from '../stats/paired.ts';
import { flipPValues, observeFlips } from '../stats/sign-flip.ts';
import { pairedT } from '../stats/t-test.ts';
import { smallestExpectedCount, twoProportionZ } from '../stats/two-proportion.ts';
import { caseProportion, differencesOf, type Pair } from './sample.ts';

/** From so many discordant pairs on, the normal distribution of the paired z is good enough to be shown. */
export const EXACT_BELOW = 25;

/** Which test judges. */
export type QualityTest = GatePolicy['test'];

/** What a test made of pairs; one-sided p-values. */
export type TestResult = Pick<SegmentVerdict, 'z' | 'pValue' | 'pBetter' | 'method'>;

/** Judges the pairs of one segment. A segment without complete pairs gives p = 1. */
export function testPairs(pairs: readonly Pair[], test: QualityTest): TestResult {
  if (pairs.length === 0) return { z: 0, pValue: 1, pBetter: 1, method: 'none' };
  if (test === 'paired-t') {
    const { t, pWorse, pBetter } = pairedT(differencesOf(pairs));
    return { z: t, pValue: pWorse, pBetter, method: 'paired-t' };
  }
  if (test === 'two-proportion-z') {
    const { z, pWorse, pBetter } = twoProportionZ(
      caseProportion(pairs, 'candidate'),
      caseProportion(pairs, 'baseline'),
    );
    return { z, pValue: pWorse, pBetter, method: 'two-proportion-z' };
  }
  const { z, losses, wins, pWorse, pBetter } = pairedZ(pairs);
  if (losses + wins >= EXACT_BELOW) return { z, pValue: pWorse, pBetter, method: 'paired-z' };
  const exact = flipPValues(observeFlips(pairs));
  return { z, pValue: exact.pWorse, pBetter: exact.pBetter, method: 'sign-flip' };
}

/** The unpaired classic, shown whatever gates. The case is the unit; Fisher's test needs whole passes. */
export function unpairedClassic(pairs: readonly Pair[]): SegmentVerdict['twoProportion'] {
  if (pairs.length === 0) return null;
  const candidate = caseProportion(pairs, 'candidate');
  const baseline = caseProportion(pairs, 'baseline');
  const { z, pWorse } = twoProportionZ(candidate, baseline);
  const whole = Number.isInteger(candidate.passes) && Number.isInteger(baseline.passes);
  const doubtful = smallestExpectedCount(candidate, baseline) < 5;
  return { z, pValue: pWorse, fisher: whole && doubtful ? fisherExact(candidate, baseline).pWorse : null };
}
