import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { isMapping, type Json } from '../base/json.ts';
import { isTooDeep, TOO_DEEP } from '../base/nesting.ts';
import { hasCode } from '../base/system-error.ts';

/** A request that is not taken, and why. */
export class Refused extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The largest body, unpacked, in bytes … */
export const MOST_BYTES = 8_000_000;
/** … and rows. */
const MOST_ROWS = 20_000;

const LINE_TYPES = new Set(['application/x-ndjson', 'application/ndjson', 'application/jsonl']);
const JSON_TYPES = new Set(['application/json']);

const unpack = promisify(gunzip);

/** What is wrong with a row, as the end of a sentence; null: nothing. */
export type RowCheck = (row: { [key: string]: Json }) => string | null;

/** Whether rows are taken of a content-type, without its parameters. */
export function isTaken(type: string): boolean {
  return JSON_TYPES.has(type) || LINE_TYPES.has(type);
}

/**
 * The rows of a body as lines of JSON.
 * @throws Refused, with the first row that is wrong
 */
export async function linesOf(
  body: Buffer,
  { type, encoding, check }: { type: string; encoding: string; check: RowCheck },
): Promise<string[]> {
  const text = await unpacked(body, encoding);
  const lines: string[] = [];
  for (const { value, where } of LINE_TYPES.has(type) ? rowsOfLines(text) : rowsOfDocument(text)) {
    if (lines.length === MOST_ROWS) throw tooMany();
    lines.push(oneLine(value, where, check));
  }
  return lines;
}

async function unpacked(body: Buffer, encoding: string): Promise<string> {
  if (encoding === 'identity') return textOf(body);
  if (encoding !== 'gzip') throw new Refused(415, 'The content-encoding is gzip, or none.');
  try {
    return textOf(await unpack(body, { maxOutputLength: MOST_BYTES }));
  } catch (problem) {
    if (problem instanceof Refused) throw problem;
    throw hasCode(problem, 'ERR_BUFFER_TOO_LARGE') ? tooLarge() : new Refused(400, 'This is no gzip.');
  }
}

function textOf(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw new Refused(400, 'This is no UTF-8.');
  }
}

type Row = { value: Json; where: string };

/** One after another: a body of line ends only makes nothing large. */
function* rowsOfLines(text: string): Generator<Row> {
  let number = 0;
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf('\n', from);
    const line = text.slice(from, end === -1 ? text.length : end);
    from = end === -1 ? text.length : end + 1;
    number += 1;
    const where = `line ${number}`;
    if (line.trim() !== '') yield { value: parsed(line, where), where };
  }
}

function* rowsOfDocument(text: string): Generator<Row> {
  const document = parsed(text, 'the body');
  if (!Array.isArray(document)) {
    yield { value: document, where: 'the body' };
    return;
  }
  for (const [index, value] of document.entries()) yield { value, where: `item ${index + 1}` };
}

function parsed(text: string, where: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    throw wrong(`${where} is not valid JSON`);
  }
}

function oneLine(value: Json, where: string, check: RowCheck): string {
  if (!isMapping(value)) throw wrong(`${where} is not a JSON object`);
  const problem = isTooDeep(value) ? TOO_DEEP : check(value);
  if (problem !== null) throw wrong(`${where} ${problem}`);
  return JSON.stringify(value);
}

function wrong(what: string): Refused {
  return new Refused(400, `Nothing is taken: ${what}.`);
}

function tooMany(): Refused {
  return new Refused(413, `The body has more than ${MOST_ROWS} rows: post fewer at once.`);
}

/** A body that is larger than is taken. */
export function tooLarge(): Refused {
  return new Refused(413, `The body is larger than ${MOST_BYTES / 1e6} MB: post fewer at once.`);
}
