import type { ModelFailure } from '../model/answer.ts';
import type { Send } from '../model/send.ts';
import type { Budget, PriceOf } from './budget.ts';
import { schedule } from './schedule.ts';
import type { ResponseStore } from './store.ts';
import type { Traffic } from './traffic.ts';
import type { RunProgress, Trial, TrialResult } from './trial.ts';

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
  deadlineMs?: number;
  /** When the time of `deadlineMs` began, for runs that share it: as `performance.now()` tells it. Default: now. */
  startedAt?: number;
  /** A trial of which it is known already that no answer comes; it is not asked. */
  knownFailure?: (trial: Trial) => ModelFailure | undefined;
  /** Gives the run up: the iteration throws the signal's reason. */
  signal?: AbortSignal;
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

/** Results that may wait for whoever reads them before no more calls are made. */
const mostUnread = 512;

/**
 * Gets an answer to every trial: from the store where it has one, else from the model, and then into the store
 * before it is given out. Results come in the order in which they are ready; every trial comes out exactly once,
 * answered or errored. Trials are taken from the iterable as calls become free, so that memory does not grow with
 * their number; trials of the same content are asked once. Reading slowly does not hold up the calls in flight.
 */
export async function* run(trials: Iterable<Trial>, options: RunOptions): AsyncIterable<TrialResult> {
  const results: TrialResult[] = [];
  const end: { failed: boolean; error: unknown; done: boolean } = {
    failed: false,
    error: undefined,
    done: false,
  };
  let wake = () => {};
  let isWaking = false;
  /** The reader waits until this turn's other answers have been taken in and their successors sent. */
  const wakeSoon = () => {
    if (isWaking) return;
    isWaking = true;
    setImmediate(() => {
      isWaking = false;
      wake();
    });
  };
  const schedulerOptions = {
    ...options,
    hasRoom: () => results.length < mostUnread,
    onResult(result: TrialResult) {
      results.push(result);
      wakeSoon();
    },
    onEnd(error?: { reason: unknown }) {
      end.done = true;
      end.failed = error !== undefined;
      end.error = error?.reason;
      wake();
    },
  };
  const scheduler = schedule(trials, schedulerOptions);
  try {
    for (;;) {
      const ready = results.splice(0);
      for (const result of ready) yield result;
      if (ready.length > 0) scheduler.resume();
      if (results.length > 0) continue;
      if (end.failed) throw end.error;
      if (end.done) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (end.done) resolve();
      });
    }
  } finally {
    scheduler.stop();
  }
}
