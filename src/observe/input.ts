import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { isAbsolute, resolve } from 'node:path';
import { createGunzip } from 'node:zlib';
import { ConfigurationError, ConfigurationErrors } from '../base/errors.ts';
import type { JsonObject } from './reported.ts';

/** Bytes of a file, or of the standard input, piece by piece. */
export type Bytes = AsyncIterable<Uint8Array>;

/** What is to be read. */
export type InputFile = { name: string; open(): Bytes };

/** Where a row stands: its line, or its number in a file that is one JSON document. */
export type RowPlace = { path: string; line?: number; row?: number };

export type RowReceiver = {
  row(row: JsonObject, place: RowPlace, text: string | null): void;
  unreadable(problem: string, place: RowPlace): void;
};

const CHUNK_BYTES = 256 * 1024;

/**
 * The files of a command line; `-` is the standard input, and files whose name ends with `.gz` are unpacked.
 * @throws ConfigurationErrors that names every file that is not there
 */
export async function openFiles(
  names: readonly string[],
  { directory, input }: { directory: string; input: Bytes | undefined },
): Promise<InputFile[]> {
  const mistakes: ConfigurationError[] = [];
  const files: InputFile[] = [];
  for (const name of names) {
    if (name === '-') {
      if (input) files.push({ name: 'stdin', open: () => input });
      else
        mistakes.push(new ConfigurationError('There is no standard input here.', { remedy: 'Name a file.' }));
      continue;
    }
    const path = isAbsolute(name) ? name : resolve(directory, name);
    const found = await stat(path).catch(() => null);
    if (found === null)
      mistakes.push(new ConfigurationError('There is no such file.', { place: { path: name } }));
    else if (found.isDirectory()) {
      const remedy = 'Name the files in it.';
      mistakes.push(new ConfigurationError('This is a folder.', { place: { path: name }, remedy }));
    } else files.push({ name, open: () => openFile(path) });
  }
  if (mistakes.length > 0) throw new ConfigurationErrors(mistakes);
  return files;
}

function openFile(path: string): Bytes {
  const stream = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  if (!path.endsWith('.gz')) return stream;
  const unpacked = createGunzip({ chunkSize: CHUNK_BYTES });
  stream.on('error', (problem) => unpacked.destroy(problem));
  return stream.pipe(unpacked);
}

/**
 * The bytes of a file.
 * @throws ConfigurationError: it cannot be read to its end; GateFailure: what it comes from cannot be reached
 */
export async function* bytesOf({ name, open }: InputFile): Bytes {
  try {
    yield* open();
  } catch (cause) {
    // Only a file's own failures have a code: what whoever follows it does wrong meanwhile is not the file's.
    if (!(cause instanceof Error && 'code' in cause)) throw cause;
    throw new ConfigurationError('The file cannot be read to its end.', { place: { path: name }, cause });
  }
}
