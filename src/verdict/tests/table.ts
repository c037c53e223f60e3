import type { StatisticalTestName } from '../../domain/statistical-tests.ts';
import { pairedT } from './paired-t.ts';
import { proportionsZ } from './proportions-z.ts';
import type { StatisticalTest } from './test.ts';
import { unpairedZ } from './two-proportion-z.ts';

/**
 * Every test that `gate.test` may name. Another test is a file here, a line in this table, and its name and what the
 * report calls it in `domain/statistical-tests.ts`.
 */
export const TESTS: Readonly<Record<StatisticalTestName, StatisticalTest>> = {
  'proportions-z': proportionsZ,
  'two-proportion-z': unpairedZ,
  'paired-t': pairedT,
};
