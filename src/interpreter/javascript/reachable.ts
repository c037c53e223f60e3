import { ConfigurationError, type Place } from '../../base/errors.ts';
import type { ScriptSource } from '../script-source.ts';
import { asModule } from './as-module.ts';
import { importCandidates, relativeSpecifiers, specifierOf } from './specifiers.ts';

/** The files of a repository at one revision. */
export type RepositoryFiles = {
  has(path: string): Promise<boolean>;
  read(path: string): Promise<string | undefined>;
};

const IS_MODULE = /\.[cm]?[jt]s$/i;
const MOST_FILES = 200;
const MOST_CHARACTERS = 5_000_000;

/**
 * A JavaScript or TypeScript file, and all that it imports or requires by relative paths, at any depth, as ES modules.
 * @throws ConfigurationError at `place` for a file that cannot be made into a module, and for too many of them.
 */
export async function reachableModules(
  entry: string,
  files: RepositoryFiles,
  place: Place,
): Promise<ScriptSource['files']> {
  const found = new Map<string, string>();
  const open = [entry];
  let characters = 0;
  for (const path of open) {
    if (found.has(path)) continue;
    const text = (await files.read(path)) ?? '';
    const resolved = new Map<string, string>();
    for (const specifier of IS_MODULE.test(path) ? relativeSpecifiers(text) : []) {
      const imported = await firstOf(importCandidates(path, specifier), files);
      if (imported === undefined) continue;
      resolved.set(specifier, specifierOf(path, imported));
      open.push(imported);
    }
    const module = IS_MODULE.test(path) ? asModule({ path, text }, resolved) : text;
    if (typeof module !== 'string') {
      throw new ConfigurationError(`The script ${path} cannot be used: ${module.problem}.`, { place });
    }
    found.set(path, module);
    characters += module.length;
    if (found.size > MOST_FILES || characters > MOST_CHARACTERS) {
      throw new ConfigurationError(
        `The script ${entry} imports more than ${MOST_FILES} files or ${MOST_CHARACTERS / 1e6} MB.`,
        { place },
      );
    }
  }
  return [...found].map(([path, text]) => ({ path, text }));
}

async function firstOf(paths: readonly string[], files: RepositoryFiles): Promise<string | undefined> {
  for (const path of paths) if (await files.has(path)) return path;
  return undefined;
}
