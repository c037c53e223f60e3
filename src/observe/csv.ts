import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { ConfigurationError } from '../base/errors.ts';
import { bytesOf, type InputFile, type RowReceiver } from './input.ts';
import type { JsonObject } from './reported.ts';

/** The longest row, in characters: a quote that is never closed ends here. */
const MAX_ROW = 1_000_000;

/** After one of these, nobody knows where the next row begins. */
const FATAL = new Set<string>(['CSV_MAX_RECORD_SIZE', 'CSV_QUOTE_NOT_CLOSED']);

/**
 * Hands on the rows of a table whose first line names the columns.
 * @throws ConfigurationError: it cannot be read to its end
 */
export async function readCsv(file: InputFile, to: RowReceiver): Promise<void> {
  const { name: path } = file;
  for await (const { record, info } of recordsOf(file, to)) to.row(record, { path, line: info.lines }, null);
}

type Record = { record: JsonObject; info: { lines: number } };

async function* recordsOf(file: InputFile, to: RowReceiver): AsyncGenerator<Record> {
  const { name: path } = file;
  const parser = parse({
    bom: true,
    columns: (names: string[]) => names.map((name) => name.trim()),
    info: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: MAX_ROW,
  });
  parser.on('skip', (problem: CsvError | undefined) => {
    const line = typeof problem?.lines === 'number' ? problem.lines : undefined;
    if (problem && FATAL.has(problem.code)) parser.destroy(problem);
    else to.unreadable('is no row of the table', { path, ...(line === undefined ? {} : { line }) });
  });
  const source = Readable.from(bytesOf(file));
  source.on('error', (problem) => parser.destroy(problem));
  try {
    yield* source.pipe(parser);
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    throw new ConfigurationError('The table cannot be read to its end.', {
      place: { path },
      remedy: 'Look for a quote that is never closed.',
      cause,
    });
  }
}
