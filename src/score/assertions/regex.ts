import { type AssertionKind, mistake } from '../kind.ts';
import { compileLinear, UnsupportedPattern } from '../linear-regex.ts';
import { quote } from '../quote.ts';
import { QUICK_LENGTH, withinTimeLimit } from '../time-limit.ts';

/** `regex`: the pattern matches somewhere in the answer. */
export const regex: AssertionKind = {
  prepare(assertion) {
    const { value } = assertion;
    if (typeof value !== 'string' || value === '') {
      throw mistake(assertion, 'needs a pattern as `value`.', 'Put it in quotes.');
    }
    const pattern = compile();
    return {
      expectation: `match ${quote(value)}`,
      examine({ text }) {
        const test = () => pattern.test(text);
        const passed = text.length < QUICK_LENGTH ? test() : withinTimeLimit(test);
        return { passed, found: `it was ${quote(text)}` };
      },
    };

    function compile() {
      try {
        return compileLinear(String(value));
      } catch (error) {
        if (!(error instanceof UnsupportedPattern)) throw error;
        throw mistake(assertion, error.message, error.remedy);
      }
    }
  },
};
