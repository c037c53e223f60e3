import { closeSync, constants, fstatSync, lstatSync, openSync, type Stats } from 'node:fs';

/**
 * Opens one of our own files in a folder to which others may have written. Returns its descriptor; undefined if there is
 * no such file, or it is not ours: a symbolic link, a pipe, a folder, or a hard link to another file.
 * @param flags of `open`; a file that is created is always a new one.
 * @throws the system's error if our own file cannot be opened.
 */
export function openOwnFile(path: string, flags: number): number | undefined {
  // Without blocking: a pipe would wait for a process at its other end.
  const safely = flags | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  let descriptor: number;
  try {
    descriptor = openSync(path, safely, 0o644);
  } catch (error) {
    if (ownStats(path) === undefined) return undefined;
    throw error;
  }
  if (isOwn(fstatSync(descriptor))) return descriptor;
  closeSync(descriptor);
  return undefined;
}

/** Size and times of one of our own files; undefined if there is no such file, or it is not ours. */
export function ownStats(path: string): Stats | undefined {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found && isOwn(found) ? found : undefined;
}

function isOwn(stats: Stats): boolean {
  return stats.isFile() && stats.nlink === 1;
}
