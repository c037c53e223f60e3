import { createContext, Script } from 'node:vm';

/** Synchronous work was stopped because it took too long. */
export class TimeLimitExceeded extends Error {
  constructor(milliseconds: number) {
    super(`stopped after ${milliseconds / 1000} s`);
    this.name = 'TimeLimitExceeded';
  }
}

/**
 * Makes a runner of synchronous work that stops it, endless loops and regular expressions included, when its time is
 * over. V8 can stop code only where it is run as a script, so the work is called from a one-line script; it keeps its
 * own scope. A run costs a tenth of a millisecond, creating the runner half of one. A run throws TimeLimitExceeded, or
 * any error that the work throws. Runs of one runner must not be nested.
 */
export function timeLimit(milliseconds: number): <T>(work: () => T) => T {
  const slot = { work: nothing };
  const context = createContext({ run: () => slot.work() });
  const script = new Script('run()');
  return (work) => {
    const done: { value: ReturnType<typeof work> }[] = [];
    slot.work = () => {
      done.push({ value: work() });
    };
    try {
      script.runInContext(context, { timeout: milliseconds });
    } catch (error) {
      if (wasStopped(error)) throw new TimeLimitExceeded(milliseconds);
      throw error;
    } finally {
      slot.work = nothing;
    }
    const [result] = done;
    if (result === undefined) throw new TimeLimitExceeded(milliseconds);
    return result.value;
  };
}

function nothing(): void {}

/** Not `instanceof Error`: the error is made in the sandbox, which has an Error of its own. */
function wasStopped(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}
