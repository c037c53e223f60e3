/** The tests that a policy may choose. The tests themselves are in `verdict/tests/`. */
export declare const STATISTICAL_TESTS: readonly ['proportions-z', 'two-proportion-z', 'paired-t'];
export type StatisticalTestName = (typeof STATISTICAL_TESTS)[number];
/** The name of each test in the report. */
export declare const TEST_DESCRIPTIONS: Readonly<Record<StatisticalTestName, string>>;
/**
 * Tests with which a look may be curtailed: a segment can be known to be a regression before all its cases are
 * answered. `verdict/curtailment.ts` holds their bounds.
 */
export declare const CURTAILABLE_TESTS: readonly StatisticalTestName[];
export declare const DEFAULT_TEST: StatisticalTestName;
/**
 * How a p-value was computed. `sign-flip` is the exact distribution of the paired z, `binomial` the test of a prompt
 * without baseline, `none` says that nothing was tested.
 */
export declare const TEST_METHODS: readonly ['paired-z', 'sign-flip', 'two-proportion-z', 'paired-t', 'binomial', 'none'];
