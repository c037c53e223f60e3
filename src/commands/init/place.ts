import { constants } from 'node:fs';
import { lstat, mkdir, open, writeFile } from 'node:fs/promises';
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

/**
 * Adds a line at the end of a file of the working tree. Follows no symbolic link.
 * @param before its text as it was read
 * @throws ConfigurationError: it is no file, or was changed meanwhile
 */
export async function addLine(
  root: string,
  { path, before, line }: { path: string; before: string; line: string },
): Promise<void> {
  const file = await open(
    join(root, path),
    constants.O_RDWR | constants.O_NOFOLLOW | constants.O_APPEND,
  ).catch(() => undefined);
  try {
    const now = await file?.readFile('utf8');
    if (!file || now !== before) {
      throw new ConfigurationError(
        'This file is no plain file, or was changed just now; it is left as it is.',
        {
          place: { path },
        },
      );
    }
    await file.appendFile(withLine(before, line).slice(before.length));
  } finally {
    await file?.close();
  }
}

/** A text with one more line, ended as its others are. */
function withLine(before: string, line: string): string {
  const end = before.includes('\r\n') ? '\r\n' : '\n';
  const gap = before === '' || before.endsWith('\n') ? '' : end;
  return `${before}${gap}${line}${end}`;
}

/** Whether a path of the working tree exists, ignored by git or not. */
export async function isThere(root: string, path: string): Promise<boolean> {
  return (await lstat(join(root, path)).catch(() => undefined)) !== undefined;
}
