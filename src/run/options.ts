import type { ModelFailure, PriceOf } from '../domain/answer.ts';
import type { RunProgress, Trial } from '../domain/trial.ts';
import type { Send } from '../model/send.ts';
import type { Budget } from './budget.ts';
import type { ResponseStore } from './store.ts';
import type { Traffic } from './traffic.ts';

export type RunOptions = {
  send: Send;
  store: ResponseStore;
  /** Calls in flight at once, over all models; an upper limit: what providers allow is found by trying. */
  maxConcurrency: number;
  /**
   * The longest one call may take, ms (enforced by the sender); a trial's tries together take at most three times that.
   */
  trialTimeoutMs: number;
  /**
   * Further tries after a transient fault. A rate-limit refusal counts as a retry only while no call succeeds, a fault
   * only while most calls do not fail, or for longer than a minute.
   */
  retries: number;
  /** Use stored answers only. */
  offline: boolean;
  /** USD this run may cost; null or absent: no limit. */
  maxRunCost?: number | null;
  priceOf: PriceOf;
  /** A budget shared with other runs, instead of `maxRunCost` for this one. */
  budget?: Budget;
  /** Calls in flight and known limits of the models, shared with other runs; absent: this run's own. */
  traffic?: Traffic;
  /** From the start, ms; trials not answered by then are errored. */
  deadlineMs?: number | undefined;
  /** When the time of `deadlineMs` began, for runs that share it, on the clock of `performance.now()`. Default: now. */
  startedAt?: number;
  /** The failure of a trial that is known to get no answer; it is not asked. */
  knownFailure?: ((trial: Trial) => ModelFailure | undefined) | undefined;
  /** Aborts the run: the iteration throws the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Total number of trials, for the progress; it may decrease. Absent: the number seen so far. */
  total?: () => number;
  /** Trials that may wait for a free call; by default as many as may be in flight. */
  ahead?: number;
  /** Called every two seconds at most, and at the end. */
  onProgress?: (progress: RunProgress) => void;
  /** Called with a sentence when something goes wrong that does not stop the run. */
  onNotice?: (notice: string) => void;
  /**
   * First wait after a fault, ms (default 500), where the model answers nothing; else at most that, and as long as an
   * answer takes. It doubles with every try, with jitter.
   */
  backoffMs?: number;
};
