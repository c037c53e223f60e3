import type { Json } from '../base/json.ts';

/** The text as JSON, or undefined if it is not JSON. */
export function parseJson(text: string): { value: Json } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** The outermost JSON objects and lists in a text, alone or among other words. */
export function findJson(text: string): Json[] {
  const found: Json[] = [];
  const ends = new Map<number, number>();
  const opening = /[[{]/g;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const start = match.index;
    if (!ends.has(start)) scan(text, start, ends);
    const end = ends.get(start) ?? NEVER;
    const parsed = end === NEVER ? undefined : parseJson(text.slice(start, end));
    if (parsed === undefined) continue;
    found.push(parsed.value);
    opening.lastIndex = end;
  }
  return found;
}

/** The end of an object or list that is never closed. */
const NEVER = -1;

/** The tokens that may come next, by JSON's grammar. */
type Expecting = 'value' | 'value or ]' | 'key or }' | 'key' | ':' | ', or end';

/** A string of JSON without its quotes. Control characters are not allowed, escapes must be known ones. */
const STRING = String.raw`[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[^"\\\u0000-\u001f]*)*`;
const NUMBER = String.raw`-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?`;

/** One token of JSON: 1 a mark, 2 a string, neither: a number or a word. */
const TOKEN = new RegExp(String.raw`[ \t\r\n]*(?:([[\]{},:])|("${STRING}")|${NUMBER}|true|false|null)`, 'y');

/**
 * Reads one object or list from `start` by JSON's grammar, without recursion, and notes where it ends, and where
 * every one inside it ends; those left open get NEVER. So nothing is read twice, however the brackets are nested.
 */
function scan(text: string, start: number, ends: Map<number, number>): void {
  const open: { at: number; closer: string }[] = [];
  let expecting: Expecting = 'value';
  TOKEN.lastIndex = start;
  do {
    const match = TOKEN.exec(text);
    if (match === null) break;
    const [, mark, string] = match;
    const next = step(expecting, mark, string !== undefined, open.at(-1)?.closer);
    if (next === undefined) break;
    if (mark === '{' || mark === '[') {
      const at = TOKEN.lastIndex - 1;
      const known = ends.get(at);
      if (known === NEVER) break;
      if (known === undefined) {
        open.push({ at, closer: mark === '{' ? '}' : ']' });
        expecting = next;
      } else {
        TOKEN.lastIndex = known;
        expecting = ', or end';
      }
    } else {
      if (mark === '}' || mark === ']') {
        const closed = open.pop();
        if (closed) ends.set(closed.at, TOKEN.lastIndex);
      }
      expecting = next;
    }
  } while (open.length > 0);
  for (const { at } of open) ends.set(at, NEVER);
}

/** The grammar's next state, or undefined if the token is not allowed here. */
function step(
  expecting: Expecting,
  mark: string | undefined,
  isString: boolean,
  closer: string | undefined,
): Expecting | undefined {
  if (mark === '}' || mark === ']') {
    const allowed = expecting === ', or end' || expecting === (mark === '}' ? 'key or }' : 'value or ]');
    return allowed && mark === closer ? ', or end' : undefined;
  }
  if (mark === ',') return expecting === ', or end' ? (closer === '}' ? 'key' : 'value') : undefined;
  if (mark === ':') return expecting === ':' ? 'value' : undefined;
  if (expecting === 'key' || expecting === 'key or }') return isString ? ':' : undefined;
  if (expecting !== 'value' && expecting !== 'value or ]') return undefined;
  if (mark === '{') return 'key or }';
  return mark === '[' ? 'value or ]' : ', or end';
}
