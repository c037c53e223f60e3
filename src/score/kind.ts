import { ConfigurationError } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import type { Answer, ModelFailure } from '../domain/answer.ts';
import type { Assertion, Case } from '../domain/suite.ts';
import type { RunScript } from '../interpreter/reply.ts';
import type { Ask, Embed } from './judge/ask.ts';

/** An answer with what it cost in USD; null where no price is known. */
export type PricedAnswer = Answer & { costUsd: number | null };

/** An assertion's judgement of one answer. */
export type Finding =
  | {
      passed: boolean;
      /** 0–1; absent: 1 if passed, else 0. */
      score?: number;
      /** Ends the sentence of the reason: `it was "…"`, `it took 812 ms`. */
      found: string;
    }
  /** The answer cannot be judged; one sentence why. The trial is then errored, not failed. */
  | { unknown: string }
  /** A judge's model did not reply, or a script threw: the trial is errored too. */
  | { failure: ModelFailure };

/** What some kinds need besides the answer; the same for every case of a prompt. */
export type ScoringContext = {
  /** The prompt's tool definitions, as they are sent to the model. */
  tools?: readonly Json[];
  /** Asks a judge's model; without it, assertions that need a judge are refused. */
  ask?: Ask;
  /** Asks for embeddings; without it, `similar` is refused. */
  embed?: Embed;
  /** The last user message that the model was asked; absent where none is known. */
  question?: string | undefined;
  /** Runs the repository's own scripts; without it, `script` is refused. */
  script?: RunScript;
  /**
   * The other arm's answer to the same trial: null if it gave none. Absent if there is no other arm, and for cases that
   * do not compare answers.
   */
  rival?: PricedAnswer | null | undefined;
  /** What the model was asked, as one text: a single message, or the list of messages as JSON. */
  prompt?: string | undefined;
  /** The request has a JSON schema for the answer. */
  asksForJson?: boolean | undefined;
};

/** What is known of the context before any answer: whether models and scripts will be available. */
export type CheckContext = { tools?: readonly Json[]; ask?: unknown; embed?: unknown; script?: unknown };

/** What is known about the case of an answer. */
export type Situation = ScoringContext & {
  vars: Case['vars'];
  testCase?: Case | undefined /** What a `transform` made of the answer. */;
  transformedOutput?: Json;
};

/** A compiled assertion: compiled once, so that each answer costs little. */
export type PreparedAssertion = {
  /** Completes "expected the answer to …" and "expected the answer not to …". */
  expectation: string;
  examine(answer: PricedAnswer, situation: Situation): Finding | Promise<Finding>;
};

/**
 * One kind of assertion. Besides its own file, a kind is listed in the tables of `kinds.ts` and of
 * `suite/assertion-types.ts`.
 */
export type AssertionKind = {
  /**
   * Reads the suite's settings, before any token is spent.
   * @throws ConfigurationError if they mean nothing for the kind.
   */
  prepare(assertion: Assertion): PreparedAssertion;
  /** The mistakes in the context, for a kind that needs something from it. */
  checkContext?(assertion: Assertion, context: CheckContext): ConfigurationError[];
  /** What it needs besides the answer: a model, which the policy then must have, or a script. */
  asks?: 'judgement' | 'embedding' | 'script';
  /** It judges how an answer ended, and so one that the provider's filter stopped too; every other kind fails there. */
  judgesFiltered?: true;
  /** Whether it compares the answers of both arms. */
  compares?: true;
  /** Loads its library; called before `prepare`. */
  load?(): Promise<void>;
};

/** A mistake of the suite in one assertion, with its place. */
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
