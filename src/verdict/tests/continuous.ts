import { type Placed, sequentialP } from '../looks.ts';
import type { Pair } from '../pairs.ts';
import type { LookPairs, TestResult } from './test.ts';

type Test = (pairs: readonly Pair[]) => TestResult;

/** A segment's place in the family where p is continuous: every p in (0, 1] is attainable, P(p ≤ t) = t. */
export function placeContinuousWorse(test: Test, { stage, first, all }: LookPairs): Placed {
  const last = test(all).pValue;
  const early = stage.look === 'second' ? test(first).pValue : last;
  return { p: sequentialP(stage, { first: early, last }), asking: early, sizeAt: (t) => t };
}

/** The same towards "candidate better". */
export function placeContinuousBetter(test: Test, pairs: readonly Pair[]): Pick<Placed, 'p' | 'sizeAt'> {
  return { p: test(pairs).pBetter, sizeAt: (t) => t };
}
