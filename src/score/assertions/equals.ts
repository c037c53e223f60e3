import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../../base/json.ts';
import { parseJson } from '../json-text.ts';
import { type AssertionKind, mistake } from '../kind.ts';
import { quote } from '../quote.ts';

/** `equals`: the answer is exactly the text; or, if `value` is an object or a list, the same JSON. */
export const equals: AssertionKind = {
  prepare(assertion) {
    const { value } = assertion;
    if (value === undefined || value === null) {
      throw mistake(assertion, 'needs a `value`.', 'For the empty answer write `value: ""`.');
    }
    if (typeof value !== 'object') {
      const expected = String(value);
      return {
        expectation: `equal ${quote(expected)}`,
        examine: ({ text }) => ({ passed: text === expected, found: `it was ${quote(text)}` }),
      };
    }
    const expected = normalized(value);
    return {
      expectation: `equal the JSON ${quote(JSON.stringify(value))}`,
      examine({ text }) {
        const parsed = parseJson(text);
        return {
          passed: parsed !== undefined && isDeepStrictEqual(parsed.value, expected),
          found: parsed === undefined ? `it is no JSON: ${quote(text)}` : `it was ${quote(text)}`,
        };
      },
    };
  },
};

/** As `JSON.parse` would make it, so that prototypes and key attributes never make a difference. */
function normalized(value: Json): Json {
  return JSON.parse(JSON.stringify(value));
}
