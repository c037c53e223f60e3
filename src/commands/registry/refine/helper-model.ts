import type { z } from 'zod';
import type { Asking } from '../../../compare/answers.ts';
import type { ModelTarget } from '../../../domain/answer.ts';
import type { Trial } from '../../../domain/trial.ts';
import type { PromptPlan } from '../../../plan/plan.ts';
import { fenceSections, type Section } from '../../../score/judge/fence.ts';
import { DATA_RULE } from '../../../score/judge/messages.ts';
import { readReply, replySchemaOf } from '../../../score/judge/reply.ts';

/** A question to the model that helps, and the form of its reply. */
export type HelperQuestion<T> = {
  /** Of the reply's schema. */
  name: string;
  question: string;
  /** Data from prompts, cases and answers: hostile. */
  sections: readonly Section[];
  reply: z.ZodType<T>;
};

/** Asks the model that helps; undefined where it gives no reply of that form. Within one run the same question has the same reply. */
export type AskHelper = <T>(question: HelperQuestion<T>) => Promise<T | undefined>;

const SYSTEM = [
  'You help the authors of a prompt for an assistant to see why its answers fail its tests, and to mend that.',
  DATA_RULE,
  'Reply with one JSON object and nothing else.',
].join('\n\n');

/** Lets a model be asked through the engine of a run: with its store, its budget and its retries. */
export function helperModel(
  target: ModelTarget,
  {
    plan,
    asking,
    run,
    onFailure,
  }: {
    plan: PromptPlan;
    asking: Asking;
    /** Names what was tried before: another run gets other ideas, and one that was interrupted goes on with its own. */
    run: string;
    onFailure: (problem: string) => void;
  },
): AskHelper {
  const judges = { judge: target, embedder: null };
  const judging = asking.judgesAnew(`refine/${run}`)({ ...plan, name: `${plan.name} (refine)`, judges });
  const { ask } = judging.contextFor(trialOf(plan, target));
  return async ({ name, question, sections, reply }) => {
    if (!ask) return undefined;
    const schema = replySchemaOf(reply);
    const form = `Reply with JSON that conforms to this schema: ${JSON.stringify(schema)}`;
    const content = [question, fenceSections(sections).text, form].join('\n\n');
    const messages = [
      { role: 'system', content: SYSTEM },
      { role: 'user', content },
    ] as const;
    const result = await ask({ model: null, messages: [...messages], replySchema: { name, schema } });
    if (!result.ok) {
      onFailure(result.failure.message);
      return undefined;
    }
    const read = readReply(reply, result.text);
    if (read === undefined) {
      asking.log(
        `The model that helps was asked for ${name}: its reply has not the form that was asked for, and is left out.`,
      );
    }
    return read;
  };
}

/** The engine counts a question as one of a trial. */
function trialOf({ name }: PromptPlan, target: ModelTarget): Trial {
  return { prompt: name, caseId: '', arm: 'candidate', index: 0, request: { target, body: {} }, scope: '' };
}
