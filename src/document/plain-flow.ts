import type { Json } from '../base/json.ts';
import {
  enter,
  isUsualKey,
  isUsualLength,
  isWhite,
  type PlainText,
  readPlainKey,
  readQuoted,
  sharedValue,
  skipSpaces,
  spend,
  withoutSpaces,
} from './plain-text.ts';

/** A list or mapping in brackets or braces takes as much memory as so many other parts. */
export const WEIGHT_OF_COLLECTION = 4;
const MOST_DEPTH = 100;

const LINE_FEED = 10;
const COMMA = ',';

/** Where a value in brackets ends at the latest, and whether it may go over several lines until there. */
type Extent = { end: number; overLines: boolean; depth: number };

/**
 * Reads a list in brackets or a mapping in braces, as JSON or as plain YAML, and moves behind it. Undefined where it is
 * anything that only the library can tell.
 * @param within.end where it ends at the latest
 * @param within.overLines whether it may go over several lines
 */
export function readFlow(
  source: PlainText,
  within: { end: number; overLines: boolean },
): Json[] | Record<string, Json> | undefined {
  return readCollection(source, { ...within, depth: 0 });
}

function readCollection(source: PlainText, extent: Extent): Json[] | Record<string, Json> | undefined {
  if (extent.depth > MOST_DEPTH || !spend(source, WEIGHT_OF_COLLECTION)) return undefined;
  const inner = { ...extent, depth: extent.depth + 1 };
  return source.text[source.at] === '[' ? readList(source, inner) : readMapping(source, inner);
}

function readList(source: PlainText, extent: Extent): Json[] | undefined {
  const list: Json[] = [];
  const offsets: number[] = [];
  const read = () => {
    offsets.push(source.at);
    const item = readValue(source, extent);
    if (item !== undefined) list.push(item);
    return item !== undefined;
  };
  if (!readMembers(source, extent, { read, close: ']' })) return undefined;
  source.offsets.set(list, offsets);
  return list;
}

function readMapping(source: PlainText, extent: Extent): Record<string, Json> | undefined {
  const object: Record<string, Json> = {};
  const offsets: number[] = [];
  const read = () => {
    offsets.push(source.at);
    const key = readKey(source, extent.end);
    if (key === undefined) return false;
    skipSpaces(source);
    offsets.push(source.at);
    const value = readValue(source, extent);
    return value !== undefined && enter(object, key, value);
  };
  if (!readMembers(source, extent, { read, close: '}' }) || !isUsualLength(offsets)) return undefined;
  source.offsets.set(object, offsets);
  return object;
}

/** Reads members with commas between them, and the bracket at the end. */
function readMembers(
  source: PlainText,
  extent: Extent,
  { read, close }: { read: () => boolean; close: string },
): boolean {
  const { text } = source;
  source.at += 1;
  skipWhite(source, extent);
  if (text[source.at] === close) {
    source.at += 1;
    return source.at <= extent.end;
  }
  for (;;) {
    if (source.at >= extent.end || !read()) return false;
    skipWhite(source, extent);
    const next = text[source.at];
    source.at += 1;
    if (source.at > extent.end) return false;
    if (next === close) return true;
    if (next !== COMMA) return false;
    skipWhite(source, extent);
  }
}

/** A key with its colon. */
function readKey(source: PlainText, end: number): string | undefined {
  const { text } = source;
  const isQuoted = text[source.at] === '"' || text[source.at] === "'";
  if (!spend(source, 1)) return undefined;
  if (!isQuoted) return readPlainKey(source, end);
  const key = readQuoted(source, end);
  if (key === undefined || !isUsualKey(key) || text[source.at] !== ':') return undefined;
  source.at += 1;
  return key;
}

function readValue(source: PlainText, extent: Extent): Json | undefined {
  const first = source.text[source.at];
  if (first === '[' || first === '{') return readCollection(source, extent);
  if (!spend(source, 1)) return undefined;
  return first === '"' || first === "'" ? readQuoted(source, extent.end) : readPlain(source, extent);
}

/** What an unquoted text may begin with here: a letter, a digit, `_ $ / ( . < =`, or `-` before a digit. */
const FIRST = /^(?:[\w$/(.<=\u00a1-\uffff]|-\d)/;
/** Ends an unquoted text, unless a colon or a hash stands within a word. */
const LAST = /[,[\]{}:#\n]/g;

function readPlain(source: PlainText, { end, overLines }: Extent): Json | undefined {
  const { text, at } = source;
  if (!FIRST.test(text.slice(at, at + 2))) return undefined;
  LAST.lastIndex = at;
  for (;;) {
    const found = LAST.exec(text);
    if (found === null || found.index >= end) return undefined;
    const [sign] = found;
    if (sign === ':' && !/[\s,[\]{}]/.test(text[found.index + 1] ?? ' ')) continue;
    if (sign === '#' && !isWhite(text.charCodeAt(found.index - 1))) continue;
    const ends = sign === ',' || sign === ']' || sign === '}' || (sign === '\n' && overLines);
    if (!ends) return undefined;
    source.at = found.index;
    const word = withoutSpaces(text, at, found.index);
    return source.hasTabs && word.includes('\t') ? undefined : sharedValue(source, word);
  }
}

function skipWhite(source: PlainText, { overLines }: Extent): void {
  if (!overLines) {
    skipSpaces(source);
    return;
  }
  const { text } = source;
  let code = text.charCodeAt(source.at);
  while (isWhite(code) || code === LINE_FEED) {
    source.at += 1;
    code = text.charCodeAt(source.at);
  }
}
