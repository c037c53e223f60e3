import type { Answer, ModelFailure, ModelRequest } from './answer.ts';

export type Arm = 'baseline' | 'candidate';

/** One answer wanted: a case, an arm, which of k. */
export type Trial = {
  prompt: string;
  caseId: string;
  arm: Arm;
  /** 0 … k−1. */
  index: number;
  request: ModelRequest;
  /**
   * Part of the store's key: empty at temperature 0 (shared), else what bounds the reuse of a random draw
   * (the pull request).
   */
  scope: string;
};

/** What became of a trial. `key` finds the answer in the store again. */
export type TrialResult = { trial: Trial; key: string } & (
  | { status: 'answered'; answer: Answer; fromStore: boolean }
  | { status: 'errored'; failure: ModelFailure }
);

/** Progress of a run, told at most every few seconds. */
export type RunProgress = {
  done: number;
  total: number;
  fromStore: number;
  errored: number;
  inFlight: number;
  /** Since the run's start. */
  elapsedMs: number;
  /** Of the calls answered so far; answers from the store cost nothing. */
  inputTokens: number;
  outputTokens: number;
  usd: number;
};
