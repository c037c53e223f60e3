import type { Source } from '../api.ts';
import { loadedLate, requirePath } from '../source.ts';

/**
 * A folder that `prompt-eval-gate publish` wrote.
 * @throws PromptError for what is no path
 */
export function directory(path: string): Source {
  requirePath('directory', path);
  return {
    name: `directory ${path}`,
    ...loadedLate(async () => (await import('../directory-reader.ts')).openDirectory(path)),
  };
}
