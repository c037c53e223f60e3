import type { Json } from '../../../base/json.ts';
import type { Assertion, Case } from '../../../domain/suite.ts';

/** Assertions for a new case: what all cases of its segment have, or those of the case whose question is most alike. */
export type FittingAssertions = {
  assertions: Assertion[];
  /** The case that they are of, by its id; null: all cases of the segment have them. */
  of: string | null;
};

/** Finds assertions for new questions; null where the suite has none that fit. */
export type FindFitting = (question: {
  vars: Record<string, Json>;
  segment: string | null;
}) => FittingAssertions | null;

/** A case that may lend its assertions, and the words of its variables. */
type Lender = { testCase: Case; words: ReadonlySet<string> };

/**
 * Finds the assertions by which answers to new questions are to be judged. Those that depend on the variables of their own
 * case fit no other. What is known of the suite is computed once.
 */
export function fittingAssertions(cases: readonly Case[]): FindFitting {
  const names = new Set(cases.flatMap(({ segments }) => segments));
  const bySegment = new Map<string | null, { shared: Assertion[]; lenders: Lender[] }>();
  const knownOf = (segment: string | null) => {
    const before = bySegment.get(segment);
    if (before) return before;
    const among = segment === null ? cases : cases.filter(({ segments }) => segments.includes(segment));
    const known = { shared: sharedBy(among), lenders: lendersIn(among) };
    bySegment.set(segment, known);
    return known;
  };
  return ({ vars, segment }) => {
    const { shared, lenders } = knownOf(segment !== null && names.has(segment) ? segment : null);
    if (shared.length > 0) return { assertions: shared, of: null };
    const words = wordsOf(vars);
    let best: { testCase: Case; likeness: number } | undefined;
    for (const lender of lenders) {
      const likeness = likenessOf(words, lender.words);
      if (best === undefined || likeness > best.likeness) best = { testCase: lender.testCase, likeness };
    }
    return best ? { assertions: best.testCase.assertions, of: best.testCase.id } : null;
  };
}

function lendersIn(cases: readonly Case[]): Lender[] {
  return cases
    .filter(({ usedVars, assertions }) => usedVars === undefined && assertions.length > 0)
    .map((testCase) => ({ testCase, words: wordsOf(testCase.vars) }));
}

function sharedBy(cases: readonly Case[]): Assertion[] {
  const [first, ...others] = cases;
  // What one case has alone, it shares with nobody.
  if (!first || others.length === 0) return [];
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
