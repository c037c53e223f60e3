import { createContext, Script } from 'node:vm';

/** Characters a filled-in template may have: more than any model's context holds. */
export const MAX_TEXT = 4_000_000;
/** Members of a list that a template builds. */
export const MAX_ITEMS = 100_000;
/** Steps of one rendering. */
export const MAX_STEPS = 1_000_000;
/** How long one template may take to compile or to render, ms. */
export const MAX_TIME = 3_000;

/** Thrown by a runner of `timeLimit`. */
export class TimeLimitExceeded extends Error {
  constructor(milliseconds: number) {
    super(`took longer than ${milliseconds} ms`);
    this.name = 'TimeLimitExceeded';
  }
}

/**
 * Makes a runner of synchronous work that stops it, endless loops and regular expressions included, when its time is
 * over. A run costs a tenth of a millisecond, the runner half of one. A run throws TimeLimitExceeded, and whatever
 * the work throws.
 */
export function timeLimit(milliseconds: number): <T>(work: () => T) => T {
  const slot: { work: () => void } = { work: () => undefined };
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
      if (isTimeout(error)) {
        throw new TimeLimitExceeded(milliseconds);
      }
      throw error;
    }
    const [result] = done;
    if (result === undefined) {
      throw new TimeLimitExceeded(milliseconds);
    }
    return result.value;
  };
}

function isTimeout(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}
