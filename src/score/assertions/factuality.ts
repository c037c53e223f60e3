import { z } from 'zod';
import type { Assertion } from '../../domain/suite.ts';
import { textValue } from '../expected.ts';
import { judgeKind } from '../judge/judge-kind.ts';
import { mistake } from '../kind.ts';
import { quote } from '../quote.ts';

const CATEGORIES = ['A', 'B', 'C', 'D', 'E'] as const;
type Category = (typeof CATEGORIES)[number];

/** promptfoo's names for the score of each category, and the score if the suite states none. */
const OPTIONS: Record<Category, { name: string; score: number }> = {
  A: { name: 'subset', score: 1 },
  B: { name: 'superset', score: 1 },
  C: { name: 'agree', score: 1 },
  D: { name: 'disagree', score: 0 },
  E: { name: 'differButFactual', score: 1 },
};

const shape = z.strictObject({ reason: z.string(), category: z.enum(CATEGORIES) });

/** `factuality`, `model-graded-factuality`: a judge finds how the facts of the answer relate to those expected. */
export const factuality = judgeKind<z.infer<typeof shape>>((assertion) => {
  const expected = textValue(assertion);
  const scores = scoresOf(assertion);
  return {
    expectation: `agree in its facts with ${quote(expected, 100)}`,
    question: [
      'Compare the facts of the answer with those of the expert answer; style, grammar and length do not count.',
      'A: the answer is a subset of the expert answer and consistent with it.',
      'B: it is a superset of the expert answer and consistent with it.',
      'C: it has all the same facts as the expert answer.',
      'D: it contradicts the expert answer.',
      'E: they differ, but not in what matters for the facts.',
    ].join('\n'),
    sections: [{ name: 'expert', text: expected }],
    shape,
    grade({ reason, category }) {
      const score = scores[category];
      return { passed: score > 0, score, reason: `(${category}, ${OPTIONS[category].name}) ${reason}` };
    },
  };
});

function scoresOf(assertion: Assertion): Record<Category, number> {
  const scoreOf = (category: Category): number => {
    const { name, score } = OPTIONS[category];
    const stated = assertion.options?.[name] ?? score;
    if (typeof stated === 'number' && stated >= 0 && stated <= 1) return stated;
    throw mistake(assertion, `has something else than a score from 0 to 1 as \`${name}\`.`);
  };
  return { A: scoreOf('A'), B: scoreOf('B'), C: scoreOf('C'), D: scoreOf('D'), E: scoreOf('E') };
}
