import { TimeLimitExceeded } from '../base/time-limit.ts';
import type { Assertion } from '../domain/suite.ts';
import { mistake, type PreparedAssertion } from './kind.ts';
import { assertionKinds } from './kinds.ts';

/** Ready-made assertions, for as long as their suite lives: prepared once, whatever the number of answers. */
const prepared = new WeakMap<Assertion, PreparedAssertion>();

/**
 * An assertion of a known kind, ready to examine answers; prepared at its first use only.
 * @throws ConfigurationError when the suite states it wrongly; checkAssertions reports all of these at once.
 */
export function prepareAssertion(assertion: Assertion): PreparedAssertion {
  const known = prepared.get(assertion);
  if (known) return known;
  const kind = assertionKinds.get(assertion.type);
  if (kind === undefined) throw mistake(assertion, 'is no assertion.');
  try {
    const ready = kind.prepare(assertion);
    prepared.set(assertion, ready);
    return ready;
  } catch (error) {
    if (error instanceof TimeLimitExceeded) throw mistake(assertion, 'takes too long to read its `value`.');
    if (error instanceof RangeError) throw mistake(assertion, 'has a `value` that is nested too deeply.');
    throw error;
  }
}
