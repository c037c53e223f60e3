import type { Trial, TrialResult } from '../domain/trial.ts';
import type { RunOptions } from './options.ts';
import { schedule } from './schedule.ts';

/** Maximum unread results; above it, no new calls start. */
const mostUnread = 512;

/**
 * Gets an answer to every trial: from the store if it has one, else from the model, and then into the store before it
 * is returned. Results come in the order in which they are ready; every trial is returned exactly once, answered or
 * errored. Trials are taken from the iterable as calls become free, so that memory does not grow with their number;
 * identical trials are asked once. Reading slowly does not hold up the calls in flight.
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
  /** Lets the answers that arrived in this turn be processed, and further calls be sent, before the reader goes on. */
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
