import { ConfigurationError, type Place } from '../../base/errors.ts';
import type { SuiteFiles, SuiteText } from '../files.ts';
import type { StatedSuite } from '../stated.ts';
import { readCsv } from './csv.ts';
import { readJsonLines } from './json-lines.ts';
import { readList } from './list.ts';

const MAX_DEPTH = 10;

/** Reads a file with tests in the format that its name tells. Throws ConfigurationError for a name of another kind. */
export async function readTestFile(
  file: SuiteText,
  files: SuiteFiles,
  from: { depth: number; place: Place },
): Promise<StatedSuite> {
  if (from.depth > MAX_DEPTH) {
    throw new ConfigurationError('The files of this suite refer to each other in a circle.', {
      place: from.place,
    });
  }
  if (/\.csv$/i.test(file.path)) {
    return readCsv(file);
  }
  if (/\.(?:jsonl|ndjson)$/i.test(file.path)) {
    return readJsonLines(file);
  }
  if (/\.(?:ya?ml|json)$/i.test(file.path)) {
    return readList(file, files, from.depth);
  }
  throw new ConfigurationError('This is no suite in a format that is read here.', {
    place: { path: file.path },
    remedy: 'Write it as YAML, JSON, JSONL or CSV, and name it so.',
  });
}
