import type { Json } from '../base/json.ts';
import { readBlockScalar } from './plain-block-scalar.ts';
import { readFlow, WEIGHT_OF_COLLECTION } from './plain-flow.ts';
import {
  enter,
  isBreak,
  isRestEmpty,
  isUsualKey,
  isUsualLength,
  type PlainText,
  readPlainKey,
  readQuoted,
  sharedValue,
  skipSpaces,
  spend,
  withoutSpaces,
} from './plain-text.ts';

/** A plain text, read line by line. */
export type Lines = PlainText & {
  /** Of the line being read: where it begins, its column from 0, where it ends. */
  start: number;
  indent: number;
  end: number;
  /** Whether there is no further line. */
  isOver: boolean;
  depth: number;
};

const MOST_DEPTH = 100;
const DASH = 45;
const SPACE = 32;
const HASH = 35;
const LINE_FEED = 10;
/** `! % & * , @ [ ] ` | { } > # ? :` and quotes begin something else than a plain text, as `- ` does. */
const NO_PLAIN = new Set([...'!%&*,@[]`|{}>#?:"\''].map((character) => character.charCodeAt(0)));
const COLON_BREAK = /:(?: |$)/;

/**
 * Moves to the next line with content, from `at`, which is the beginning of a line.
 * @returns whether there is one, without a tab before its content
 */
export function nextLine(lines: Lines): boolean {
  const { text } = lines;
  let start = lines.at;
  while (start < text.length) {
    let content = start;
    while (text.charCodeAt(content) === SPACE) content += 1;
    const code = text.charCodeAt(content);
    if (content === text.length || code === LINE_FEED) {
      start = content + 1;
      continue;
    }
    const feed = text.indexOf('\n', content);
    const end = feed === -1 ? text.length : feed;
    if (code === HASH) {
      start = end + 1;
      continue;
    }
    lines.start = content;
    lines.indent = content - start;
    lines.end = end;
    lines.at = content;
    return code !== 9;
  }
  lines.at = text.length;
  lines.isOver = true;
  return true;
}

/**
 * Reads the list or the mapping in block style that begins on the present line, and moves to the first line behind it.
 * Undefined where it is anything that only the library can tell.
 */
export function readBlock(lines: Lines): Json | undefined {
  if (lines.depth >= MOST_DEPTH) return undefined;
  lines.depth += 1;
  const value = isItem(lines) ? readSequence(lines) : readMapping(lines);
  lines.depth -= 1;
  return value;
}

function isItem(lines: Lines): boolean {
  return lines.text.charCodeAt(lines.start) === DASH && isBreak(lines, lines.start + 1, lines.end);
}

function readSequence(lines: Lines): Json[] | undefined {
  const { indent } = lines;
  const list: Json[] = [];
  const offsets: number[] = [];
  if (!spend(lines, WEIGHT_OF_COLLECTION)) return undefined;
  while (!lines.isOver && lines.indent === indent && isItem(lines)) {
    lines.at = lines.start + 1;
    const item = readItem(lines, indent, offsets);
    if (item === undefined) return undefined;
    list.push(item);
  }
  if (!lines.isOver && lines.indent > indent) return undefined;
  // A copy has no room to grow: short lists are many.
  const whole = list.slice();
  lines.offsets.set(whole, offsets);
  return whole;
}

/** What stands behind a dash, in its line or below. */
function readItem(lines: Lines, indent: number, offsets: number[]): Json | undefined {
  if (isRestEmpty(lines, lines.end)) return readBelow(lines, indent, offsets);
  skipSpaces(lines);
  const { at, end } = lines;
  if (lines.text.charCodeAt(at) === DASH && isBreak(lines, at + 1, end)) return undefined;
  offsets.push(at);
  const key = readKey(lines, end);
  if (key === undefined) {
    lines.at = at;
    return readInLine(lines, indent);
  }
  // A mapping whose first key stands in the line of the dash.
  lines.indent += at - lines.start;
  lines.start = at;
  lines.at = at;
  return readBlock(lines);
}

function readMapping(lines: Lines): Record<string, Json> | undefined {
  const { indent } = lines;
  const object: Record<string, Json> = {};
  const offsets: number[] = [];
  if (!spend(lines, WEIGHT_OF_COLLECTION)) return undefined;
  while (!lines.isOver && lines.indent === indent) {
    offsets.push(lines.start);
    lines.at = lines.start;
    const key = readKey(lines, lines.end);
    if (key === undefined || !spend(lines, 1)) return undefined;
    const value = readMember(lines, indent, offsets);
    if (value === undefined || !enter(object, key, value) || !isUsualLength(offsets)) return undefined;
  }
  if (!lines.isOver && lines.indent > indent) return undefined;
  lines.offsets.set(object, offsets);
  return object;
}

/** A key with its colon. */
function readKey(lines: Lines, end: number): string | undefined {
  const first = lines.text[lines.at];
  if (first !== '"' && first !== "'") return readPlainKey(lines, end);
  const key = readQuoted(lines, end);
  if (key === undefined || !isUsualKey(key) || lines.text[lines.at] !== ':') return undefined;
  lines.at += 1;
  return isBreak(lines, lines.at, end) ? key : undefined;
}

/** What stands behind the colon of a key, in its line or below. */
function readMember(lines: Lines, indent: number, offsets: number[]): Json | undefined {
  if (isRestEmpty(lines, lines.end)) return readBelow(lines, indent, offsets, isItem);
  skipSpaces(lines);
  offsets.push(lines.at);
  return readInLine(lines, indent);
}

/**
 * What stands on the lines below a dash or a key, deeper than it.
 * @param isThere whether what stands exactly below belongs to it too, as the items of a key's list do
 */
function readBelow(
  lines: Lines,
  indent: number,
  offsets: number[],
  isThere: (lines: Lines) => boolean = () => false,
): Json | undefined {
  lines.at = lines.end + 1;
  if (!nextLine(lines) || lines.isOver) return undefined;
  if (lines.indent < indent || (lines.indent === indent && !isThere(lines))) return undefined;
  offsets.push(lines.start);
  return readBlock(lines);
}

/** What stands in one line, or is a text in block style; moves to the line behind it. */
function readInLine(lines: Lines, indent: number): Json | undefined {
  const code = lines.text.charCodeAt(lines.at);
  if (!spend(lines, 1)) return undefined;
  if (code === 124 || code === 62) {
    const value = readBlockScalar(lines, indent);
    return value !== undefined && nextLine(lines) ? value : undefined;
  }
  const value = readOnLine(lines, code);
  if (value === undefined || !isRestEmpty(lines, lines.end)) return undefined;
  lines.at = lines.end + 1;
  return nextLine(lines) ? value : undefined;
}

function readOnLine(lines: Lines, code: number): Json | undefined {
  const { end } = lines;
  if (code === 34 || code === 39) return readQuoted(lines, end);
  if (code === 91 || code === 123) return readFlow(lines, { end, overLines: false });
  const { text, at } = lines;
  if (NO_PLAIN.has(code) || (code === DASH && isBreak(lines, at + 1, end))) return undefined;
  const rest = text.slice(at, end);
  const comment = rest.indexOf(' #');
  const last = comment === -1 ? end : at + comment;
  const plain = withoutSpaces(text, at, last);
  if (COLON_BREAK.test(plain) || (lines.hasTabs && plain.includes('\t'))) return undefined;
  lines.at = last;
  return sharedValue(lines, plain);
}
