import type { Json } from '../../../base/json.ts';
import type { Assertion, Case } from '../../../domain/suite.ts';

/** Assertions for a new case: what all cases of its segment have, or those of the case whose question is most alike. */
export type FittingAssertions = {
  assertions: Assertion[];
  /** The case that they are of, by its id; null: all cases of the segment have them. */
  of: string | null;
};

/**
 * The assertions by which the answer to a new question is to be judged; null where the suite has none that fit. Those that
 * depend on the variables of their own case fit no other.
 */
export function fittingAssertions(
  cases: readonly Case[],
  { vars, segment }: { vars: Record<string, Json>; segment: string | null },
): FittingAssertions | null {
  const own = cases.filter(({ segments }) => segment !== null && segments.includes(segment));
  const among = own.length > 0 ? own : cases;
  const shared = sharedBy(among);
  if (shared.length > 0) return { assertions: shared, of: null };
  const words = wordsOf(vars);
  let best: { testCase: Case; likeness: number } | undefined;
  for (const testCase of among) {
    if (testCase.usedVars !== undefined || testCase.assertions.length === 0) continue;
    const likeness = likenessOf(words, wordsOf(testCase.vars));
    if (best === undefined || likeness > best.likeness) best = { testCase, likeness };
  }
  return best ? { assertions: best.testCase.assertions, of: best.testCase.id } : null;
}

function sharedBy(cases: readonly Case[]): Assertion[] {
  const [first, ...others] = cases;
  if (!first) return [];
  const known = others.map(({ assertions }) => new Set(assertions.map(assertionText)));
  return first.assertions.filter((one) => known.every((texts) => texts.has(assertionText(one))));
}

/** What an assertion checks, wherever it stands, as text that is equal for equal ones. */
export function assertionText(assertion: Assertion): string {
  return JSON.stringify(withoutPlaces(assertion));
}

function withoutPlaces({ place: _, suitePath: __, assertions, ...rest }: Assertion): object {
  return { ...rest, ...(assertions && { assertions: assertions.map(withoutPlaces) }) };
}

/** An assertion as a suite's file writes it. */
export function statedAssertion(assertion: Assertion): Json {
  const { type, negated, value, threshold, weight, metric, options, assertions } = assertion;
  return {
    type: negated ? `not-${type}` : type,
    ...(value !== undefined && { value }),
    ...(threshold !== undefined && { threshold }),
    ...(weight !== undefined && { weight }),
    ...(metric !== undefined && { metric }),
    ...options,
    ...(assertions && { assert: assertions.map(statedAssertion) }),
  };
}

function wordsOf(vars: Record<string, Json>): Set<string> {
  return new Set(
    JSON.stringify(Object.values(vars))
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [],
  );
}

/** Jaccard's index of two sets of words, 0–1. */
function likenessOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let both = 0;
  for (const word of one) if (other.has(word)) both += 1;
  const all = one.size + other.size - both;
  return all === 0 ? 0 : both / all;
}
