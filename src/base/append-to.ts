import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { linkBelow } from './link-below.ts';

/**
 * Opens a file to read it and to append to it; it is made where it is not there. A link, or what is no regular file, is
 * refused: a link that a repository brings leads to no file outside.
 * @param path absolute
 * @param directory where the command runs: no folder below it may be a link
 * @throws Error, the system's or one that says what the file is
 */
export async function openToAppend(path: string, directory: string): Promise<FileHandle> {
  const link = await linkBelow(directory, path);
  if (link !== null) throw new Error(`${link} is a symbolic link`);
  const { O_RDWR, O_APPEND, O_CREAT, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  const file = await open(path, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK);
  if ((await file.stat()).isFile()) return file;
  await file.close();
  throw new Error('it is no regular file');
}

/** Whether a file that is open to be read ends within a line: whoever appended was cut off. */
export async function endsWithinLine(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat();
  const { buffer, bytesRead } = await file.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1));
  return bytesRead === 1 && buffer[0] !== 10;
}
