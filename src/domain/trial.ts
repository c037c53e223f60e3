import type { Answer, ModelFailure, ModelRequest } from './answer.ts';

export type Arm = 'baseline' | 'candidate';

/** One wanted answer: the case, the arm, and the index among k trials. */
export type Trial = {
  prompt: string;
  caseId: string;
  arm: Arm;
  /** 0 … k−1. */
  index: number;
  request: ModelRequest;
  /**
   * Part of the store's key: empty at temperature 0 (shared), else the scope within which a random draw is reused (the
   * pull request).
   */
  scope: string;
};

/** The result of a trial. `key` finds the answer in the store. */
export type TrialResult = { trial: Trial; key: string } & (
  | { status: 'answered'; answer: Answer; fromStore: boolean }
  | { status: 'errored'; failure: ModelFailure }
);

/** Progress of a run, reported at most every few seconds. */
export type RunProgress = {
  done: number;
  total: number;
  fromStore: number;
  errored: number;
  inFlight: number;
  /** Time since the run's start. */
  elapsedMs: number;
  /** Usage of the calls answered so far; answers from the store cost nothing. */
  inputTokens: number;
  outputTokens: number;
  usd: number;
};
