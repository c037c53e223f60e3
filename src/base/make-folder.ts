import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { hasCode } from './system-error.ts';

/**
 * Makes a folder and those above it. Node's own recursive `mkdir` never ends where the system lets nobody make any (below
 * /proc).
 * @throws the system's error
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (problem) {
    if (hasCode(problem, 'EEXIST')) return;
    if (!hasCode(problem, 'ENOENT') || dirname(path) === path) throw problem;
    await makeFolder(dirname(path));
    await mkdir(path);
  }
}
