import type { Json } from '../base/json.ts';
import type { Offsets } from './offsets.ts';

/** A text in which the plain subset of YAML is being read, and where its parts were found. */
export type PlainText = {
  text: string;
  /** Offset of what is read next. */
  at: number;
  /** Of every list the offsets of its items; of every mapping those of each key and of its value, in turn. */
  offsets: Offsets;
  /** Parts that may still be read. */
  budget: number;
  hasTabs: boolean;
  /** Short texts that were read, each once: types, segments and names are repeated in every case. */
  words: Map<string, string>;
};

/** Longer mappings are left to the library, whose places need no search. */
const MOST_KEYS = 500;
/** A longer key is an error in some places. */
const LONGEST_KEY = 200;

const TAB = 9;
const SPACE = 32;
const QUOTE = 34;
const HASH = 35;
const COLON = 58;

const WORDS = new Map<string, null | boolean>([
  ...['~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
]);
const LONGEST_WORD = 5;
/** Longer texts are parts of the whole one, which take no memory of their own. */
const LONGEST_SHARED = 12;
const NUMBER = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?$/;
/** What YAML takes for a number in any form, or one that is infinite or none. */
const ANY_NUMBER =
  /^[-+]?(?:0o[0-7]+|0x[\da-fA-F]+|\.(?:inf|nan)|(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?)$/i;
/** Escapes that JSON and YAML have in common. */
const OTHER_ESCAPE = /\\[^"\\/bfnrtu]/;

/** The value of an unquoted text in a document; undefined where only the library can tell. */
export function sharedValue(source: PlainText, text: string): Json | undefined {
  const value = plainValue(text);
  return typeof value === 'string' ? shared(source, value) : value;
}

/** The same text, as it was read for the first time. */
function shared({ words }: PlainText, text: string): string {
  if (text.length > LONGEST_SHARED) return text;
  const known = words.get(text);
  if (known === undefined) words.set(text, text);
  return known ?? text;
}

function plainValue(text: string): Json | undefined {
  const first = text.charCodeAt(0);
  // Digits, and `+ - .` before them.
  if ((first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46) {
    if (NUMBER.test(text)) return text === '-0' ? undefined : Number(text);
    return ANY_NUMBER.test(text) ? undefined : text;
  }
  if (text.length > LONGEST_WORD) return text;
  const word = WORDS.get(text);
  return word === undefined ? text : word;
}

/**
 * Reads the text in quotes that begins at `at` and ends before `end`, and moves behind it. Undefined where it does not
 * end there, or is anything but letters and common escapes.
 */
export function readQuoted(source: PlainText, end: number): string | undefined {
  const { text, at, hasTabs } = source;
  const isDouble = text.charCodeAt(at) === QUOTE;
  const close = isDouble ? endOfDouble(text, at) : endOfSingle(text, at);
  if (close === -1 || close >= end) return undefined;
  const inner = text.slice(at + 1, close);
  source.at = close + 1;
  if (inner.includes('\n') || (hasTabs && inner.includes('\t'))) return undefined;
  if (!isDouble && inner.includes("''")) return inner.replaceAll("''", "'");
  return isDouble && inner.includes('\\') ? unescaped(inner) : shared(source, inner);
}

function endOfDouble(text: string, start: number): number {
  let close = text.indexOf('"', start + 1);
  while (close !== -1) {
    let slashes = 0;
    while (text.charCodeAt(close - 1 - slashes) === 92) slashes += 1;
    if (slashes % 2 === 0) return close;
    close = text.indexOf('"', close + 1);
  }
  return -1;
}

function endOfSingle(text: string, start: number): number {
  let close = text.indexOf("'", start + 1);
  while (close !== -1 && text.charCodeAt(close + 1) === 39) close = text.indexOf("'", close + 2);
  return close;
}

function unescaped(inner: string): string | undefined {
  if (OTHER_ESCAPE.test(inner)) return undefined;
  try {
    const value: unknown = JSON.parse(`"${inner}"`);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Moves behind spaces. */
export function skipSpaces(source: PlainText): void {
  while (source.text.charCodeAt(source.at) === SPACE) source.at += 1;
}

/** Whether nothing but spaces, and a comment after them, stands between `at` and `end`. */
export function isRestEmpty({ text, at }: PlainText, end: number): boolean {
  let position = at;
  while (position < end && text.charCodeAt(position) === SPACE) position += 1;
  return position === end || (position > at && text.charCodeAt(position) === HASH);
}

/** Whether a part of this weight may still be read. */
export function spend(source: PlainText, weight: number): boolean {
  source.budget -= weight;
  return source.budget >= 0;
}

/** Enters a member of a mapping; false where only the library can tell what it means. */
export function enter(object: Record<string, Json>, key: string, value: Json): boolean {
  if (Object.hasOwn(object, key)) return false;
  object[key] = value;
  return true;
}

/** Whether a text can be a key here. JavaScript sorts keys that are numbers first, so that they cannot be counted. */
export function isUsualKey(key: string): boolean {
  const first = key.charCodeAt(0);
  return key.length > 0 && key.length <= LONGEST_KEY && !(first >= 48 && first <= 57) && key !== '__proto__';
}

/** Whether so many offsets, two a key, are those of a mapping of usual length. */
export function isUsualLength(offsets: readonly number[]): boolean {
  return offsets.length <= 2 * MOST_KEYS;
}

/** Whether an unquoted key that begins with this character is a text, other words than `true` and `null` excepted. */
function beginsKey(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code === 36 || code > 160
  );
}

/** Characters of an unquoted key besides letters and digits: `$ - . / _`, and single spaces. */
function isInKey(code: number, before: number): boolean {
  if (beginsKey(code) || (code >= 45 && code <= 57)) return true;
  return code === SPACE && before !== SPACE;
}

/**
 * Reads an unquoted key with its colon, and moves behind the colon. Undefined where there is none, or where only the
 * library can tell; then nothing has moved.
 */
export function readPlainKey(source: PlainText, end: number): string | undefined {
  const { text, at } = source;
  if (!beginsKey(text.charCodeAt(at))) return undefined;
  let position = at + 1;
  let before = 0;
  let code = text.charCodeAt(position);
  while (position < end && isInKey(code, before)) {
    before = code;
    position += 1;
    code = text.charCodeAt(position);
  }
  if (position >= end || code !== COLON || before === SPACE || !isBreak(source, position + 1, end))
    return undefined;
  const key = text.slice(at, position);
  if (!isUsualKey(key) || plainValue(key) !== key) return undefined;
  source.at = position + 1;
  return key;
}

/** Whether a space stands at a position, or the line ends there. */
export function isBreak({ text }: PlainText, position: number, end: number): boolean {
  return position >= end || text.charCodeAt(position) === SPACE;
}

/** Whether a code is a tab or a space. */
export function isWhite(code: number): boolean {
  return code === SPACE || code === TAB;
}

/** A part of a text without the spaces at its end. */
export function withoutSpaces(text: string, start: number, end: number): string {
  let last = end;
  while (last > start && text.charCodeAt(last - 1) === SPACE) last -= 1;
  return text.slice(start, last);
}
