import type { ModelFailure, PriceOf } from '../domain/answer.ts';
import type { RunProgress, Trial } from '../domain/trial.ts';
import type { Send } from '../model/send.ts';
import type { Budget } from './budget.ts';
import type { ResponseStore } from './store.ts';
import type { Traffic } from './traffic.ts';

export type RunOptions = {
  send: Send;
  store: ResponseStore;
  /** Calls in flight at once, over all models; a ceiling, what providers allow is found out. */
  maxConcurrency: number;
  /** The longest one call may take, ms (the sender sees to it); a trial's tries together take at most three times that. */
  trialTimeoutMs: number;
  /** Further tries after a transient fault. A refusal for the rate of calls counts only while nobody is answered. */
  retries: number;
  /** Answers come from the store or not at all. */
  offline: boolean;
  /** USD this run may cost; null or absent: no limit. */
  maxRunCost?: number | null;
  priceOf: PriceOf;
  /** Money shared with other runs, instead of `maxRunCost` for this one. */
  budget?: Budget;
  /** Calls in flight and what is known of the models' limits, shared with other runs; without it, this run's own. */
  traffic?: Traffic;
  /** From the start, ms; what is not answered by then comes out errored. */
  deadlineMs?: number | undefined;
  /** When the time of `deadlineMs` began, for runs that share it: as `performance.now()` tells it. Default: now. */
  startedAt?: number;
  /** A trial of which it is known already that no answer comes; it is not asked. */
  knownFailure?: ((trial: Trial) => ModelFailure | undefined) | undefined;
  /** Gives the run up: the iteration throws the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Trials there are, for the progress; they may get fewer. Without it, those seen so far. */
  total?: () => number;
  /** Trials that may wait for a free call; by default as many as may be in flight. */
  ahead?: number;
  /** Called every two seconds at most, and at the end. */
  onProgress?: (progress: RunProgress) => void;
  /** Called with a sentence when something goes wrong that does not stop the run. */
  onNotice?: (notice: string) => void;
  /** First wait after a fault, ms (default 500); it doubles with every try, with jitter. */
  backoffMs?: number;
};
