import { createHash } from 'node:crypto';
import type { Answer } from '../src/domain/answer.ts';
import type { Message } from '../src/domain/message.ts';
import { type DemoQuestion, demoQuestions } from './demo-questions.ts';

/** The seed of the committed recordings. */
export const SEED = 20260701;

const BY_MESSAGE = new Map(demoQuestions().map((question) => [question.message, question]));

/**
 * A simulated model for the demo: it reads the messages as a model would, and answers by rules and a seeded draw. Every
 * answer says that it is simulated. Tokens are characters / 4.
 *
 * Its behaviour: a documented question is nearly always answered; a question about the account's live data is often
 * answered with an invented figure. If instructed to escalate when in doubt, it stops inventing, and also escalates
 * documented questions, most of all in the standard tier. If instructed to be brief, it leaves out the hint.
 */
export function simulatedAnswer(messages: readonly Message[], seed = SEED): Answer {
  const prompt = messages.map((message) => message.content).join('\n');
  const message = /Question: (.*)/.exec(prompt)?.[1] ?? '';
  const question = BY_MESSAGE.get(message);
  if (!question) throw new Error(`the simulated model does not know the question ${JSON.stringify(message)}`);
  const timid = prompt.includes('When in doubt');
  const brief = prompt.includes('in one sentence');
  const text = answerText(question, { timid, brief }, (topic) =>
    draw(`${seed}/${topic}/${question.message}`),
  );
  return {
    text,
    toolCalls: [],
    finishReason: 'stop',
    usage: { inputTokens: tokens(prompt), outputTokens: tokens(text), cachedInputTokens: 0 },
    latencyMs: 400 + Math.round(600 * draw(`${seed}/latency/${timid}/${question.message}`)),
    model: `simulated model, seed ${seed}`,
  };
}

function answerText(
  question: DemoQuestion,
  { timid, brief }: { timid: boolean; brief: boolean },
  chance: (topic: string) => number,
): string {
  if (question.kind === 'documented') {
    const handsOver = { standard: 0.24, premium: 0.1, enterprise: 0.1 }[question.tier];
    if (timid && chance('doubt') < handsOver) return handOver(question);
    if (chance('care') < 0.05)
      return 'You will find that in the console. Have a look around the settings there.';
    return `Open ${question.page} in the console.${brief ? '' : ` ${question.hint}`}`;
  }
  const invents = timid ? 0.06 : 0.36;
  if (chance('care') < invents) return `I checked: ${question.invention}. Everything looks fine from here.`;
  if (timid) return handOver(question);
  return `I cannot see live data of your account. I will connect you with a specialist who can look up ${question.topic}.`;
}

function handOver(question: DemoQuestion): string {
  return `I am not certain about this, so I will connect you with a specialist, who will get back to you about ${question.topic}.`;
}

function tokens(text: string): number {
  return Math.ceil(text.length / 4);
}

/** A number in [0, 1), the same for the same key. */
function draw(key: string): number {
  return createHash('sha256').update(key).digest().readUInt32BE(0) / 2 ** 32;
}
