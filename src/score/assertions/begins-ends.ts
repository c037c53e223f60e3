import { textValue } from '../expected.ts';
import type { AssertionKind } from '../kind.ts';
import { quote } from '../quote.ts';

/** `starts-with`: the answer's first characters are the text. */
export const startsWith = affix('start with', (text, expected) => text.startsWith(expected));

/** `ends-with`: the answer's last characters are the text. */
export const endsWith = affix('end with', (text, expected) => text.endsWith(expected));

/** `istarts-with`: GitHub Models' `startsWith`; both are lower-cased, the answer without white space around it. */
export const istartsWith = affix('start (ignoring case) with', (text, expected) =>
  text.trim().toLowerCase().startsWith(expected.toLowerCase()),
);

/** `iends-with`: GitHub Models' `endsWith`; both are lower-cased, the answer without white space around it. */
export const iendsWith = affix('end (ignoring case) with', (text, expected) =>
  text.trim().toLowerCase().endsWith(expected.toLowerCase()),
);

function affix(verb: string, holds: (text: string, expected: string) => boolean): AssertionKind {
  const atEnd = verb.startsWith('end');
  return {
    prepare(assertion) {
      const expected = textValue(assertion);
      return {
        expectation: `${verb} ${quote(expected)}`,
        examine({ text }) {
          const shown =
            atEnd && text.length > 200 ? `it ends in ${quote(text.slice(-200))}` : `it was ${quote(text)}`;
          return { passed: holds(text, expected), found: shown };
        },
      };
    },
  };
}
