import { createContext, Script } from 'node:vm';

/** Work on texts shorter than this (UTF-16 units) is quick whatever the text is, where it is linear. */
export const QUICK_LENGTH = 10_000;

/** Longest that one assertion may hold up everything else, ms. */
const LIMIT_MS = 3_000;

/** Synchronous work was stopped because it took too long. */
export class TimeLimitExceeded extends Error {
  constructor() {
    super(`stopped after ${LIMIT_MS / 1000} s`);
    this.name = 'TimeLimitExceeded';
  }
}

/**
 * Does synchronous work, and stops it when it takes longer than the limit. V8 can stop code only where it is run as
 * a script, so the work is called from a one-line script; it keeps its own scope. Costs about 0.1 ms.
 *
 * @throws TimeLimitExceeded; and whatever the work throws.
 */
export function withinTimeLimit<T>(work: () => T, limitMs = LIMIT_MS): T {
  const results: T[] = [];
  const { globals, script } = sandbox();
  globals.work = () => {
    results.push(work());
  };
  try {
    script.runInContext(globals, { timeout: limitMs });
  } catch (error) {
    if (wasStopped(error)) throw new TimeLimitExceeded();
    throw error;
  } finally {
    globals.work = nothing;
  }
  const [result] = results;
  if (result === undefined) throw new Error('work under a time limit must give a result');
  return result;
}

type Sandbox = { globals: { work: () => void }; script: Script };

/** Made at the first use and kept: a context takes a millisecond to make, and holds no state between uses. */
let kept: Sandbox | undefined;

function sandbox(): Sandbox {
  if (kept) return kept;
  const globals = { work: nothing };
  createContext(globals);
  kept = { globals, script: new Script('work()') };
  return kept;
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
