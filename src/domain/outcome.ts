import type { Place } from '../base/errors.ts';
import type { ModelFailure, Usage } from './answer.ts';
import type { Arm } from './trial.ts';

/** One assertion's judgement of one answer. */
export type AssertionResult = {
  /** As written in the suite, `not-` included. */
  type: string;
  passed: boolean;
  /** 0–1. */
  score: number;
  /** One sentence: what was expected, what was found. Answer text in it is hostile. */
  reason: string;
  metric?: string;
  weight: number;
  place: Place;
};

/** The scored result of a trial. The answer itself stays in the store, under `key`. */
export type Outcome = {
  prompt: string;
  caseId: string;
  arm: Arm;
  index: number;
  key: string;
  fromStore: boolean;
} & (
  | {
      status: 'passed' | 'failed';
      /** The failed assertions only. */
      failures: readonly AssertionResult[];
      /** What models judged, passed or not; absent where none was asked. */
      judged?: readonly AssertionResult[] | undefined;
      /** Weighted mean of the assertions, 0–1. */
      score: number;
      usage: Usage;
      /** USD; null if no price is known. */
      costUsd: number | null;
      /** USD, had nothing come from the provider's cache; absent where that is the same. */
      uncachedUsd?: number | null | undefined;
      latencyMs: number;
      /** When the answer was given, ms since the epoch; absent where nobody noted it. */
      answeredAt?: number | undefined;
      /** The run that asked for the answer, which may be an earlier one; absent where nobody noted it. */
      run?: string | undefined;
    }
  | {
      status: 'errored';
      failure: ModelFailure;
      /** Usage of an answer that could not be judged. */
      spent?: { usage: Usage; costUsd: number | null };
    }
);

/** Whether an outcome is missing because the run's money or time was used up. */
export function isCutOff(outcome: Outcome): boolean {
  return outcome.status === 'errored' && outcome.failure.kind === 'budget';
}
