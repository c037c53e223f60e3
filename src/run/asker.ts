import type { Trial, TrialResult } from '../domain/trial.ts';
import type { RunOptions } from './options.ts';
import { schedule } from './schedule.ts';

/** Answers to single questions, whenever they come up. */
export type Asker = {
  /** Answered from the store or by the model, or errored; rejects only when the run was given up. */
  ask(trial: Trial): Promise<TrialResult>;
  /** Nothing more will be asked. What is still on its way is given up. */
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

/** What lies in a list, taken from its front; asked again after its end, what has come since. */
function drained<T>(list: T[]): Iterable<T> {
  const next = (): IteratorResult<T> => {
    const value = list.shift();
    return value === undefined ? { done: true, value } : { done: false, value };
  };
  return { [Symbol.iterator]: () => ({ next }) };
}
