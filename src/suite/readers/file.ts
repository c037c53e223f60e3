import { ConfigurationError, type Place } from '../../base/errors.ts';
import type { SuiteFiles, SuiteText } from '../files.ts';
import type { StatedSuite } from '../stated.ts';
import type { Reading } from './reader.ts';
import { readerNamed, readerOfFile } from './table.ts';

const MAX_DEPTH = 10;

/**
 * Files that refer to each other, being read: the depth, the place of the last reference, and the files that were read
 * to their end.
 */
type From = { depth: number; place: Place; done?: Set<string> };

/**
 * Reads a file with tests, and the files that it names, in the formats of their names; the first file with the reader
 * `reader`, if given. Throws ConfigurationError(s): a name of no format, files that refer to each other in a circle,
 * and mistakes in them.
 */
export async function readTestFile(
  file: SuiteText,
  files: SuiteFiles,
  { reader = null, ...from }: From & { reader?: string | null },
): Promise<StatedSuite> {
  if (from.depth > MAX_DEPTH) {
    throw new ConfigurationError('The files of this suite refer to each other in a circle.', {
      place: from.place,
    });
  }
  const found = reader === null ? readerOfFile(file) : readerNamed(reader);
  if (found === undefined) {
    throw new ConfigurationError('This is no suite in a format that is read here.', {
      place: { path: file.path },
      remedy: 'Write it as YAML, JSON, JSONL or CSV, and name it so.',
    });
  }
  return found.read(file, readingOf(files, { depth: from.depth, done: from.done ?? new Set() }));
}

function readingOf(files: SuiteFiles, { depth, done }: { depth: number; done: Set<string> }): Reading {
  return {
    files,
    async readReferenced(from, reference, place) {
      const parts: StatedSuite[] = [];
      for (const file of await files.read([from], reference, place)) {
        if (done.has(file.path)) continue;
        parts.push(await readTestFile(file, files, { depth: depth + 1, place, done }));
        done.add(file.path);
      }
      return parts;
    },
    afresh: () => readingOf(files, { depth, done: new Set() }),
  };
}
