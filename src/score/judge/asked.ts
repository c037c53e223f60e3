import { type Assertion, type Case, isAssertSet } from '../../domain/suite.ts';
import type { AssertionKind } from '../kind.ts';
import { assertionKinds } from '../kinds.ts';
import { prepareAssertion } from '../prepare.ts';
import type { JudgeRequest } from './ask.ts';

/** The assertions of a case that count, those inside sets among them. */
export function countedAssertions({ assertions }: Case): readonly Assertion[] {
  if (!assertions.some((assertion) => isAssertSet(assertion) || assertion.weight === 0)) return assertions;
  return assertions
    .flatMap((assertion) =>
      assertion.weight === 0 ? [] : isAssertSet(assertion) ? (assertion.assertions ?? []) : [assertion],
    )
    .filter(({ weight }) => weight !== 0);
}

/** Those of a case's assertions that need this. */
export function assertionsThatAsk(testCase: Case, what: NonNullable<AssertionKind['asks']>): Assertion[] {
  return countedAssertions(testCase).filter(({ type }) => assertionKinds.get(type)?.asks === what);
}

/** Whether scoring an answer to a case waits for models or scripts. */
export function waitsForOthers(testCase: Case): boolean {
  return countedAssertions(testCase).some(
    ({ type, transforms }) => transforms !== undefined || assertionKinds.get(type)?.asks !== undefined,
  );
}

/** Whether the answers of both arms to a case are needed before either is scored. */
export function comparesAnswers(testCase: Case): boolean {
  return countedAssertions(testCase).some(({ type }) => assertionKinds.get(type)?.compares);
}

/** The judges' expected questions about one answer: for an estimate, before there is an answer. */
export type ExpectedQuestions = { judgements: JudgeRequest[]; embeddings: string[] };

/** Assumed tokens of an answer, at four characters each; models' answers to customers are mostly shorter. */
const TYPICAL_ANSWER = 'word '.repeat(240);

/**
 * The requests for scoring an answer to a case, with an answer of usual length in its place where none is given. With a
 * rival, also those for comparing the two.
 */
export async function expectedQuestions(
  testCase: Case,
  withRival: boolean,
  given: { text: string; question?: string | undefined } = { text: TYPICAL_ANSWER },
): Promise<ExpectedQuestions> {
  const asked: ExpectedQuestions = { judgements: [], embeddings: [] };
  const answer = {
    text: given.text,
    toolCalls: [],
    finishReason: null,
    usage: { inputTokens: 0, outputTokens: 0, cachedInputTokens: 0 },
    latencyMs: 0,
    model: '',
    costUsd: null,
  };
  const situation = {
    vars: testCase.vars,
    question: given.question,
    ask: async (request: JudgeRequest) => {
      asked.judgements.push(request);
      return { ok: true as const, text: '' };
    },
    embed: async ({ texts }: { texts: string[] }) => {
      asked.embeddings.push(...texts);
      return { ok: true as const, vectors: [] };
    },
    ...(withRival ? { rival: { ...answer, text: `${TYPICAL_ANSWER}.` } } : {}),
  };
  for (const assertion of countedAssertions(testCase)) {
    if (assertionKinds.get(assertion.type)?.asks === undefined) continue;
    await prepareAssertion(assertion).examine(answer, situation);
  }
  return asked;
}
