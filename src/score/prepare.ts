import { TimeLimitExceeded } from '../base/time-limit.ts';
import type { Assertion } from '../domain/suite.ts';
import { mistake, type PreparedAssertion } from './kind.ts';
import { assertionKinds } from './kinds.ts';

/** Those of the cases in flight many times over: both arms' answers to a case are judged soon after each other. */
const MOST_PREPARED = 2000;

/** Assertions that were compiled last. Kept for a whole suite, they would take more memory than its cases. */
let prepared = new WeakMap<Assertion, PreparedAssertion>();
let count = 0;

/**
 * An assertion of a known kind, compiled; not compiled again while it is in use.
 * @throws ConfigurationError if the suite states it wrongly; checkAssertions reports all of these at once.
 */
export function prepareAssertion(assertion: Assertion): PreparedAssertion {
  const known = prepared.get(assertion);
  if (known) return known;
  const kind = assertionKinds.get(assertion.type);
  if (kind === undefined) throw mistake(assertion, 'is no assertion.');
  try {
    const ready = kind.prepare(assertion);
    remember(assertion, ready);
    return ready;
  } catch (error) {
    if (error instanceof TimeLimitExceeded) throw mistake(assertion, 'takes too long to read its `value`.');
    if (error instanceof RangeError) throw mistake(assertion, 'has a `value` that is nested too deeply.');
    throw error;
  }
}

function remember(assertion: Assertion, ready: PreparedAssertion): void {
  if (count >= MOST_PREPARED) {
    prepared = new WeakMap();
    count = 0;
  }
  prepared.set(assertion, ready);
  count += 1;
}
