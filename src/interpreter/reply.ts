import type { Json } from '../base/json.ts';
import type { ScriptReference } from './script-source.ts';

/**
 * What a script returned for one answer, as JSON; or one sentence why it returned nothing, and where it threw: a file of
 * its folder and a line, `lib/words.mjs:3`.
 */
export type ScriptReply =
  | { ok: true; json: string }
  | { ok: false; problem: string; at?: string | undefined };

/** What a script is called with. */
export type ScriptInput = { output: string; context: Json };

/** Runs a script on one answer. Never rejects. */
export type RunScript = (script: ScriptReference, input: ScriptInput) => Promise<ScriptReply>;

/** A script that is ready to be called. */
export type OpenScript = {
  /** Loads the script, to see whether it can be. Never rejects. */
  load(): Promise<{ ok: true } | Extract<ScriptReply, { ok: false }>>;
  /** Never rejects. */
  call(input: ScriptInput): Promise<ScriptReply>;
};

/** How long a script may take, ms. */
export type TimeLimits = { load: number; call: number };

/** The longest JSON that a script may return, UTF-16 units. */
export const LONGEST_REPLY = 100_000;

/** A script that was stopped so often, or that ended what it runs in so often, is not run again. */
export const MOST_STOPS = 3;

export const STOPPED_TOO_OFTEN = `it was stopped ${MOST_STOPS} times`;

/** Why a script was stopped. */
export function tookTooLong(limitMs: number): string {
  return `it took more than ${limitMs / 1000} s`;
}

/** The first line of a script's own in an error's stack, which names the files of its folder as `./lib/words.mjs`. */
export function placeInStack(stack: string): string | undefined {
  const [, file, line] = /(?:at |\()\.\/([^\s():`]{1,200}):(\d{1,9})/.exec(stack) ?? [];
  return file === undefined ? undefined : `${file}:${line}`;
}
