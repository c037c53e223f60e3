import { ConfigurationError } from '../base/errors.ts';
import { isMapping, type Json } from '../base/json.ts';
import { isShallow, isTooDeep, TOO_DEEP } from '../base/nesting.ts';
import { readCsv } from './csv.ts';
import { bytesOf, type InputFile, type RowPlace, type RowReceiver } from './input.ts';

/** The longest line, in characters; a request of OTLP may have many records. */
const MAX_LINE = 32_000_000;
/** The largest file that is one JSON document instead of lines, in characters. */
const MAX_DOCUMENT = 100_000_000;

/** Hands on the rows of a file, in its order: lines of JSON, one JSON document, or a table. Memory stays flat but for a document. */
export async function readRows(file: InputFile, isTable: boolean, to: RowReceiver): Promise<void> {
  if (isTable) return await readCsv(file, to);
  await readJson(file, to, { mayBeDocument: true });
}

/** Hands on the rows of what grows: lines of JSON, and nothing that ends only later. */
export async function readJsonLines(file: InputFile, to: RowReceiver): Promise<void> {
  await readJson(file, to, { mayBeDocument: false });
}

async function readJson(
  file: InputFile,
  to: RowReceiver,
  { mayBeDocument }: { mayBeDocument: boolean },
): Promise<void> {
  const { name: path } = file;
  let document: string | null = null;
  let number = 0;
  const readLine = (line: string): void => {
    number += 1;
    if (document !== null) {
      document = withinBounds(`${document}\n${line}`, path);
      return;
    }
    if (line === '' || line.trim() === '') return;
    const place = { path, line: number };
    if (mayBeDocument && number === 1 && isDocument(line)) {
      document = line;
      return;
    }
    const value = parsed(line);
    if (value === undefined) to.unreadable('is not valid JSON', place);
    else if (isMapping(value) && !Array.isArray(value.data)) give(value, place, to, line);
    else for (const row of rowsIn(value)) give(row, place, to);
  };
  await readLines(file, readLine, () => {
    number += 1;
    to.unreadable(`is longer than ${MAX_LINE} characters`, { path, line: number });
  });
  if (document !== null) readDocument(document, path, to);
}

async function readLines(
  file: InputFile,
  readLine: (line: string) => void,
  tooLong: () => void,
): Promise<void> {
  const decoder = new TextDecoder();
  let rest = '';
  let skips = false;
  const take = (text: string): void => {
    let from = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', from)) {
      const part = text.slice(from, end);
      from = end + 1;
      if (skips) tooLong();
      else readLine(withoutReturn(rest + part));
      rest = '';
      skips = false;
    }
    if (skips) return;
    rest += text.slice(from);
    if (rest.length <= MAX_LINE) return;
    rest = '';
    skips = true;
  };
  for await (const chunk of bytesOf(file)) take(decoder.decode(chunk, { stream: true }));
  take(decoder.decode());
  if (skips) tooLong();
  else if (rest !== '') readLine(withoutReturn(rest));
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

/** A list, or an object that goes on in the next line. */
function isDocument(line: string): boolean {
  const start = line.trim();
  if (start.startsWith('[')) return true;
  return start.startsWith('{') && !start.endsWith('}') && parsed(line) === undefined;
}

function readDocument(text: string, path: string, to: RowReceiver): void {
  const value = parsed(text);
  if (value === undefined) {
    throw new ConfigurationError('This is neither lines of JSON nor one JSON document.', {
      place: { path },
      remedy: 'Write one JSON object a line; of a table name it --from csv.',
    });
  }
  for (const [index, row] of rowsIn(value).entries()) give(row, { path, row: index + 1 }, to);
}

/** @param text the row as it is written, where it has a line to itself */
function give(row: Json, place: RowPlace, to: RowReceiver, text: string | null = null): void {
  if (!isMapping(row)) to.unreadable('is not a JSON object', place);
  else if (!(text !== null && isShallow(text)) && isTooDeep(row)) to.unreadable(TOO_DEEP, place);
  else to.row(row, place, text);
}

/** The rows of a document: its list, or the list under `data`, or itself. */
function rowsIn(value: Json): Json[] {
  if (Array.isArray(value)) return value;
  if (isMapping(value) && Array.isArray(value.data)) return value.data;
  return [value];
}

function withinBounds(text: string, path: string): string {
  if (text.length <= MAX_DOCUMENT) return text;
  throw new ConfigurationError(`This JSON document is larger than ${MAX_DOCUMENT / 1e6} MB.`, {
    place: { path },
    remedy: 'Write one JSON object a line (JSONL): such files may have any size.',
  });
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
