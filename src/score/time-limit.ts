import { timeLimit } from '../base/time-limit.ts';

/** Work on texts shorter than this (UTF-16 units) is quick whatever the text is, where it is linear. */
export const QUICK_LENGTH = 10_000;

/** Longest that one assertion may hold up everything else, ms. */
const LIMIT_MS = 3_000;

/** Made at the first use and kept; it holds no state between uses. */
let runner: ReturnType<typeof timeLimit> | undefined;

/**
 * Does synchronous work of an assertion, and stops it when it takes longer than 3 s. Costs about 0.1 ms.
 * @throws TimeLimitExceeded; and whatever the work throws.
 */
export function withinTimeLimit<T>(work: () => T): T {
  runner ??= timeLimit(LIMIT_MS);
  return runner(work);
}
