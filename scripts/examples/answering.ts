import { createHash } from 'node:crypto';
import type { Answer } from '../../src/domain/answer.ts';
import type { Message } from '../../src/domain/message.ts';
import { simulatedAnswer } from '../simulated-model.ts';

/** How the model of an example differs from the demo's. */
export type Answering = {
  /** Whether some change of the prompt makes the model answer this question worse or better. */
  rules?: (asked: { prompt: string; model: string; draw: number }) => 'vague' | 'best' | undefined;
};

/** Of answers that nothing speaks for or against, so many are vague by chance: no two runs of a model are the same. */
const NOISE = 0.02;

/** The simulated model's answer with the example's own rules. */
export function exampleAnswer(
  messages: readonly Message[],
  { answers, model }: { answers: Answering; model: string },
): Answer {
  const prompt = messages.map(({ content }) => content).join('\n');
  const question = /Question: (.*)/.exec(prompt)?.[1] ?? '';
  const draw = drawOf(question);
  const kind = answers.rules?.({ prompt, model, draw });
  const answer = kind === 'best' ? goodAnswer(messages) : simulatedAnswer(messages);
  const isVague = kind === 'vague' || (kind === undefined && drawOf(`${prompt}/${model}`) < NOISE);
  return isVague ? { ...answer, text: VAGUE } : answer;
}

const VAGUE = 'You will find that in the console. Have a look around the settings there.';

/** What the simulated model says where it neither invents nor evades. */
function goodAnswer(messages: readonly Message[]): Answer {
  for (let seed = 1; ; seed += 1) {
    const answer = simulatedAnswer(messages, seed);
    if (!/^I checked|^You will find/.test(answer.text)) return answer;
  }
}

/** A number in [0, 1), the same for the same text. */
function drawOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0) / 2 ** 32;
}
