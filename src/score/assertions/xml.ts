import type { Assertion } from '../../domain/suite.ts';
import { describeJson } from '../expected.ts';
import { type AssertionKind, type Finding, mistake } from '../kind.ts';
import { quote, quoteList } from '../quote.ts';
import { QUICK_LENGTH, withinTimeLimit } from '../time-limit.ts';
import { findElements, readXml } from '../xml-text.ts';

/** `is-xml`: the whole answer is one well-formed XML document, with the required elements in it. */
export const isXml: AssertionKind = {
  prepare(assertion) {
    const required = requiredElements(assertion);
    return {
      expectation: `be XML${withElements(required)}`,
      examine: ({ text }) =>
        guarded(text, () => {
          const reading = readXml(text.trim(), depthOf(required));
          if ('fault' in reading)
            return { passed: false, found: `it is no XML (${reading.fault}): ${quote(text)}` };
          return judged(reading.elements, required, text);
        }),
    };
  },
};

/** `contains-xml`: somewhere in the answer are well-formed XML elements, with the required ones among them. */
export const containsXml: AssertionKind = {
  prepare(assertion) {
    const required = requiredElements(assertion);
    return {
      expectation: `contain XML${withElements(required)}`,
      examine: ({ text }) =>
        guarded(text, () => {
          const elements = new Set<string>();
          for (const candidate of findElements(text)) {
            const reading = readXml(candidate, depthOf(required));
            if ('elements' in reading) for (const path of reading.elements) elements.add(path);
          }
          if (elements.size === 0) return { passed: false, found: `it has no XML in it: ${quote(text)}` };
          return judged(elements, required, text);
        }),
    };
  },
};

function judged(elements: ReadonlySet<string>, required: readonly string[], text: string): Finding {
  const missing = required.filter((path) => !elements.has(path));
  const lacks = missing.length === 0 ? '' : `it lacks ${quoteList(missing)} and `;
  return { passed: missing.length === 0, found: `${lacks}it was ${quote(text)}` };
}

function guarded(text: string, work: () => Finding): Finding {
  return text.length < QUICK_LENGTH ? work() : withinTimeLimit(work);
}

/** promptfoo's forms: a list, a list under `requiredElements`, or a text with commas. */
function requiredElements(assertion: Assertion): string[] {
  const { value } = assertion;
  if (value === undefined || value === null) return [];
  const listed = typeof value === 'object' && !Array.isArray(value) ? value.requiredElements : value;
  const items = typeof listed === 'string' ? listed.split(',') : listed;
  if (!Array.isArray(items)) {
    throw mistake(
      assertion,
      `needs a list of element paths as \`value\`, not ${describeJson(value)}.`,
      'Write `value: { requiredElements: [order.item] }`.',
    );
  }
  return items.map((item) => {
    const path = typeof item === 'string' ? item.trim() : '';
    if (path === '') throw mistake(assertion, 'has an empty path or something else than a text in its list.');
    return path;
  });
}

function withElements(required: readonly string[]): string {
  return required.length === 0 ? '' : ` with the elements ${quoteList(required)}`;
}

/** At least the root, so that there is something to count. */
function depthOf(required: readonly string[]): number {
  return Math.max(1, ...required.map((path) => path.split('.').length));
}
