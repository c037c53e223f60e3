import { readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const DAY_MS = 24 * 3600 * 1000;
const LONGEST_UNUSED_MS = 90 * DAY_MS;
/** Some two hundred thousand answers. */
const MOST_BYTES = 500 * 1024 * 1024;
/** Its time says when the directory was last tidied. */
const TIDIED = 'tidied';

/** The files of answers in a directory, oldest first (their names begin with their time); none where there is no directory. */
export function listStoreFiles(directory: string): string[] {
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
 * stay within `maxBytes`. `now` is ms since the epoch. Files written within `spareMs` stay: somebody may be at work on
 * them. Gives what was removed. A process that has a removed file open keeps reading it.
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
  const files = listStoreFiles(directory).map((path) => ({ path, ...sizeAndTime(path) }));
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

function sizeAndTime(path: string): { bytes: number; writtenAt: number } {
  const { size, mtimeMs } = statSync(path);
  return { bytes: size, writtenAt: mtimeMs };
}

/** Notes that a run took answers from these files, by their time. Throws nothing, as `tidyStore` does not. */
export function noteUse(paths: readonly string[], now: number): void {
  try {
    for (const path of paths) if (ageOf(path, now) > DAY_MS) utimesSync(path, now / 1000, now / 1000);
  } catch {
    // They stay as old as they look.
  }
}

function ageOf(path: string, now: number): number {
  return now - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0);
}

/**
 * Removes answers that no run used for 90 days, and the longest unused beyond 500 MB, at most once a day. Nothing that
 * was used within the last day goes, so that no run loses what it has or another one what it is about to write. Nothing
 * that goes wrong here matters to a run, so nothing throws.
 */
export function tidyStore(directory: string, now: number): void {
  try {
    const mark = join(directory, TIDIED);
    if (ageOf(mark, now) <= DAY_MS) return;
    if (listStoreFiles(directory).length === 0) return;
    writeFileSync(mark, '');
    pruneStore(directory, { maxAgeMs: LONGEST_UNUSED_MS, maxBytes: MOST_BYTES, now, spareMs: DAY_MS });
  } catch {
    // The answers stay as they are.
  }
}
