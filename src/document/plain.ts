import type { Place } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import { newOffsets, type Offsets } from './offsets.ts';
import { type Lines, nextLine, readBlock } from './plain-block.ts';
import { readFlow } from './plain-flow.ts';
import type { PlainText } from './plain-text.ts';

/** A document in plain YAML or in JSON, and where its parts stand. */
export type PlainDocument = {
  value: Json;
  /** Offset of the value. */
  at: number;
  /** Of every list the offsets of its items; of every mapping those of each key and of its value, in turn. */
  offsets: Pick<Offsets, 'of'>;
};

/** A list or mapping counts as four parts, any other value and every key as one. 100,000 cases have some four million. */
const MOST_PARTS = 5_000_000;

/** The lexer of the library gives control characters a meaning of their own, and a carriage return ends a line. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const UNUSUAL = /[\u0000-\u0008\u000b-\u001f\u007f\ufeff]/;

/**
 * Reads a document that is plain: block style with texts that end in their line, texts in `|` and `>`, values in brackets
 * that end in their line, or JSON. Undefined for any other, among them all with anchors, tags, merges, repeated keys and
 * mistakes: those are the library's, which reads the same values at the same places more slowly.
 */
export function readPlain(text: string): PlainDocument | undefined {
  if (UNUSUAL.test(text)) return undefined;
  const source: PlainText = {
    ...{ text, at: 0, offsets: newOffsets(), budget: MOST_PARTS, hasTabs: text.includes('\t') },
    words: new Map(),
  };
  return /^[ \t\n]*[[{]/.test(text) ? readJson(source) : readLines(source);
}

function readJson(source: PlainText): PlainDocument | undefined {
  const { text } = source;
  const at = text.search(/[[{]/);
  source.at = at;
  const value = readFlow(source, { end: text.length, overLines: true });
  if (value === undefined || !/^[ \t\n]*$/.test(text.slice(source.at))) return undefined;
  return { value, at, offsets: source.offsets };
}

function readLines(source: PlainText): PlainDocument | undefined {
  const at = source.text.startsWith('---\n') ? '---\n'.length : 0;
  const lines: Lines = { ...source, at, start: 0, indent: 0, end: 0, isOver: false, depth: 0 };
  if (!nextLine(lines) || lines.isOver || lines.indent > 0) return undefined;
  const { start } = lines;
  const value = readBlock(lines);
  return value !== undefined && lines.isOver ? { value, at: start, offsets: lines.offsets } : undefined;
}

/**
 * Offset of the value at `keys`, or of the last of them as a key; where it does not exist, of the closest parent's.
 */
export function offsetAt(
  document: PlainDocument,
  keys: readonly PropertyKey[],
  which: 'value' | 'key',
): number {
  let value: Json | undefined = document.value;
  let [ofKey, ofValue] = [document.at, document.at];
  for (const key of keys) {
    if (typeof value !== 'object' || value === null) break;
    const [member, ...found]: [Json | undefined, number, number] = memberOf(value, key);
    if (member === undefined) break;
    ofKey = document.offsets.of(value, found[0]) ?? ofKey;
    ofValue = document.offsets.of(value, found[1]) ?? ofValue;
    value = member;
  }
  return which === 'key' ? ofKey : ofValue;
}

/** A member of a list or mapping, undefined where there is none, and which of the offsets are of its key and of its value. */
function memberOf(
  parent: Json[] | Record<string, Json>,
  key: PropertyKey,
): [member: Json | undefined, ofKey: number, ofValue: number] {
  if (Array.isArray(parent)) {
    const index = Number(key);
    return [parent[index], index, index];
  }
  const name = String(key);
  if (!Object.hasOwn(parent, name)) return [undefined, 0, 0];
  const index = Object.keys(parent).indexOf(name);
  return [parent[name], 2 * index, 2 * index + 1];
}

/** The place of an offset in a text, by a table that is made once. */
export function placesIn(text: string, path: string): (offset: number) => Place {
  let starts: number[] | undefined;
  return (offset) => {
    starts ??= lineStarts(text);
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { path, line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let feed = text.indexOf('\n'); feed !== -1; feed = text.indexOf('\n', feed + 1)) starts.push(feed + 1);
  return starts;
}
