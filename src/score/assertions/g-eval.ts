import { z } from 'zod';
import { textValue } from '../expected.ts';
import { judgeKind } from '../judge/judge-kind.ts';
import { mistake } from '../kind.ts';
import { quote } from '../quote.ts';

const BEST = 10;

const shape = z.strictObject({ steps: z.array(z.string()), reason: z.string(), score: z.number() });

/**
 * `g-eval`: a judge derives steps from the criterion, follows them, and gives 0 to 10; the tenth of it is at least
 * `threshold` (0.7). Liu et al. (2023), arXiv:2303.16634, in one call, without the token probabilities.
 */
export const gEval = judgeKind<z.infer<typeof shape>>((assertion) => {
  const criterion = Array.isArray(assertion.value) ? assertion.value.join('\n') : textValue(assertion);
  const least = assertion.threshold ?? 0.7;
  if (criterion.trim() === '') throw mistake(assertion, 'has an empty `value`.', 'Say what is expected.');
  if (least < 0 || least > 1) throw mistake(assertion, `has the threshold ${least}.`, 'Scores are 0 to 1.');
  return {
    expectation: `score at least ${least} for ${quote(criterion, 100)}`,
    question:
      'First write down in `steps` how to evaluate an answer by the criterion. Then follow your steps for this answer, ' +
      `and give a whole number from 0 (fails altogether) to ${BEST} (meets it fully) as \`score\`.`,
    sections: [{ name: 'criterion', text: criterion }],
    shape,
    grade({ reason, score }) {
      if (!Number.isInteger(score) || score < 0 || score > BEST) return undefined;
      return {
        passed: score / BEST >= least,
        score: score / BEST,
        reason: `(${score} of ${BEST}) ${reason}`,
      };
    },
  };
});
