import type { Assertion } from '../../domain/suite.ts';
import { describeJson } from '../expected.ts';
import { type AssertionKind, mistake } from '../kind.ts';

/** `word-count`: exactly so many words, or at least `min` and at most `max`; words are separated by white space. */
export const wordCount: AssertionKind = {
  prepare(assertion) {
    const { min, max } = boundsOf(assertion);
    return {
      expectation: `have ${describe(min, max)} words`,
      examine({ text }) {
        const count = text.match(/\S+/g)?.length ?? 0;
        return { passed: count >= min && count <= max, found: `it has ${count}` };
      },
    };
  },
};

type Bounds = { min: number; max: number };

function boundsOf(assertion: Assertion): Bounds {
  const { value } = assertion;
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
    const { min, max, ...others } = value;
    const [unknown] = Object.keys(others);
    if (unknown !== undefined) throw mistake(assertion, `knows no \`${unknown}\`.`, 'Use `min` and `max`.');
    if (min === undefined && max === undefined) throw mistake(assertion, 'needs `min` or `max`, or both.');
    const bounds = {
      min: min === undefined ? 0 : countOf(assertion, min),
      max: max === undefined ? Number.POSITIVE_INFINITY : countOf(assertion, max),
    };
    if (bounds.min > bounds.max)
      throw mistake(assertion, `has a \`min\` of ${min} above its \`max\` of ${max}.`);
    return bounds;
  }
  const count = countOf(assertion, value);
  return { min: count, max: count };
}

function countOf(assertion: Assertion, value: Assertion['value']): number {
  const count = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof count !== 'number' || !Number.isFinite(count) || count < 0) {
    throw mistake(
      assertion,
      `needs a number of words, not ${describeJson(value)}.`,
      'Or `{ min: 20, max: 50 }`.',
    );
  }
  return count;
}

function describe(min: number, max: number): string {
  if (min === max) return String(min);
  if (max === Number.POSITIVE_INFINITY) return `at least ${min}`;
  return min === 0 ? `at most ${max}` : `${min} to ${max}`;
}
