import type { Source } from '../api.ts';
import { loadedLate, requirePath } from '../source.ts';

/**
 * A bundle file (`prompt-eval-gate publish --bundle FILE`), built into an image: what serves when nothing else answers.
 * @throws PromptError for what is no path
 */
export function file(path: string): Source {
  requirePath('file', path);
  return {
    name: `file ${path}`,
    isBuiltIn: true,
    ...loadedLate(async () => (await import('../bundle-file-reader.ts')).openBundleFile(path)),
  };
}
