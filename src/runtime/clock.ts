import type { Clock } from './api.ts';

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, run, keepsProcess) {
    const timer = setTimeout(run, milliseconds);
    if (!keepsProcess) timer.unref();
    return () => clearTimeout(timer);
  },
};

/**
 * The result of work, or an error when it takes too long or is no longer wanted; then its signal is aborted, and what
 * it answers later is ignored.
 * @param milliseconds from now
 * @param stop aborted when nobody wants the result any more
 */
export function withDeadline<T>(
  { clock, milliseconds, stop }: { clock: Clock; milliseconds: number; stop: AbortSignal },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = new AbortController();
    const cancel = clock.after(
      milliseconds,
      () => late.abort(new Error(`no answer within ${milliseconds / 1000} s`)),
      true,
    );
    const signal = AbortSignal.any([late.signal, stop]);
    const abandon = () => reject(signal.reason);
    if (signal.aborted) abandon();
    signal.addEventListener('abort', abandon, { once: true });
    work(signal)
      .then(resolve, reject)
      .finally(() => {
        cancel();
        signal.removeEventListener('abort', abandon);
      });
    // What is abandoned must not keep a timer either.
    signal.addEventListener('abort', cancel, { once: true });
  });
}
