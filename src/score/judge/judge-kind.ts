import type { z } from 'zod';
import { isMapping, type Json } from '../../base/json.ts';
import type { Assertion } from '../../domain/suite.ts';
import { type AssertionKind, type Finding, mistake, type Situation, writtenType } from '../kind.ts';
import { quote } from '../quote.ts';
import type { JudgeRequest } from './ask.ts';
import type { Section } from './fence.ts';
import { judgeMessages } from './messages.ts';
import { readReply, replySchemaOf } from './reply.ts';

/** The question of a kind of judge about an answer, and the reading of the reply. */
export type Question<T> = {
  /** Completes "expected the answer to …". */
  expectation: string;
  /** The question to the model; it refers to the sections below it by name. */
  question: string;
  /** Sections besides the case's variables and the answer. */
  sections: Section[];
  shape: z.ZodType<T>;
  /** Undefined if the reply is not readable. */
  grade(reply: T): { passed: boolean; score: number; reason: string } | undefined;
};

/** A kind of assertion that asks a model. */
export function judgeKind<T>(questionOf: (assertion: Assertion) => Question<T>): AssertionKind {
  return {
    prepare(assertion) {
      const { expectation, question, sections, shape, grade } = questionOf(assertion);
      const model = judgeModel(assertion);
      const schema = replySchemaOf(shape);
      return {
        expectation,
        async examine({ text }, situation) {
          const material = [...sections, caseSection(situation), { name: 'answer', text }];
          const messages = judgeMessages(question, material, schema);
          const request = { model, messages, replySchema: { name: 'judgement', schema } };
          return askJudge(assertion, situation, request, (reply) => {
            const read = readReply(shape, reply);
            const graded = read === undefined ? undefined : grade(read);
            if (graded === undefined) return undefined;
            const { passed, score, reason } = graded;
            return { passed, score, found: `the judge says: ${quote(reason, 300)}` };
          });
        },
      };
    },
    checkContext: checkJudge,
    asks: 'judgement',
  };
}

/** One question to the judge. Neither a failed call nor an unreadable reply says anything about the answer. */
export async function askJudge(
  assertion: Assertion,
  { ask }: Situation,
  request: JudgeRequest,
  read: (reply: string) => Finding | undefined,
): Promise<Finding> {
  const type = writtenType(assertion);
  if (ask === undefined) return { unknown: `\`${type}\` asks a model to judge, and no judge is set up.` };
  const result = await ask(request);
  if (!result.ok) {
    return { failure: { ...result.failure, message: `The judge of \`${type}\`: ${result.failure.message}` } };
  }
  return read(result.text) ?? { unknown: `The judge of \`${type}\` gave a reply that cannot be read.` };
}

export function checkJudge(assertion: Assertion, { ask }: { ask?: unknown }) {
  if (ask !== undefined) return [];
  return [
    mistake(
      assertion,
      'asks a model to judge, and no judge is set up.',
      'Use assertions that need no model: `icontains-any`, `regex`, `is-json` with a schema.',
    ),
  ];
}

/** `provider` or `model` of the assertion, as promptfoo and GitHub Models write it; null if it names none. */
export function judgeModel(assertion: Assertion): string | null {
  const { provider, model, rubricPrompt } = assertion.options ?? {};
  if (rubricPrompt !== undefined) {
    throw mistake(
      assertion,
      'has its own `rubricPrompt`, which is not supported.',
      'Say what matters in `value`; the gate’s own prompt keeps answers from talking to the judge.',
    );
  }
  const named = provider ?? model;
  if (named === undefined || named === null) return null;
  const id = providerId(named);
  if (id !== undefined) return id;
  throw mistake(assertion, 'needs a model’s name as `provider`.', 'For example `openai:gpt-4.1-2025-04-14`.');
}

/** promptfoo's forms of a provider: its name, its `id`, that of its `text` (or `embedding`), or its only key. */
function providerId(named: Json): string | undefined {
  if (typeof named === 'string') return named === '' ? undefined : named;
  if (!isMapping(named)) return undefined;
  const inner = named.id ?? named.text ?? named.embedding;
  return inner === undefined ? Object.keys(named)[0] : providerId(inner);
}

function caseSection({ vars }: Situation): Section {
  return { name: 'case', text: JSON.stringify(vars, null, 1) };
}
