import { textValue } from '../expected.ts';
import { normalFinishReason } from '../finish-reason.ts';
import type { AssertionKind } from '../kind.ts';
import { quote } from '../quote.ts';

/** `finish-reason`: why the answer ended: `stop`, `length`, `tool_calls`, `content_filter`, for any provider. */
export const finishReason: AssertionKind = {
  judgesFiltered: true,
  prepare(assertion) {
    const expected = textValue(assertion);
    return {
      expectation: `end with the reason ${quote(expected)}`,
      examine({ finishReason: reason }) {
        if (reason === null) return { passed: false, found: 'the provider gave no reason' };
        return {
          passed: normalFinishReason(reason) === normalFinishReason(expected),
          found: `the reason was ${quote(reason, 60)}`,
        };
      },
    };
  },
};
