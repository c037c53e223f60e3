import type { Json } from '../../base/json.ts';
import { LAST_USER_MESSAGE } from '../../domain/suite.ts';

/** A GitHub evaluator's criterion, in our words; the scale and the fields are GitHub's. */
type Judge = { question: string; data: string; fields: string[] };

const JUDGES: Record<string, Judge> = {
  'github/similarity': {
    question:
      'How close in meaning is the answer to the expected answer? 5: the same in substance. 4: mostly the same. 3: in part. 2: hardly. 1: not at all.',
    data: 'Question: {{input}}\nExpected answer: {{expected}}',
    fields: ['expected'],
  },
  'github/coherence': {
    question:
      'Does the answer hang together? 5: clear and in order, easy to follow. 4: in order. 3: understandable, with jumps. 2: fragments. 1: without any sense.',
    data: 'Question: {{input}}',
    fields: [],
  },
  'github/fluency': {
    question:
      'How well is the answer written? 5: faultless and varied. 4: correct. 3: understandable, simple, some mistakes. 2: many mistakes. 1: hardly to be understood.',
    data: '',
    fields: [],
  },
  'github/relevance': {
    question:
      'Does the answer address the question? 5: fully, with what helps to understand it. 4: fully. 3: in part. 2: tries, but wrongly. 1: not at all.',
    data: 'Question: {{input}}',
    fields: [],
  },
  'github/groundedness': {
    question:
      'Does the answer keep to the context? 5: right and complete by it. 4: right, with something left out. 3: tries, but says what the context does not. 2: on the subject, without answering. 1: about something else.',
    data: 'Context: {{expected}}\nQuestion: {{input}}',
    fields: ['expected'],
  },
};

/** The evaluators that GitHub Models has built in. */
export const GITHUB_JUDGES: readonly string[] = Object.keys(JUDGES);

/** Stars to score, as at GitHub: one star fails. */
const CHOICES: Json = [1, 2, 3, 4, 5].map((stars) => ({ choice: String(stars), score: (stars - 1) / 4 }));

/**
 * A built-in evaluator as a judge with choices, and the fields that every row of test data needs for it; undefined for
 * an unknown name. For a row without an `input` the question is the last user message.
 */
export function githubJudge(
  name: string,
  { hasInput = true }: { hasInput?: boolean } = {},
): { config: Record<string, Json>; fields: string[] } | undefined {
  const judge = Object.hasOwn(JUDGES, name) ? JUDGES[name] : undefined;
  if (judge === undefined) {
    return undefined;
  }
  const { question, data, fields } = judge;
  const material = hasInput ? data : data.replace('{{input}}', LAST_USER_MESSAGE);
  const prompt = `${question}\n\n${material}\nAnswer: {{completion}}\n\nReply with the number alone.`;
  return { config: { prompt, choices: CHOICES }, fields };
}
