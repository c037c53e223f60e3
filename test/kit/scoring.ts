import type { Assertion, Case } from '../../src/domain/suite.ts';
import { checkAssertions } from '../../src/score/check-assertions.ts';
import type { PricedAnswer, ScoringContext } from '../../src/score/kind.ts';
import { assertionKinds } from '../../src/score/kinds.ts';
import { type Score, scoreAnswer } from '../../src/score/score.ts';

await Promise.all([...assertionKinds.values()].map((kind) => kind.load?.()));

export const place = { path: 'evals/support.yml', line: 7, column: 9 };

/** An assertion as suite/ reads it: `not-` already taken off the type. */
export function assertionOf(written: string, rest: Partial<Assertion> = {}): Assertion {
  const negated = written.startsWith('not-');
  return { type: negated ? written.slice(4) : written, negated, place, ...rest };
}

export function caseOf(assertions: Assertion[], threshold: number | null = null): Case {
  return {
    id: 'escalates',
    description: null,
    segments: ['all'],
    vars: {},
    assertions,
    threshold,
    critical: false,
    metadata: {},
    place: { path: 'evals/support.yml', line: 3, column: 5 },
  };
}

export function answerOf(text: string, rest: Partial<PricedAnswer> = {}): PricedAnswer {
  return {
    text,
    toolCalls: [],
    finishReason: 'stop',
    usage: { inputTokens: 100, outputTokens: 20, cachedInputTokens: 0 },
    latencyMs: 800,
    model: 'gpt-4.1-mini-2025-04-14',
    costUsd: 0.002,
    ...rest,
  };
}

/** Scores one answer by one assertion, which must be stated rightly. */
export async function judge(
  written: string,
  rest: Partial<Assertion>,
  answer: string | PricedAnswer,
  context: ScoringContext = {},
): Promise<Score> {
  const testCase = caseOf([assertionOf(written, rest)]);
  const errors = checkAssertions(testCase, context);
  if (errors.length > 0) throw errors[0];
  return scoreAnswer(typeof answer === 'string' ? answerOf(answer) : answer, testCase, context);
}

export async function passes(
  written: string,
  rest: Partial<Assertion>,
  answer: string | PricedAnswer,
  context: ScoringContext = {},
): Promise<boolean> {
  const score = await judge(written, rest, answer, context);
  if (score.errored) throw new Error(score.errored.message);
  return score.passed;
}

/** Why the answer failed. */
export async function reasonFor(
  written: string,
  rest: Partial<Assertion>,
  answer: string | PricedAnswer,
  context: ScoringContext = {},
): Promise<string> {
  const { failures } = await judge(written, rest, answer, context);
  return failures.map(({ reason }) => reason).join('\n');
}

/** What check says about one assertion. */
export function complaints(
  written: string,
  rest: Partial<Assertion> = {},
  context: ScoringContext = {},
): string {
  return checkAssertions(caseOf([assertionOf(written, rest)]), context)
    .map(({ message }) => message)
    .join('\n');
}
