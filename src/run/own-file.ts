import { closeSync, constants, fstatSync, lstatSync, openSync, type Stats } from 'node:fs';

/**
 * Opens a file of ours in a folder that others may have filled. Gives its descriptor; undefined where there is none, or
 * what stands there is not ours: a symbolic link, a pipe, a folder, or a second name of some other file.
 * @param flags of `open`; a file that is made is a new one.
 * @throws what the system says where an own file cannot be opened.
 */
export function openOwnFile(path: string, flags: number): number | undefined {
  // Without blocking: a pipe would wait for somebody at its other end.
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

/** Size and times of a file of ours; undefined where there is none, or what stands there is not ours. */
export function ownStats(path: string): Stats | undefined {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found && isOwn(found) ? found : undefined;
}

function isOwn(stats: Stats): boolean {
  return stats.isFile() && stats.nlink === 1;
}
