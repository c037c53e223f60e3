import { digestOf, digestOfList } from '../base/digest.ts';
import { defined, type Json } from '../base/json.ts';
import { isWellFormed, withEscapedHalves } from '../base/well-formed.ts';
import type { Digest } from '../domain/registry.ts';
import type { Assertion, Case, Suite } from '../domain/suite.ts';

/** Hex digits of a case's digest that evidence keeps. */
const CONTENT_DIGITS = 16;

/**
 * The digest of a suite as it was built: what its cases ask, how the answers are judged, and which cases are one family,
 * in the order of the cases' ids, wherever they are written. A suite without families has the digest that it had before
 * there were any.
 */
export function suiteDigestOf({ cases }: Pick<Suite, 'cases'>): Digest {
  const inOrder = [...cases].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  return digestOfList(contentsOf(inOrder));
}

function* contentsOf(cases: readonly Case[]): Generator<Json> {
  for (const { id, group, ...testCase } of cases) {
    yield asUnicode({ id, ...contentOf(testCase), ...(group !== undefined && { group }) });
  }
}

/**
 * The first 16 hex digits of the digest of a case without its id and its group: equal for cases that ask and judge the
 * same, so that evidence of before the cases were grouped still pairs with evidence of now.
 */
export function caseDigestOf(testCase: Case): string {
  return digestOf(asUnicode(contentOf(testCase))).slice(0, CONTENT_DIGITS);
}

/** A case may try out a text that is not Unicode, which canonical JSON refuses. */
function asUnicode(value: Json): Json {
  return isWellFormed(value) ? value : withEscapedHalves(value);
}

function contentOf({ vars, assertions, segments, critical, threshold }: Omit<Case, 'id' | 'group'>) {
  return {
    variables: vars,
    assertions: assertions.map(assertionContent),
    segments: [...segments].sort(),
    critical,
    // How many of its assertions must hold is a part of them.
    ...(threshold !== null && { threshold }),
  };
}

function assertionContent({ place: _, suitePath: __, assertions, ...stated }: Assertion): Json {
  return defined<Json>({ ...stated, assertions: assertions?.map(assertionContent) });
}
