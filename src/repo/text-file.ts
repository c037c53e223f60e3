import { ConfigurationError, unlessMistaken } from '../base/errors.ts';
import type { Snapshot } from '../domain/snapshot.ts';

/** Larger files are no prompts, suites or policies. */
export const MAX_FILE_BYTES = 5_000_000;

/** A file's bytes as text (UTF-8; a byte order mark is left out). Throws ConfigurationError for what is no text. */
export function decodeText(bytes: Uint8Array, path: string): string {
  if (bytes.includes(0)) {
    throw new ConfigurationError('This is a binary file; expected text.', {
      place: { path },
      remedy: 'Name a text file, or save it as UTF-8.',
    });
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new ConfigurationError('This file is not UTF-8 text.', {
      place: { path },
      remedy: 'Save it as UTF-8.',
      cause,
    });
  }
}

/** The error for a file of this many bytes. */
export function tooLarge(bytes: number, path: string): ConfigurationError {
  const size = (bytes / 1e6).toFixed(1);
  return new ConfigurationError(`This file has ${size} MB; at most 5 MB are read.`, {
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
