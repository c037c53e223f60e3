import { z } from 'zod';
import { type Assertion, LAST_USER_MESSAGE } from '../../domain/suite.ts';
import { fenceSections } from '../judge/fence.ts';
import { askJudge, checkJudge, judgeModel } from '../judge/judge-kind.ts';
import { DATA_RULE } from '../judge/messages.ts';
import { type AssertionKind, mistake } from '../kind.ts';
import { quote } from '../quote.ts';

const optionsShape = z.object({
  prompt: z.string().min(1),
  systemPrompt: z.string().optional(),
  choices: z
    .array(z.object({ choice: z.coerce.string().trim().min(1), score: z.number().min(0).max(1) }))
    .min(1),
});

/** Only the end of a reply matters, UTF-16 units. */
const LONGEST = 1_000;

type Choice = { choice: string; score: number };

/** The placeholder for the answer in the evaluator's prompt. */
const COMPLETION = /\{\{\s{0,20}completion\s{0,20}\}\}/g;
/** The placeholders that are filled in with material of the trial. */
const MATERIAL = new RegExp(`${COMPLETION.source}|${LAST_USER_MESSAGE.replace(/[{}]/g, '\\$&')}`, 'g');

/**
 * `llm-choice`: GitHub Models' `llm` evaluator. A model answers the evaluator's own prompt with one of its choices.
 * It passes if the choice scores above 0, or at least `threshold` if it is set.
 */
export const llmChoice: AssertionKind = {
  prepare(assertion) {
    const { prompt, systemPrompt, choices } = optionsOf(assertion);
    const { threshold } = assertion;
    const model = judgeModel(assertion);
    return {
      expectation: 'be given a choice that passes',
      examine({ text }, situation) {
        const fenced = (name: string, material: string) =>
          `\n${fenceSections([{ name, text: material }]).text}\n`;
        const content = prompt.replace(MATERIAL, (placeholder) =>
          placeholder === LAST_USER_MESSAGE
            ? fenced('question', situation.question ?? '')
            : fenced('answer', text),
        );
        const messages = [
          { role: 'system' as const, content: [systemPrompt ?? '', DATA_RULE].join('\n\n').trim() },
          { role: 'user' as const, content },
        ];
        return askJudge(assertion, situation, { model, messages, replySchema: null }, (reply) => {
          const chosen = choiceIn(reply, choices);
          if (chosen === undefined) return undefined;
          const passed = threshold === undefined ? chosen.score > 0 : chosen.score >= threshold;
          return { passed, score: chosen.score, found: `the judge chose ${quote(chosen.choice, 60)}` };
        });
      },
    };
  },
  checkContext: checkJudge,
  asks: 'judgement',
};

/**
 * The choice that a reply is, or ends with as separate words, in any case and without surrounding Markdown or a full
 * stop; never one that only occurs somewhere in it. Of two that match ("correct", "not correct") the longer.
 */
function choiceIn(reply: string, choices: readonly Choice[]): Choice | undefined {
  const said = bare(reply);
  const fitting = choices.filter(({ choice }) => {
    const wanted = bare(choice);
    if (wanted === '') return reply.trim() === choice;
    if (!said.endsWith(wanted)) return false;
    const before = said.at(-wanted.length - 1);
    return before === undefined || !/[\p{L}\p{N}.,/+-]/u.test(before);
  });
  return fitting.sort((a, b) => b.choice.length - a.choice.length)[0];
}

function bare(text: string): string {
  return text
    .trim()
    .slice(-LONGEST)
    .toLowerCase()
    .replace(/[\s"'`*_.!)\]}>]+$/u, '')
    .replace(/^[\s"'`*_([{<]+/u, '');
}

function optionsOf(assertion: Assertion): z.infer<typeof optionsShape> {
  const result = optionsShape.safeParse(assertion.options ?? {});
  if (!result.success) {
    const [issue] = result.error.issues;
    throw mistake(
      assertion,
      `is stated wrongly at \`${issue?.path.join('.') ?? 'config'}\`: ${issue?.message ?? 'unreadable'}.`,
      'It needs `prompt` and `choices` with `choice` and `score` (0 to 1).',
    );
  }
  if (result.data.prompt.search(COMPLETION) === -1) {
    throw mistake(assertion, 'has a prompt without `{{completion}}`: the judge would not see the answer.');
  }
  return result.data;
}
