import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { ConfigurationError } from '../../../base/errors.ts';

/**
 * The words of a program name no file of the work tree: what is checked out there may be anybody's branch, whatever the
 * policy of main says.
 * @param root of the repository
 * @throws ConfigurationError: one does
 */
export async function refuseOwnFiles(words: readonly string[], root: string): Promise<void> {
  const top = await realpath(root);
  for (const word of words) {
    for (const path of [word, word.slice(word.indexOf('=') + 1)]) {
      if (!(await isOwn(path, top))) continue;
      throw new ConfigurationError(
        `The program is not run: ${path} is in the work tree, where anybody's branch may be checked out.`,
        { remedy: 'Name a program that is installed, with no file of the repository, under `publish`.' },
      );
    }
  }
}

async function isOwn(path: string, top: string): Promise<boolean> {
  const isPath = isAbsolute(path) || path.includes('/') || path.includes(sep);
  if (!isPath || path.includes('{directory}')) return false;
  const real = await realpath(resolve(top, path)).catch(() => null);
  if (real === null) return false;
  const below = relative(top, real);
  return !isAbsolute(below) && below !== '..' && !below.startsWith(`..${sep}`);
}
