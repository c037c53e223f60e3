import { join } from 'node:path';
import { hasCode } from '../../base/system-error.ts';
import type { Source } from '../api.ts';
import type { FileReader } from '../file-reader.ts';
import { LARGEST_TEXT } from '../source.ts';

/** A folder that `prompt-eval-gate publish` wrote. */
export function directory(path: string): Source {
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
    readPointer: (environment, signal) => readText(join(path, environment, 'pointer.json'), signal),
    readObject: (digest, signal) => readText(join(path, 'objects', 'sha256', `${digest}.json`), signal),
  };
}
