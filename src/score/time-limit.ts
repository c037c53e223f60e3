import { timeLimit } from '../base/time-limit.ts';

/** Linear work on texts shorter than this (UTF-16 units) is always quick. */
export const QUICK_LENGTH = 10_000;

/** Longest time that one assertion may block everything else, ms. */
const LIMIT_MS = 3_000;

/** Created at the first use and kept; it holds no state between uses. */
let runner: ReturnType<typeof timeLimit> | undefined;

/**
 * Runs synchronous work of an assertion, and stops it if it takes longer than 3 s. Costs about 0.1 ms.
 * @throws TimeLimitExceeded, or any error that the work throws.
 */
export function withinTimeLimit<T>(work: () => T): T {
  runner ??= timeLimit(LIMIT_MS);
  return runner(work);
}
