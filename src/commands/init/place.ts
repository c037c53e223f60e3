import { lstat, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ConfigurationError } from '../../base/errors.ts';
import { hasCode } from '../../base/system-error.ts';

/**
 * Writes a new file into the working tree, creating its folders. Follows no symbolic link.
 * @throws ConfigurationError: the file exists, or one of its folders is a link or not a folder.
 */
export async function placeFile(root: string, path: string, text: string): Promise<void> {
  const folders = dirname(path).split('/');
  for (const depth of folders.keys()) {
    const folder = folders.slice(0, depth + 1).join('/');
    const found = await lstat(join(root, folder)).catch(() => undefined);
    if (found !== undefined && !found.isDirectory()) {
      throw new ConfigurationError('This is no folder, so nothing is written into it.', {
        place: { path: folder },
      });
    }
  }
  await mkdir(join(root, dirname(path)), { recursive: true });
  try {
    await writeFile(join(root, path), text, { flag: 'wx' });
  } catch (error) {
    if (hasCode(error, 'EEXIST')) {
      throw new ConfigurationError('This file is there already; it is left as it is.', { place: { path } });
    }
    throw error;
  }
}

/** Whether a path of the working tree exists, ignored by git or not. */
export async function isThere(root: string, path: string): Promise<boolean> {
  return (await lstat(join(root, path)).catch(() => undefined)) !== undefined;
}
