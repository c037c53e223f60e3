import type { Trial, TrialResult } from '../domain/trial.ts';
import type { RunOptions } from './options.ts';
import { schedule } from './schedule.ts';

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
