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

/** Work took too long. */
export class LateAnswer extends Error {}

/**
 * The result of work, or an error when it takes too long or is no longer wanted; then its signal is aborted, and what
 * it answers later is ignored. Whatever happens, nothing of it stays behind on `stop`, which lives as long as the process.
 * @param milliseconds from now
 * @param stop aborted when nobody wants the result any more
 */
export function withDeadline<T>(
  { clock, milliseconds, stop }: { clock: Clock; milliseconds: number; stop: AbortSignal },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const unwanted = new AbortController();
    const end = () => {
      cancel();
      stop.removeEventListener('abort', stopped);
    };
    const abandon = (reason: unknown) => {
      end();
      unwanted.abort(reason);
      reject(reason);
    };
    const stopped = () => abandon(stop.reason);
    const late = () => abandon(new LateAnswer(`no answer within ${milliseconds / 1000} s`));
    const cancel = clock.after(milliseconds, late, true);
    if (stop.aborted) return stopped();
    stop.addEventListener('abort', stopped, { once: true });
    const begun = async () => work(unwanted.signal);
    begun().then(resolve, reject).finally(end);
  });
}
