import type { Stats } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigurationError, unlessMistaken } from '../base/errors.ts';
import type { Snapshot } from '../domain/snapshot.ts';

/** Larger files are no prompts, suites or policies: 100,000 cases of 400 characters. */
export const MAX_FILE_BYTES = 40_000_000;

/** A file's bytes as text (UTF-8; a byte order mark is left out). Throws ConfigurationError for what is no text. */
export function decodeText(bytes: Uint8Array, path: string): string {
  if (isUtf16(bytes)) {
    throw new ConfigurationError('This file is UTF-16 text; expected UTF-8.', {
      place: { path },
      remedy: 'Save it as UTF-8. PowerShell writes UTF-16 unless it is told `-Encoding utf8`.',
    });
  }
  if (bytes.includes(0)) {
    throw new ConfigurationError('This is a binary file; expected text.', {
      place: { path },
      remedy: 'Name a text file, or save it as UTF-8.',
    });
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (LFS_POINTER.test(text)) throw lfsPointer(path);
    return text;
  } catch (cause) {
    if (cause instanceof ConfigurationError) throw cause;
    throw new ConfigurationError('This file is not UTF-8 text.', {
      place: { path },
      remedy: 'Save it as UTF-8.',
      cause,
    });
  }
}

/** By its byte order mark; without one, by a first line of which every other byte is zero, as Latin letters are. */
function isUtf16(bytes: Uint8Array): boolean {
  const [first = 0, second = 0] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  const start = bytes.subarray(0, 64);
  const zeros = [0, 1].map(
    (offset) => start.filter((byte, index) => index % 2 === offset && byte === 0).length,
  );
  const half = Math.floor(start.length / 2);
  return half >= 2 && ((zeros[0] === half && zeros[1] === 0) || (zeros[1] === half && zeros[0] === 0));
}

/** What git has of a file whose content is kept in Git LFS. */
const LFS_POINTER =
  /^version https:\/\/(?:git-lfs\.github\.com|hawser\.github\.com)\/spec\/v\d+\r?\n(?:[^\n]{1,200}\n){0,20}?oid [^\n]+/;

function lfsPointer(path: string): ConfigurationError {
  return new ConfigurationError(
    'This file is kept in Git LFS: git itself has a pointer to it, not its text.',
    {
      place: { path },
      remedy:
        'Keep prompts, suites and the files that they name out of LFS: take them out of .gitattributes, then git add --renormalize them.',
    },
  );
}

/** The error for a file that is there, and that the system does not let us read; `cause` says why. */
export function unreadable(path: string, cause: unknown): ConfigurationError {
  const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
  return new ConfigurationError(`This cannot be read${code}.`, {
    place: { path },
    remedy: 'Check the permissions of the file and of its folders.',
    cause,
  });
}

/**
 * What stands at a path of the working tree, no link followed; undefined where nothing does.
 * @throws ConfigurationError where the system does not say.
 */
export async function statOf(root: string, path: string): Promise<Stats | undefined> {
  try {
    return await lstat(join(root, path));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP') return undefined;
    throw unreadable(path, error);
  }
}

/** The error for a file of this many bytes. */
export function tooLarge(bytes: number, path: string): ConfigurationError {
  const size = (bytes / 1e6).toFixed(1);
  return new ConfigurationError(`This file has ${size} MB; at most 40 MB are read.`, {
    place: { path },
    remedy: 'Split it, or leave it out of `prompts:`.',
  });
}

export function symbolicLink(path: string): ConfigurationError {
  return new ConfigurationError('This is a symbolic link, which is not followed.', {
    place: { path },
    remedy: 'Put the file itself there.',
  });
}

export function submodule(path: string): ConfigurationError {
  return new ConfigurationError('This is a submodule; its files are not read.', {
    place: { path },
    remedy: 'Keep prompts and suites in this repository.',
  });
}

/** Throws ConfigurationError for a path that is not inside the repository (or is not written as git writes paths). */
export function requireInside(path: string): void {
  const parts = path.split('/');
  if (!path.includes('\0') && !parts.some((part) => part === '' || part === '.' || part === '..')) return;
  throw new ConfigurationError('This path does not name a file inside the repository.', {
    place: { path },
    remedy: 'Write it relative to the root of the repository, without "..".',
  });
}

/** A file's text, for looking at files that nobody named: undefined where there is none, or what is there is no text. */
export async function readableText(snapshot: Snapshot, path: string): Promise<string | undefined> {
  return unlessMistaken(() => snapshot.read(path));
}
