import { ConfigurationError, type Place } from '../base/errors.ts';
import type { Prompt } from '../domain/prompt.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import type { Include } from './template/engine.ts';
import { engineNamed } from './template/engines.ts';

const MAX_FILES = 200;
const MAX_CHARACTERS = 5_000_000;

/** Files that a prompt includes, collected while it is read. */
export type IncludeFiles = {
  files: Prompt['includes'];
  /** Reads the file that another file includes by name. Throws ConfigurationError at `place`. */
  read(reference: Reference): Promise<{ path: string; text: string }>;
};

type Reference = { name: string; candidates: readonly string[]; place: Place };

/** A file's text with the line ends that models are asked with, whatever those of the file are. */
export function withLineFeeds(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

/** Starts the collection for one prompt at one revision. */
export function gatherIncludes(snapshot: Snapshot): IncludeFiles {
  const files: Prompt['includes'] = {};
  let characters = 0;
  const read = async ({ name, candidates, place }: Reference): Promise<{ path: string; text: string }> => {
    if (candidates.length === 0) {
      throw new ConfigurationError(`The included path "${name}" leaves the repository.`, { place });
    }
    for (const path of candidates) {
      const known = Object.hasOwn(files, path) ? files[path] : undefined;
      const stored = known === undefined ? await snapshot.read(path) : known.text;
      if (stored === undefined) {
        continue;
      }
      const text = withLineFeeds(stored);
      characters += known === undefined ? text.length : 0;
      files[path] = { path, text };
      if (Object.keys(files).length > MAX_FILES || characters > MAX_CHARACTERS) {
        const limit = `${MAX_FILES} files, or ${MAX_CHARACTERS / 1e6} million characters`;
        throw new ConfigurationError(`The prompt includes more than ${limit}.`, { place });
      }
      return { path, text };
    }
    throw new ConfigurationError(`The included file "${name}" is not there.`, {
      place,
      remedy: `Looked for ${candidates.join(' and ')}.`,
    });
  };
  return { files, read };
}

/** A template whose includes are read. */
type Template = { text: string; path: string; placeOf(include: Include): Place };

/**
 * Reads the files that a template includes, and those that they include in turn, each once. Refuses cycles, naming the
 * files of the cycle.
 */
export async function readTemplateIncludes(
  engine: string,
  template: Template,
  includes: IncludeFiles,
): Promise<void> {
  const { including } = engineNamed(engine);
  if (including === undefined) return;
  const finished = new Set<string>();
  const walk = async ({ text, path, placeOf }: Template, chain: readonly string[]): Promise<void> => {
    for (const include of including.find(text).includes) {
      const place = placeOf(include);
      const candidates = including.candidates(path, include.name);
      const file = await includes.read({ name: include.name, candidates, place });
      if (file.path === path || chain.includes(file.path)) {
        const way = [...chain, path, file.path].join(' → ');
        throw new ConfigurationError(`The include goes round in a circle: ${way}.`, { place });
      }
      if (finished.has(file.path)) continue;
      await walk({ ...file, placeOf: (inner) => placeInFile(file, inner.offset) }, [...chain, path]);
      finished.add(file.path);
    }
  };
  await walk(template, []);
}

function placeInFile({ path, text }: { path: string; text: string }, offset: number): Place {
  const before = text.slice(0, offset).split('\n');
  return { path, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
