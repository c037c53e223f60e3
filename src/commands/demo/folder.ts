import { mkdir, mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ConfigurationError } from '../../base/errors.ts';

/**
 * The folder that the demo writes into: a new temporary one, or the one that the user names.
 * @param keep relative to `directory`
 * @throws ConfigurationError: the folder has something in it, or cannot be made
 */
export async function demoFolder(keep: string | undefined, directory: string): Promise<string> {
  if (keep === undefined) return mkdtemp(join(tmpdir(), 'prompt-eval-gate-demo-'));
  const folder = resolve(directory, keep);
  const names = await mkdir(folder, { recursive: true })
    .then(() => readdir(folder))
    .catch(() => null);
  if (names?.length === 0) return folder;
  const problem = names === null ? 'cannot be made' : 'is not empty';
  throw new ConfigurationError(`The folder of --keep ${problem}: ${folder}.`, {
    remedy: 'Name a folder that does not exist yet.',
  });
}
