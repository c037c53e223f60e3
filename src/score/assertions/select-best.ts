import { z } from 'zod';
import { textValue } from '../expected.ts';
import { askJudge, checkJudge, judgeModel } from '../judge/judge-kind.ts';
import { judgeMessages } from '../judge/messages.ts';
import { readReply, replySchemaOf } from '../judge/reply.ts';
import { type AssertionKind, type Finding, mistake, writtenType } from '../kind.ts';
import { quote } from '../quote.ts';

const shape = z.strictObject({ reason: z.string(), better: z.enum(['first', 'second', 'neither']) });

const QUESTION =
  'Which of the two answers meets the criterion better, the first or the second? Say `neither` where you would not ' +
  'bet on it. The order in which they stand means nothing. The case is what both assistants were given.';

/**
 * `select-best`: a judge finds that the answer is no worse, by the criterion, than the other arm's. It is asked twice,
 * with the answers in both orders. If swapping the order changes the preference, it is a tie and both pass. Both arms
 * ask the same two questions, so a pair costs two calls.
 */
export const selectBest: AssertionKind = {
  prepare(assertion) {
    const criterion = textValue(assertion);
    const model = judgeModel(assertion);
    const schema = replySchemaOf(shape);
    return {
      expectation: `be no worse than the other arm's by ${quote(criterion, 100)}`,
      async examine({ text }, situation) {
        const { rival, vars } = situation;
        if (rival === undefined) return { passed: true, found: 'there is no other answer' };
        if (rival === null) {
          return { unknown: `\`${writtenType(assertion)}\` has no answer of the other arm to compare with.` };
        }
        if (rival.text === text) return { passed: true, found: 'both answers are the same' };

        const askInOrder = (own: 'first' | 'second'): Promise<Finding> => {
          const [first, second] = own === 'first' ? [text, rival.text] : [rival.text, text];
          const material = [
            { name: 'criterion', text: criterion },
            { name: 'case', text: JSON.stringify(vars, null, 1) },
            { name: 'first', text: first },
            { name: 'second', text: second },
          ];
          const messages = judgeMessages(QUESTION, material, schema);
          const request = { model, messages, replySchema: { name: 'preference', schema } };
          return askJudge(assertion, situation, request, (reply) => {
            const read = readReply(shape, reply);
            if (read === undefined) return undefined;
            const passed = read.better === own || read.better === 'neither';
            return { passed, found: `the judge prefers the other: ${quote(read.reason, 300)}` };
          });
        };
        const [one, other] = await Promise.all([askInOrder('first'), askInOrder('second')]);
        if (!('passed' in one)) return one;
        if (!('passed' in other)) return other;
        return one.passed ? one : other;
      },
    };
  },
  checkContext: (assertion, context) => [
    ...(assertion.negated ? [mistake(assertion, 'says nothing: one of two is always no worse.')] : []),
    ...checkJudge(assertion, context),
  ],
  asks: 'judgement',
  compares: true,
};
