import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode } from '../../base/system-error.ts';
import type { Source } from '../api.ts';
import { refuseLarge, requirePath } from '../source.ts';

/**
 * A folder that `prompt-eval-gate publish` wrote.
 * @throws PromptError for what is no path
 */
export function directory(path: string): Source {
  requirePath('directory', path);
  return {
    name: `directory ${path}`,
    async readPointer(environment, signal) {
      const text = await readText(join(path, environment, 'pointer.json'), signal);
      if (text !== null) return text;
      const { whyMissing } = await import('../missing-environment.ts');
      throw new Error(await whyMissing(path, environment));
    },
    readObject: (digest, signal) => readText(join(path, 'objects', 'sha256', `${digest}.json`), signal),
  };
}

async function readText(path: string, signal: AbortSignal): Promise<string | null> {
  try {
    refuseLarge((await stat(path)).size);
    return await readFile(path, { encoding: 'utf8', signal });
  } catch (problem) {
    if (hasCode(problem, 'ENOENT')) return null;
    throw problem;
  }
}
