import { randomBytes } from 'node:crypto';
import { chmod, lstat, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { GateFailure } from '../base/errors.ts';
import { linkBelow } from '../base/link-below.ts';
import { makeFolder } from '../base/make-folder.ts';

/** Characters that are written at once, at least. */
const PIECE = 1 << 16;

/** The text of a report; in parts where it may be larger than fits into memory. */
export type ReportText = string | Iterable<string>;

/**
 * Writes a file of a report, making its folders. It appears as a whole, in place of a regular file or of nothing: a
 * link that a repository brings leads to no file outside. `/dev/stdout` and the like are written as they are.
 * @param path absolute, or relative to where the process runs.
 * @param directory where the command runs, of an absolute path: no folder below it may be a link
 * @param text whole, or in parts that are written one after the other.
 * @throws GateFailure where it cannot be written.
 */
export async function writeReport(path: string, text: ReportText, directory?: string): Promise<void> {
  try {
    if (path.startsWith('/dev/')) await writeFile(path, inPieces(text));
    else await replaceFile(path, text, directory);
  } catch (cause) {
    if (cause instanceof GateFailure) throw cause;
    const why = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
    throw new GateFailure(`The report could not be written to ${path}${why}.`, { cause });
  }
}

function* inPieces(text: ReportText): Generator<string> {
  if (typeof text === 'string') {
    yield text;
    return;
  }
  let piece = '';
  for (const part of text) {
    piece += part;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

async function replaceFile(path: string, text: ReportText, directory?: string): Promise<void> {
  const link = directory === undefined ? null : await linkBelow(directory, path);
  if (link !== null) throw refused(path, `${link} is a symbolic link`);
  for (const folder of foldersOf(path)) {
    const found = await statOf(folder);
    if (found?.isSymbolicLink()) throw refused(path, `${folder} is a symbolic link`);
  }
  const before = await statOf(path);
  if (before?.isSymbolicLink()) throw refused(path, 'it is a symbolic link');
  if (before && !before.isFile()) throw refused(path, 'it is no regular file');
  await makeFolder(dirname(path));
  const draft = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}`);
  try {
    await writeFile(draft, inPieces(text), { flag: 'wx' });
    if (before) await chmod(draft, before.mode & 0o777);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** The folders of a relative path, which a repository may have filled; those of an absolute one are the user's own. */
function foldersOf(path: string): string[] {
  if (isAbsolute(path)) return [];
  const parts = dirname(path).split(/[\\/]/);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/')).filter((folder) => folder !== '.');
}

async function statOf(path: string) {
  return lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}

function refused(path: string, why: string): GateFailure {
  return new GateFailure(`The report is not written to ${path}: ${why}.`, {
    remedy: 'Name the file itself.',
  });
}
