import { type AssertionKind, mistake } from '../kind.ts';
import { compileLinear, matchesLinear, UnsupportedPattern } from '../linear-regex.ts';
import { quote } from '../quote.ts';

/** `regex`: the pattern matches somewhere in the answer. */
export const regex: AssertionKind = {
  prepare(assertion) {
    const { value } = assertion;
    if (typeof value !== 'string' || value === '') {
      throw mistake(assertion, 'needs a pattern as `value`.', 'Put it in quotes.');
    }
    try {
      compileLinear(value);
    } catch (error) {
      if (!(error instanceof UnsupportedPattern)) throw error;
      throw mistake(assertion, error.message, error.remedy);
    }
    return {
      expectation: `match ${quote(value)}`,
      examine: ({ text }) => ({ passed: matchesLinear(value, text), found: `it was ${quote(text)}` }),
    };
  },
};
