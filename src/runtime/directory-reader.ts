import { join } from 'node:path';
import { hasCode } from '../base/system-error.ts';
import { openFileReader } from './file-reader.ts';
import { LARGEST_TEXT, type Reader } from './source.ts';

/** Reads a published folder. */
export function openDirectory(path: string): Reader {
  const files = openFileReader();
  const readText = async (file: string, signal: AbortSignal): Promise<string | null> => {
    try {
      return await files.read(file, { signal, largest: LARGEST_TEXT }, (text) => text());
    } catch (problem) {
      if (hasCode(problem, 'ENOENT')) return null;
      throw problem;
    }
  };
  return {
    async readPointer(environment, signal) {
      const text = await readText(join(path, environment, 'pointer.json'), signal);
      if (text !== null) return text;
      const { whyMissing } = await import('./missing-environment.ts');
      throw new Error(await whyMissing(path, environment));
    },
    readObject: (digest, signal) => readText(join(path, 'objects', 'sha256', `${digest}.json`), signal),
  };
}
