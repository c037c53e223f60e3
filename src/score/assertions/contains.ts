import { textListValue, textValue } from '../expected.ts';
import type { AssertionKind } from '../kind.ts';
import { quote, quoteList } from '../quote.ts';

/** `contains`: the answer contains the text. */
export const contains = containsOne(asItIs);

/** `icontains`: the same; both are lower-cased first. */
export const icontains = containsOne(lowerCase);

/** `contains-any`: the answer contains at least one of the texts. */
export const containsAny = containsSome(asItIs);

/** `icontains-any`: the same; both are lower-cased first. */
export const icontainsAny = containsSome(lowerCase);

/** `contains-all`: the answer contains every one of the texts. */
export const containsAll = containsEvery(asItIs);

/** `icontains-all`: the same; both are lower-cased first. */
export const icontainsAll = containsEvery(lowerCase);

type Fold = (text: string) => string;

function asItIs(text: string): string {
  return text;
}

function lowerCase(text: string): string {
  return text.toLowerCase();
}

function containsOne(fold: Fold): AssertionKind {
  return {
    prepare(assertion) {
      const expected = textValue(assertion);
      const folded = fold(expected);
      return {
        expectation: `contain ${quote(expected)}${caseNote(fold)}`,
        examine: ({ text }) => ({ passed: fold(text).includes(folded), found: `it was ${quote(text)}` }),
      };
    },
  };
}

function containsSome(fold: Fold): AssertionKind {
  return {
    prepare(assertion) {
      const expected = textListValue(assertion);
      const folded = expected.map(fold);
      return {
        expectation: `contain any of ${quoteList(expected)}${caseNote(fold)}`,
        examine({ text }) {
          const searched = fold(text);
          const first = folded.findIndex((item) => searched.includes(item));
          const hit = first === -1 ? '' : `it has ${quote(expected[first] ?? '')} and `;
          return { passed: first !== -1, found: `${hit}it was ${quote(text)}` };
        },
      };
    },
  };
}

function containsEvery(fold: Fold): AssertionKind {
  return {
    prepare(assertion) {
      const expected = textListValue(assertion);
      const folded = expected.map(fold);
      return {
        expectation: `contain all of ${quoteList(expected)}${caseNote(fold)}`,
        examine({ text }) {
          const searched = fold(text);
          const missing = expected.filter((_, index) => !searched.includes(folded[index] ?? ''));
          const lacks = missing.length === 0 ? '' : `it lacks ${quoteList(missing)} and `;
          return { passed: missing.length === 0, found: `${lacks}it was ${quote(text)}` };
        },
      };
    },
  };
}

function caseNote(fold: Fold): string {
  return fold === asItIs ? '' : ', ignoring case';
}
