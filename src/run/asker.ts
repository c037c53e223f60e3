import type { Trial, TrialResult } from '../domain/trial.ts';
import type { RunOptions } from './options.ts';
import { schedule } from './schedule.ts';

/** Asks single questions as they come up. */
export type Asker = {
  /** Answered from the store or by the model, or errored; rejects only if the run was aborted. */
  ask(trial: Trial): Promise<TrialResult>;
  /** Ends asking; calls in flight are aborted. */
  close(): void;
};

/**
 * The engine of `run` for questions that are not known beforehand: the same store, concurrency, retries and budget
 * (give both the same `budget`), and questions of the same content at the same time are one call.
 */
export function openAsker(options: RunOptions): Asker {
  const asked: Trial[] = [];
  const waiting = new Map<
    Trial,
    { resolve: (result: TrialResult) => void; reject: (reason: unknown) => void }
  >();
  let end: { reason: unknown } | null = null;

  const settle = (result: TrialResult) => {
    waiting.get(result.trial)?.resolve(result);
    waiting.delete(result.trial);
  };
  const giveUp = (error: { reason: unknown } = { reason: new Error('the asker was closed') }) => {
    end = error;
    for (const { reject } of waiting.values()) reject(error.reason);
    waiting.clear();
  };
  const scheduler = schedule(drained(asked), {
    ...options,
    hasRoom: () => true,
    isOpen: () => end === null,
    onResult: settle,
    onEnd: giveUp,
  });
  return {
    ask(trial) {
      if (end) return Promise.reject(end.reason);
      return new Promise((resolve, reject) => {
        waiting.set(trial, { resolve, reject });
        asked.push(trial);
        scheduler.resume();
      });
    },
    close: () => scheduler.stop(),
  };
}

/**
 * An iterator over a growing list, which removes items from its front; after its end, asking again yields items added
 * since.
 */
function drained<T>(list: T[]): Iterable<T> {
  const next = (): IteratorResult<T> => {
    const value = list.shift();
    return value === undefined ? { done: true, value } : { done: false, value };
  };
  return { [Symbol.iterator]: () => ({ next }) };
}
