import { limitOf } from '../expected.ts';
import type { AssertionKind } from '../kind.ts';
import { quote } from '../quote.ts';

/** `latency`: the answer took at most `threshold` ms, from the request's last try to the whole answer. */
export const latency: AssertionKind = {
  prepare(assertion) {
    const most = limitOf(assertion, 'milliseconds');
    return {
      expectation: `take at most ${most} ms`,
      examine: ({ latencyMs }) => ({
        passed: latencyMs <= most,
        found: `it took ${Math.round(latencyMs)} ms`,
      }),
    };
  },
};

/** `cost`: the answer cost at most `threshold` USD. An unknown price is neither a pass nor a failure. */
export const cost: AssertionKind = {
  prepare(assertion) {
    const most = limitOf(assertion, 'US dollars');
    return {
      expectation: `cost at most $${most}`,
      examine({ costUsd, model }) {
        if (costUsd === null) {
          return {
            unknown: `\`cost\` cannot be judged: no price is known for the model ${quote(model, 60)}.`,
          };
        }
        return { passed: costUsd <= most, found: `it cost $${Number(costUsd.toPrecision(3))}` };
      },
    };
  },
};
