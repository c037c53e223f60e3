import { z } from 'zod';
import { textValue } from '../expected.ts';
import { checkJudge, judgeModel } from '../judge/judge-kind.ts';
import { judgeMessages } from '../judge/messages.ts';
import { readReply, replySchemaOf } from '../judge/reply.ts';
import { type AssertionKind, type Finding, mistake, type Situation, writtenType } from '../kind.ts';
import { quote } from '../quote.ts';

const shape = z.strictObject({ reason: z.string(), better: z.enum(['first', 'second', 'neither']) });

type Preference = z.infer<typeof shape>;

/**
 * `select-best`: a judge finds that the answer is no worse, by the criterion, than the other arm's. It is asked twice,
 * with the answers in both orders; a preference that turns with the order is none, and then both answers pass. Both
 * arms ask the same two questions, so a pair costs two calls.
 */
export const selectBest: AssertionKind = {
  prepare(assertion) {
    const criterion = textValue(assertion);
    const type = writtenType(assertion);
    const model = judgeModel(assertion);
    const schema = replySchemaOf(shape);
    const question =
      'Which of the two answers meets the criterion better, the first or the second? Say `neither` where you would ' +
      'not bet on it. The order in which they stand means nothing. The case is what both assistants were given.';

    const vote = async (
      first: string,
      second: string,
      { ask, vars }: Situation,
    ): Promise<Preference | Finding> => {
      if (ask === undefined) return { unknown: `\`${type}\` asks a model to judge, and no judge is set up.` };
      const material = [
        { name: 'criterion', text: criterion },
        { name: 'case', text: JSON.stringify(vars, null, 1) },
        { name: 'first', text: first },
        { name: 'second', text: second },
      ];
      const messages = judgeMessages(question, material, schema);
      const result = await ask({ model, messages, replySchema: { name: 'preference', schema } });
      if (!result.ok) {
        return {
          failure: { ...result.failure, message: `The judge of \`${type}\`: ${result.failure.message}` },
        };
      }
      return (
        readReply(shape, result.text) ?? {
          unknown: `The judge of \`${type}\` gave a reply that cannot be read.`,
        }
      );
    };

    return {
      expectation: `be no worse than the other arm's by ${quote(criterion, 100)}`,
      async examine({ text }, situation) {
        const { rival } = situation;
        if (rival === undefined) return { passed: true, found: 'there is no other answer' };
        if (rival === null) return { unknown: `\`${type}\` has no answer of the other arm to compare with.` };
        if (rival.text === text) return { passed: true, found: 'both answers are the same' };
        const [before, after] = await Promise.all([
          vote(text, rival.text, situation),
          vote(rival.text, text, situation),
        ]);
        if (!('better' in before)) return before;
        if (!('better' in after)) return after;
        const isWorse = before.better === 'second' && after.better === 'first';
        return isWorse
          ? { passed: false, found: `the judge prefers the other: ${quote(before.reason, 300)}` }
          : { passed: true, found: 'it is no worse' };
      },
    };
  },
  checkContext: (assertion, context) => [
    ...(assertion.negated
      ? [
          mistake(
            assertion,
            'says nothing: one of two answers is always no worse.',
            'Turn the criterion round.',
          ),
        ]
      : []),
    ...checkJudge(assertion, context),
  ],
  asks: 'judgement',
  compares: true,
};
