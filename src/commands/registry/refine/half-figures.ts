import type { HalfRates, TestedHalf } from '../../../domain/refined.ts';
import { levelOfTest } from '../../../stats/endless-levels.ts';
import { differenceInterval } from '../../../stats/intervals.ts';
import { sumByFamily } from '../../../verdict/families.ts';
import { differencesOf, type Pair } from '../../../verdict/pairs.ts';
import { proportionsZ } from '../../../verdict/tests/proportions-z.ts';

const INTERVAL_LEVEL = 0.95;

/** Mean pass rates of some cases without and with a change. */
export function ratesOf(pairs: readonly Pair[]): HalfRates {
  return {
    cases: pairs.length,
    before: meanOf(pairs.map(({ baselineRate }) => baselineRate)),
    after: meanOf(pairs.map(({ candidateRate }) => candidateRate)),
  };
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * The gate's own paired test and interval, of the cases of the test half.
 * @param of.number which of all changes of the prompt it is that were asked there, from 1
 * @param of.alpha of all of them together
 */
export function testOf(
  pairs: readonly Pair[],
  { number, alpha }: { number: number; alpha: number },
): TestedHalf {
  const pBetter = pairs.length === 0 ? 1 : proportionsZ.testSegment(pairs).pBetter;
  const [low, high] = differenceInterval(sumByFamily(differencesOf(pairs), pairs), INTERVAL_LEVEL);
  return { ...ratesOf(pairs), number, low, high, p: pBetter, level: levelOfTest(alpha, number) };
}

/** Whether the test half shows a change to be better. */
export function isBetter(test: TestedHalf | null): boolean {
  return test !== null && test.after > test.before && test.p <= test.level;
}
