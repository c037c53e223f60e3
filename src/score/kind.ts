import { ConfigurationError } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import type { Answer, ModelFailure } from '../domain/answer.ts';
import type { Assertion, Case } from '../domain/suite.ts';
import type { Ask, Embed } from './judge/ask.ts';
import type { RunScript } from './script/reply.ts';

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
  | { unknown: string }
  /** A model that had to be asked about the answer did not reply: the same. */
  | { failure: ModelFailure };

/** What some kinds want to know besides the answer; the same for every case of a prompt. */
export type ScoringContext = {
  /** The prompt's tool definitions, as they are sent to the model. */
  tools?: readonly Json[];
  /** Asks a judge's model; without it, assertions that need a judge are refused. */
  ask?: Ask;
  /** Asks for embeddings; without it, `similar` is refused. */
  embed?: Embed;
  /** Runs the repository's own scripts; without it, `script` is refused. */
  script?: RunScript;
  /**
   * The other arm's answer to the same trial: null where it gave none. Absent where there is no other arm, and for
   * cases that do not compare answers.
   */
  rival?: PricedAnswer | null | undefined;
};

/** What is known of the context before any answer: whether there will be someone to ask. */
export type CheckContext = { tools?: readonly Json[]; ask?: unknown; embed?: unknown; script?: unknown };

/** What is known about the case that an answer answers. */
export type Situation = ScoringContext & { vars: Case['vars'] };

/** An assertion made ready: everything that can be compiled is, so that each answer costs little. */
export type PreparedAssertion = {
  /** Completes "expected the answer to …" and "expected the answer not to …". */
  expectation: string;
  examine(answer: PricedAnswer, situation: Situation): Finding | Promise<Finding>;
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
  checkContext?(assertion: Assertion, context: CheckContext): ConfigurationError[];
  /** What it waits for: a model, which the policy then must have, or a script. */
  asks?: 'judgement' | 'embedding' | 'script';
  /** It judges how an answer ended, and so one that the provider's filter stopped too; every other kind fails there. */
  judgesFiltered?: true;
  /** It is about the answers of both arms. */
  compares?: true;
  /** Reads the library that it stands on; before `prepare`. */
  load?(): Promise<void>;
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
