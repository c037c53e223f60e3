import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

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

/** Whether an error is the system's of this code, such as `ENOENT`. */
export function hasCode(problem: unknown, code: string): boolean {
  return problem instanceof Error && 'code' in problem && problem.code === code;
}
