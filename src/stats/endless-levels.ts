/**
 * The level of the nth test of an endless row of tests that share the level α: α/(n(n + 1)), since the sum of 1/(n(n + 1))
 * over all n is 1. By Bonferroni the chance that any of them ever errs is at most α, however many there are. (Foster and
 * Stine 2008 call such a row of levels alpha-spending.)
 * @param alpha of all of them, 0–1
 * @param number which test it is, from 1
 */
export function levelOfTest(alpha: number, number: number): number {
  return alpha / (number * (number + 1));
}
