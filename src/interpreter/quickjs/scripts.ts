import {
  LONGEST_REPLY,
  MOST_STOPS,
  type OpenScript,
  placeInStack,
  STOPPED_TOO_OFTEN,
  type TimeLimits,
  tookTooLong,
} from '../reply.ts';
import { entryOf, type ScriptSource } from '../script-source.ts';
import type { Outcome } from './interpreter.ts';
import { openPool } from './pool.ts';

/**
 * Opens scripts, each with its index, that run in an interpreter and have nothing but what is passed into it.
 * @param longestReply in UTF-16 units
 */
export function interpretedScripts(
  sources: readonly ScriptSource[],
  limits: TimeLimits,
  longestReply = LONGEST_REPLY,
): { scripts: OpenScript[]; close(): Promise<void> } {
  const { run, close } = openPool(
    sources.map((source) => ({
      entry: entryOf(source),
      files: new Map(source.files.map((file) => [file.path, file.text])),
    })),
    longestReply,
  );
  const open = (script: number): OpenScript => {
    let stops = 0;
    const runOnce = async (input: string | null, limitMs: number) => {
      if (stops >= MOST_STOPS) return failed(STOPPED_TOO_OFTEN);
      const outcome = await run({ script, input, limitMs });
      if (outcome.kind === 'late' || outcome.kind === 'broken') stops += 1;
      return replyOf(outcome, limitMs);
    };
    return {
      load: () => runOnce(null, limits.load),
      call: ({ output, context }) => runOnce(JSON.stringify([output, context]), limits.call),
    };
  };
  return { scripts: sources.map((_, index) => open(index)), close };
}

function replyOf(outcome: Outcome, limitMs: number) {
  switch (outcome.kind) {
    case 'returned':
      return { ok: true, json: outcome.json } as const;
    case 'failed':
      return { ok: false, problem: outcome.problem, at: placeInStack(outcome.stack ?? '') } as const;
    case 'late':
      return failed(tookTooLong(limitMs));
    case 'broken':
      return failed('it needs more stack or memory than a script may have');
  }
}

function failed(problem: string) {
  return { ok: false, problem } as const;
}
