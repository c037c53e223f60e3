import type { Json } from './json.ts';

/** Levels of a value. `JSON.stringify` and whatever follows a value by calling itself need some of the stack for each. */
const MOST_LEVELS = 500;

/** What is said of such a value, as the end of a sentence. */
export const TOO_DEEP = 'is nested too deeply';

/**
 * Whether lists and objects of a value lie more than 500 levels deep in each other, so that it is left alone. Texts of
 * others may be parsed whatever their depth; only what is done with the value later ends the stack.
 */
export function isTooDeep(value: Json): boolean {
  let level: Json[] = [value];
  for (let depth = 0; depth <= MOST_LEVELS; depth += 1) {
    const next: Json[] = [];
    for (const each of level) {
      if (typeof each !== 'object' || each === null) continue;
      for (const member of Array.isArray(each) ? each : Object.values(each)) {
        if (typeof member === 'object' && member !== null) next.push(member);
      }
    }
    if (next.length === 0) return false;
    level = next;
  }
  return true;
}

/** Whether a text of JSON is too short for a value that is nested too deeply. */
export function isShallow(text: string): boolean {
  return text.length <= 2 * MOST_LEVELS;
}
