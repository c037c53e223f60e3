/** The tests that a policy may choose. The tests themselves are in `verdict/tests/`. */
export const STATISTICAL_TESTS = ['proportions-z', 'two-proportion-z', 'paired-t'] as const;

export type StatisticalTestName = (typeof STATISTICAL_TESTS)[number];

/** The name of each test in the report. */
export const TEST_DESCRIPTIONS: Readonly<Record<StatisticalTestName, string>> = {
  'proportions-z': 'paired proportions z, exact below 25 discordant pairs',
  'two-proportion-z': 'two-proportion z (unpaired)',
  'paired-t': 'paired t of mean scores',
};

/**
 * Tests with which a look may be curtailed: a segment can be known to be a regression before all its cases are
 * answered. `verdict/curtailment.ts` holds their bounds.
 */
export const CURTAILABLE_TESTS: readonly StatisticalTestName[] = ['proportions-z'];

/**
 * Smallest drop that blocks unless the policy says otherwise, a fraction. Skewed scores make a small drop of the mean
 * where nothing is wrong.
 */
export const DEFAULT_MIN_EFFECT: Readonly<Record<StatisticalTestName, number>> = {
  'proportions-z': 0,
  'two-proportion-z': 0,
  'paired-t': 0.05,
};

export const DEFAULT_TEST: StatisticalTestName = 'proportions-z';

/**
 * How a p-value was computed. `sign-flip` is the exact distribution of the paired z, `binomial` the test of a prompt
 * without baseline, `none` says that nothing was tested.
 */
export const TEST_METHODS = [
  'paired-z',
  'sign-flip',
  'two-proportion-z',
  'paired-t',
  'binomial',
  'none',
] as const;
