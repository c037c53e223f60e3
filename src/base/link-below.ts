import { lstat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';

/**
 * The first folder between a folder and a file in it that is a symbolic link: one that a repository brings leads outside.
 * @param directory where the command runs; what lies above it, or elsewhere, is the user's own
 * @param path absolute
 * @returns relative to the directory; null: there is none
 */
export async function linkBelow(directory: string, path: string): Promise<string | null> {
  const parts = relative(directory, dirname(path)).split(sep);
  if (parts[0] === '..') return null;
  for (const index of parts.keys()) {
    const folder = parts.slice(0, index + 1).join(sep);
    const found = await lstat(join(directory, folder)).catch(() => null);
    if (folder !== '' && found?.isSymbolicLink()) return folder;
  }
  return null;
}
