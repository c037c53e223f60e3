import { z } from 'zod';
import type { Assertion } from '../../domain/suite.ts';
import { describeJson } from '../expected.ts';
import { judgeKind } from '../judge/judge-kind.ts';
import { mistake } from '../kind.ts';
import { quote } from '../quote.ts';

const rubricShape = z.strictObject({ reason: z.string(), pass: z.boolean(), score: z.number() });
const decisionShape = z.strictObject({ reason: z.string(), decision: z.enum(['Y', 'N']) });

/** `llm-rubric`: a judge finds that the answer meets the rubric; with `threshold`, also that its score reaches it. */
export const llmRubric = judgeKind<z.infer<typeof rubricShape>>((assertion) => {
  const rubric = rubricOf(assertion);
  const least = assertion.threshold ?? 0;
  if (least < 0 || least > 1) throw mistake(assertion, `has the threshold ${least}.`, 'Scores are 0 to 1.');
  return {
    expectation: `meet the rubric ${quote(rubric, 100)}`,
    question:
      'Does the answer meet the criterion? `pass` says whether it does; `score`, from 0 to 1, how well. ' +
      'The case is what the assistant was given.',
    sections: [{ name: 'criterion', text: rubric }],
    shape: rubricShape,
    grade: ({ reason, pass, score }) =>
      score >= 0 && score <= 1 ? { passed: pass && score >= least, score, reason } : undefined,
  };
});

/** `model-graded-closedqa`: a judge finds that the answer meets the criterion; yes or no. */
export const closedQa = judgeKind<z.infer<typeof decisionShape>>((assertion) => {
  const criterion = rubricOf(assertion);
  return {
    expectation: `meet the criterion ${quote(criterion, 100)}`,
    question:
      'Does the answer meet the criterion? Decide Y or N. The case is what the assistant was given; ' +
      'what the criterion does not ask for does not count.',
    sections: [{ name: 'criterion', text: criterion }],
    shape: decisionShape,
    grade: ({ reason, decision }) => ({ passed: decision === 'Y', score: decision === 'Y' ? 1 : 0, reason }),
  };
});

/** `value` as a text; an object is shown to the judge as JSON. */
function rubricOf(assertion: Assertion): string {
  const { value } = assertion;
  if (typeof value === 'string' && value.trim() !== '') return value;
  if (typeof value === 'object' && value !== null) return JSON.stringify(value, null, 1);
  throw mistake(assertion, `needs a rubric as \`value\`, not ${describeJson(value)}.`);
}
