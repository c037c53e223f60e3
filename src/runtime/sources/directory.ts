import { join } from 'node:path';
import { hasCode } from '../../base/system-error.ts';
import type { Source } from '../api.ts';
import type { FileReader } from '../file-reader.ts';
import { LARGEST_TEXT, requirePath } from '../source.ts';

/**
 * A folder that `prompt-eval-gate publish` wrote.
 * @throws PromptError for what is no path
 */
export function directory(path: string): Source {
  requirePath('directory', path);
  let files: FileReader | null = null;
  const readText = async (file: string, signal: AbortSignal): Promise<string | null> => {
    const { openFileReader } = await import('../file-reader.ts');
    files ??= openFileReader();
    try {
      return await files.read(file, { signal, largest: LARGEST_TEXT }, (text) => text());
    } catch (problem) {
      if (hasCode(problem, 'ENOENT')) return null;
      throw problem;
    }
  };
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
