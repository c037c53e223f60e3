import { type HtmlReading, readHtml } from '../html-text.ts';
import { type AssertionKind, type Finding, mistake } from '../kind.ts';
import { quote } from '../quote.ts';
import { QUICK_LENGTH, withinTimeLimit } from '../time-limit.ts';

/** `is-html`: the whole answer is HTML, a document or a fragment, with no words outside of its elements. */
export const isHtml = htmlKind('be HTML', (reading, text) => {
  if (/^\s*<\?xml/i.test(text)) return 'it is XML';
  if (reading.elements.size === 0) return 'it has no element that HTML knows';
  if (reading.hasTextOutside) return 'it has text outside of its elements';
  if (reading.unclosed !== undefined) return `<${reading.unclosed}> is never closed`;
  return undefined;
});

/** `contains-html`: somewhere in the answer is an element that HTML knows, or a doctype. */
export const containsHtml = htmlKind('contain HTML', (reading) =>
  reading.elements.size > 0 || reading.hasDoctype ? undefined : 'it has no element that HTML knows',
);

function htmlKind(
  expectation: string,
  faultOf: (reading: HtmlReading, text: string) => string | undefined,
): AssertionKind {
  return {
    prepare(assertion) {
      if (assertion.value !== undefined && assertion.value !== null) {
        throw mistake(assertion, 'takes no `value`.', 'Remove it.');
      }
      return {
        expectation,
        examine({ text }) {
          const judge = (): Finding => {
            const fault = faultOf(readHtml(text), text);
            const found = fault === undefined ? `it was ${quote(text)}` : `${fault}: ${quote(text)}`;
            return { passed: fault === undefined, found };
          };
          return text.length < QUICK_LENGTH ? judge() : withinTimeLimit(judge);
        },
      };
    },
  };
}
