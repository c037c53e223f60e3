import { closeSync, constants, futimesSync, lstatSync, readdirSync, rmSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError } from '../base/errors.ts';
import { hasCode } from '../base/system-error.ts';
import { openOwnFile, ownStats } from './own-file.ts';

const DAY_MS = 24 * 3600 * 1000;
const LONGEST_UNUSED_MS = 90 * DAY_MS;
/** Some two hundred thousand answers. */
const MOST_BYTES = 500 * 1024 * 1024;
/** A file whose modification time is that of the last clean-up. */
const TIDIED = 'tidied';

/**
 * The files of answers in a directory, oldest first (their names begin with their time); none where there is no directory.
 * What is there and not ours (links, pipes, second names of other files) does not count.
 */
export function listStoreFiles(directory: string): string[] {
  try {
    return readdirSync(directory)
      .filter((name) => name.endsWith('.jsonl'))
      .sort()
      .map((name) => join(directory, name))
      .filter((path) => ownStats(path) !== undefined);
  } catch (error) {
    if (meansAbsent(error)) return [];
    throw error;
  }
}

/** Whether an error says that there is nothing at a path; where a file stands in its way, there is nothing either. */
function meansAbsent(error: unknown): boolean {
  return hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR');
}

/**
 * A directory of answers is a directory: behind a symbolic link, files of somebody else would be read, and removed.
 * @throws ConfigurationError for anything else; where nothing is, it can be made.
 */
export function requireDirectory(directory: string): void {
  const found = entryAt(directory);
  if (!found || found.isDirectory()) return;
  const what = found.isSymbolicLink() ? 'a symbolic link' : 'no folder';
  throw new ConfigurationError(
    `The recorded answers are kept in a folder of their own, and this is ${what}.`,
    {
      place: { path: directory },
      remedy: 'Remove it.',
    },
  );
}

function entryAt(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch (error) {
    if (meansAbsent(error)) return undefined;
    throw error;
  }
}

/**
 * Removes whole files of answers, oldest first: those last written more than `maxAgeMs` ago, and as many as it takes to
 * stay within `maxBytes`. `now` is ms since the epoch. Files written within `spareMs` are kept: another run may be
 * using them. Returns what was removed. A process that has a removed file open keeps reading it.
 */
export function pruneStore(
  directory: string,
  {
    maxAgeMs,
    maxBytes,
    now,
    spareMs = -1,
  }: { maxAgeMs: number; maxBytes: number; now: number; spareMs?: number },
): { files: number; bytes: number } {
  const files = listStoreFiles(directory).flatMap((path) => {
    const stats = ownStats(path);
    return stats ? [{ path, bytes: stats.size, writtenAt: stats.mtimeMs }] : [];
  });
  files.sort((a, b) => a.writtenAt - b.writtenAt);
  let total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const removed = { files: 0, bytes: 0 };
  for (const { path, bytes, writtenAt } of files) {
    if (now - writtenAt <= spareMs || (now - writtenAt <= maxAgeMs && total <= maxBytes)) continue;
    rmSync(path, { force: true });
    total -= bytes;
    removed.files += 1;
    removed.bytes += bytes;
  }
  return removed;
}

/**
 * Records that a run took answers from these files, by setting their modification time. Never throws, like `tidyStore`.
 */
export function noteUse(paths: readonly string[], now: number): void {
  try {
    for (const path of paths) if (ageOf(path, now) > DAY_MS) setTime(path, constants.O_RDONLY, now);
  } catch {
    // The files keep their age.
  }
}

function ageOf(path: string, now: number): number {
  return now - (ownStats(path)?.mtimeMs ?? 0);
}

/** Gives whether it was a file of ours. */
function setTime(path: string, flags: number, now: number): boolean {
  const descriptor = openOwnFile(path, flags);
  if (descriptor === undefined) return false;
  futimesSync(descriptor, now / 1000, now / 1000);
  closeSync(descriptor);
  return true;
}

/**
 * Removes answers that no run used for 90 days, and the longest unused beyond 500 MB, at most once a day. Files used in
 * the last 24 h are kept: another run may be using them. Never throws: a failed clean-up does not affect a run.
 */
export function tidyStore(directory: string, now: number): void {
  try {
    const mark = join(directory, TIDIED);
    if (ageOf(mark, now) <= DAY_MS) return;
    if (listStoreFiles(directory).length === 0) return;
    if (!setTime(mark, constants.O_WRONLY | constants.O_CREAT, now)) return;
    pruneStore(directory, { maxAgeMs: LONGEST_UNUSED_MS, maxBytes: MOST_BYTES, now, spareMs: DAY_MS });
  } catch {
    // The answers are kept.
  }
}
