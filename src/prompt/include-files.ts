import { ConfigurationError, type Place } from '../base/errors.ts';
import type { Prompt, TemplateEngine } from '../domain/prompt.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import {
  handlebarsPartials,
  type Include,
  includeCandidates,
  jinjaIncludes,
  partialCandidates,
} from './includes.ts';

const MAX_FILES = 200;
const MAX_CHARACTERS = 5_000_000;

/** Files that a prompt includes, gathered while it is read. */
export type IncludeFiles = {
  files: Prompt['includes'];
  /** Reads the file that a name in another file means. Throws ConfigurationError at `place`. */
  read(reference: Reference): Promise<{ path: string; text: string }>;
};

type Reference = { name: string; candidates: readonly string[]; place: Place };

/** Begins the gathering for one prompt at one revision. */
export function gatherIncludes(snapshot: Snapshot): IncludeFiles {
  const files: Prompt['includes'] = {};
  let characters = 0;
  const read = async ({ name, candidates, place }: Reference): Promise<{ path: string; text: string }> => {
    if (candidates.length === 0) {
      throw new ConfigurationError(`The included path "${name}" leaves the repository.`, { place });
    }
    for (const path of candidates) {
      const known = Object.hasOwn(files, path) ? files[path] : undefined;
      const text = known === undefined ? await snapshot.read(path) : known.text;
      if (text === undefined) {
        continue;
      }
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

/** Reads what a template includes, and what that includes in turn. Refuses cycles, naming the files on the way. */
export async function readTemplateIncludes(
  template: { engine: TemplateEngine; text: string; path: string; placeOf(include: Include): Place },
  includes: IncludeFiles,
  chain: readonly string[] = [],
): Promise<void> {
  for (const include of includesIn(template)) {
    const place = template.placeOf(include);
    const file = await includes.read({ ...include, place });
    if (file.path === template.path || chain.includes(file.path)) {
      const way = [...chain, template.path, file.path].join(' → ');
      throw new ConfigurationError(`The include goes round in a circle: ${way}.`, { place });
    }
    await readTemplateIncludes(
      { engine: template.engine, ...file, placeOf: (inner) => placeInFile(file, inner.offset) },
      includes,
      [...chain, template.path],
    );
  }
}

function includesIn(template: {
  engine: TemplateEngine;
  text: string;
  path: string;
}): (Include & { candidates: string[] })[] {
  const { engine, text, path } = template;
  if (engine === 'jinja') {
    return jinjaIncludes(text).map((each) => ({ ...each, candidates: includeCandidates(path, each.name) }));
  }
  return engine === 'handlebars'
    ? handlebarsPartials(text).map((each) => ({ ...each, candidates: partialCandidates(path, each.name) }))
    : [];
}

function placeInFile({ path, text }: { path: string; text: string }, offset: number): Place {
  const before = text.slice(0, offset).split('\n');
  return { path, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
