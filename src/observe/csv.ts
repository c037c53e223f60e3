import { Readable } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import { ConfigurationError } from '../base/errors.ts';
import type { InputFile, RowReceiver } from './input.ts';

/** The longest row, in characters: a quote that is never closed ends here. */
const MAX_ROW = 1_000_000;

/** Hands on the rows of a table whose first line names the columns. */
export async function readCsv(file: InputFile, to: RowReceiver): Promise<void> {
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
    to.unreadable('is no row of the table', { path, ...(line === undefined ? {} : { line }) });
  });
  const source = Readable.from(file.open());
  source.on('error', (problem) => parser.destroy(problem));
  try {
    for await (const { record, info } of source.pipe(parser)) {
      to.row(record, { path, line: info.lines }, null);
    }
  } catch (cause) {
    throw new ConfigurationError('The table cannot be read to its end.', {
      place: { path },
      remedy: 'Look for a quote that is never closed.',
      cause,
    });
  }
}
