import { readdirSync, statSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';

/** The files of answers in a directory, oldest first (their names begin with their time); none where there is no directory. */
export function listSegments(directory: string): string[] {
  try {
    return readdirSync(directory)
      .filter((name) => name.endsWith('.jsonl'))
      .sort()
      .map((name) => join(directory, name));
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return [];
    throw error;
  }
}

/**
 * Removes whole files of answers, oldest first: those last written more than `maxAgeMs` ago, and as many as it takes to
 * stay within `maxBytes`. `now` is ms since the epoch. Gives what was removed. A process that has a removed file
 * open keeps reading it.
 */
export function pruneStore(
  directory: string,
  { maxAgeMs, maxBytes, now }: { maxAgeMs: number; maxBytes: number; now: number },
): { files: number; bytes: number } {
  const segments = listSegments(directory).map((path) => ({ path, ...sizeAndTime(path) }));
  segments.sort((a, b) => a.writtenAt - b.writtenAt);
  let total = segments.reduce((sum, { bytes }) => sum + bytes, 0);
  const removed = { files: 0, bytes: 0 };
  for (const { path, bytes, writtenAt } of segments) {
    if (now - writtenAt <= maxAgeMs && total <= maxBytes) continue;
    unlinkSync(path);
    total -= bytes;
    removed.files += 1;
    removed.bytes += bytes;
  }
  return removed;
}

function sizeAndTime(path: string): { bytes: number; writtenAt: number } {
  const { size, mtimeMs } = statSync(path);
  return { bytes: size, writtenAt: mtimeMs };
}
