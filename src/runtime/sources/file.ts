import type { Source } from '../api.ts';
import type { BundleFileReader } from '../bundle-file-reader.ts';
import { requirePath } from '../source.ts';

/**
 * A bundle file (`prompt-eval-gate publish --bundle FILE`), built into an image: what serves when nothing else answers.
 * @throws PromptError for what is no path
 */
export function file(path: string): Source {
  requirePath('file', path);
  let reader: BundleFileReader | null = null;
  // Only applications with this source load it.
  const load = async () => {
    const { openBundleFile } = await import('../bundle-file-reader.ts');
    reader ??= openBundleFile(path);
    return reader;
  };
  return {
    name: `file ${path}`,
    isBuiltIn: true,
    readPointer: async (environment, signal) => (await load()).readPointer(environment, signal),
    readObject: async (digest, signal) => (await load()).readObject(digest, signal),
  };
}
