import { ConfigurationError, type Json } from '../errors.ts';
import type { Answer } from '../model/answer.ts';
import type { Assertion } from '../suite/suite.ts';

/** An answer with what it cost in USD; null where no price is known. */
export type PricedAnswer = Answer & { costUsd: number | null };

/** What an assertion found in one answer. */
export type Finding =
  | {
      passed: boolean;
      /** 0–1; left out: 1 when passed, else 0. */
      score?: number;
      /** Ends the sentence of the reason: `it was "…"`, `it took 812 ms`. */
      found: string;
    }
  /** Nothing can be said about the answer; one sentence why. The trial is then errored, not failed. */
  | { unknown: string };

/** What some kinds want to know besides the answer; the same for every case of a prompt. */
export type ScoringContext = {
  /** The prompt's tool definitions, as they are sent to the model. */
  tools?: readonly Json[];
};

/** An assertion made ready: everything that can be compiled is, so that each answer costs little. */
export type PreparedAssertion = {
  /** Completes "expected the answer to …" and "expected the answer not to …". */
  expectation: string;
  examine(answer: PricedAnswer, context: ScoringContext): Finding;
};

/**
 * One kind of assertion. The only place where a kind is known besides its own file is the table in `kinds.ts`.
 */
export type AssertionKind = {
  /**
   * Reads what the suite states, before any token is spent.
   * @throws ConfigurationError when the kind cannot mean anything by it.
   */
  prepare(assertion: Assertion): PreparedAssertion;
  /** What is wrong with the context, for a kind that wants something of it. */
  checkContext?(assertion: Assertion, context: ScoringContext): ConfigurationError[];
};

/** The suite's mistake in one assertion, with its place. */
export function mistake(assertion: Assertion, problem: string, remedy?: string): ConfigurationError {
  return new ConfigurationError(`\`${writtenType(assertion)}\` ${problem}`, {
    place: assertion.place,
    ...(remedy === undefined ? {} : { remedy }),
  });
}

/** The type as the suite writes it, `not-` included. */
export function writtenType(assertion: Assertion): string {
  return assertion.negated ? `not-${assertion.type}` : assertion.type;
}
