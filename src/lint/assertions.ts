import { isMapping, type Json } from '../base/json.ts';
import { type Assertion, type Case, isAssertSet } from '../domain/suite.ts';
import { counted } from '../prose/numbers.ts';
import { textsIn } from './facts.ts';
import type { Draft, Rule, Subject } from './subject.ts';

/** Assertions that no answer can fail. */
export const assertionRules: readonly Rule[] = [{ ids: ['assertion-cannot-fail'], find: cannotFail }];

/** Kinds whose score is at least 0 and passes from the threshold on. */
const SCORED = new Set([
  'similar',
  'similar:cosine',
  'rouge-n',
  'bleu',
  'gleu',
  'g-eval',
  'factuality',
  'tool-call-f1',
]);
/** A pattern that matches nothing, which stands everywhere. */
const MATCHES_ALL = /^(?:\(\?[a-z]+\))?(?:\^?(?:\.|\[\\s\\S\]|\[\\w\\W\]|\[\\d\\D\])\*\??)?$/;
/** The same as a whole, where the point means line ends too. */
const MATCHES_WHOLE = /^(?:\(\?[a-z]*s[a-z]*\)\^?\.\*\$?|\^?(?:\[\\s\\S\]|\[\\w\\W\])\*\$?)$/;
const ALWAYS_TRUE = /^\s*(?:return\s+)?true\s*;?\s*$/;
const PLACEHOLDER = /\{\{\s{0,20}[\w.-]{1,200}\s{0,20}\}\}/;

function cannotFail({ suite }: Subject): Draft[] {
  const found = new Map<string, { draft: Draft; cases: number }>();
  const add = (place: Draft['place'], problem: string) => {
    const key = JSON.stringify([place, problem]);
    const known = found.get(key);
    if (known) {
      known.cases += 1;
      return;
    }
    const remedy = 'Write what a bad answer would fail, or take it out.';
    found.set(key, { draft: { id: 'assertion-cannot-fail', place, message: problem, remedy }, cases: 1 });
  };
  for (const testCase of suite.cases) examine(testCase, add);
  return [...found.values()].map(({ draft, cases }) => ({
    ...draft,
    message: `${draft.message}${cases > 1 ? ` So it is in ${counted(cases, 'case')}.` : ''}`,
  }));
}

function examine(
  { assertions, threshold, place }: Case,
  add: (place: Draft['place'], problem: string) => void,
) {
  if (threshold === 0) add(place, 'The threshold of this case is 0: every answer passes.');
  for (const assertion of assertions) {
    if (isAssertSet(assertion)) {
      if (assertion.threshold === 0)
        add(assertion.place, 'The threshold of this set is 0: every answer passes.');
      for (const member of assertion.assertions ?? []) tell(member, add);
    } else tell(assertion, add);
  }
}

function tell(assertion: Assertion, add: (place: Draft['place'], problem: string) => void): void {
  const why = whyItCannotFail(assertion);
  const type = `${assertion.negated ? 'not-' : ''}${assertion.type}`;
  if (why !== null) add(assertion.place, `No answer can fail this \`${type}\`: ${why}.`);
}

function whyItCannotFail({ type, negated, value, threshold, weight, transforms }: Assertion): string | null {
  if (weight === 0) return 'its weight is 0';
  if (transforms !== undefined) return null;
  if (negated) return neverThere(type, value);
  if (
    type === 'regex' &&
    typeof value === 'string' &&
    (MATCHES_ALL.test(value) || MATCHES_WHOLE.test(value))
  ) {
    return 'the pattern matches every text';
  }
  if (SCORED.has(type) && threshold !== undefined && threshold <= 0)
    return 'every score reaches its threshold';
  if (type === 'javascript' && typeof value === 'string' && ALWAYS_TRUE.test(value))
    return 'it is always true';
  return type === 'word-count' ? anyCount(value) : null;
}

/** A name in braces that the case does not give is looked for as it is written. */
function neverThere(type: string, value: Json | undefined): string | null {
  if (!/^i?(?:contains(?:-any|-all)?|equals|starts-with|ends-with)$/.test(type) || value === undefined)
    return null;
  const texts = textsIn(value);
  const isNever = (text: string) => PLACEHOLDER.test(text);
  const all = type.endsWith('-all') ? texts.some(isNever) : texts.length > 0 && texts.every(isNever);
  return all ? 'no case gives the variable in it, so it looks for the braces as they are written' : null;
}

function anyCount(value: Json | undefined): string | null {
  if (!isMapping(value)) return null;
  const { min = 0, max } = value;
  return max === undefined && Number(min) === 0 ? 'every answer has 0 words or more' : null;
}
