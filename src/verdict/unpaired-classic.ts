import type { SegmentVerdict } from '../domain/verdict.ts';
import { fisherExact } from '../stats/fisher.ts';
import { smallestExpectedCount, twoProportionZ } from '../stats/two-proportion.ts';
import type { Pair } from './pairs.ts';
import { caseProportion } from './sample.ts';

/**
 * The classic two-proportion z of some pairs, which is shown with every test; null without a pair. The case is the
 * unit. Fisher's exact test is added if an expected count is below 5 and the passes are whole cases.
 */
export function unpairedClassic(pairs: readonly Pair[]): SegmentVerdict['twoProportion'] {
  if (pairs.length === 0) return null;
  const candidate = caseProportion(pairs, 'candidate');
  const baseline = caseProportion(pairs, 'baseline');
  const { z, pWorse } = twoProportionZ(candidate, baseline);
  const whole = Number.isInteger(candidate.passes) && Number.isInteger(baseline.passes);
  const doubtful = smallestExpectedCount(candidate, baseline) < 5;
  return { z, pValue: pWorse, fisher: whole && doubtful ? fisherExact(candidate, baseline).pWorse : null };
}
