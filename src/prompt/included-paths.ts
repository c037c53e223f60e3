import { ConfigurationError, ConfigurationErrors, unlessMistaken } from '../base/errors.ts';
import { matchingPaths } from '../base/glob.ts';
import type { PromptEntry } from '../domain/policy.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import type { FileTemplates, PromptFile } from './formats/format.ts';
import { formatOf } from './formats/table.ts';
import { includeCandidates, withWildcards } from './includes.ts';
import { engineOf } from './read.ts';
import { candidatesInText } from './search-includes.ts';
import { engineNamed } from './template/engines.ts';
import { textsOf } from './tool-calls.ts';

/** Files beyond this number are not searched for further includes; their own paths count nevertheless. */
const MAX_FILES = 1000;

type TextFile = { path: string; text: string };

/** A text to search for includes: a template of this engine, or one that cannot be read, which is searched as text. */
type Open = TextFile & { engine: string | null };

/** The files that a prompt is read from besides its own. */
export type IncludedPaths = {
  /** Paths, and patterns of paths. */
  paths: string[];
  /** There may be others: a name is known only when the prompt is rendered, or stands in a form that is not read. */
  isOpen: boolean;
};

/**
 * Paths, and patterns of paths, of the files that a prompt is read from besides its own, directly or through others.
 * They come from the format's reader and the engine, as in `readPrompt`, whatever quotes the file uses. If a name may
 * mean several paths, all are returned, existing or not. The text of a file that cannot be read is searched in
 * addition: rather too many names than too few. Each file is read once. Mistakes in a file are ignored here.
 * @param request.entry the policy's entry for the prompt, which may choose model and engine
 */
export async function includedPaths(request: {
  snapshot: Snapshot;
  path: string;
  entry?: PromptEntry | undefined;
}): Promise<IncludedPaths> {
  const { snapshot, path, entry } = request;
  const text = await unlessMistaken(() => snapshot.read(path));
  if (text === undefined) return { paths: [], isOpen: false };
  const files = gatherFiles(snapshot, { path, text });
  const { engine, texts, isComplete } = await readTemplates({ path, text }, entry, files);
  const open: Open[] = [
    ...texts.map((each) => ({ ...each, engine })),
    ...(isComplete ? [] : files.read().map((each) => ({ ...each, engine: null }))),
  ];
  const seen = new Set(open.map(keyOf));
  let isOpen = false;
  for (const template of open) {
    const found = includesOf(template);
    isOpen ||= found.isOpen;
    for (const { candidates, engine } of found.includes) {
      const file = await files.first(candidates);
      const included = file && { ...file, engine };
      if (included === undefined || seen.has(keyOf(included))) continue;
      seen.add(keyOf(included));
      open.push(included);
    }
  }
  return { paths: files.named().filter((each) => each !== path), isOpen: isOpen || files.isOpen() };
}

function keyOf({ path, text, engine }: Open): string {
  return JSON.stringify([engine, path, text]);
}

/** The includes of a text, and the engine of the included files. */
function includesOf(file: Open): {
  includes: { candidates: string[]; engine: string | null }[];
  isOpen: boolean;
} {
  const { path, text, engine } = file;
  const { including, refusesStatements } = engine === null ? {} : engineNamed(engine);
  const found = including?.find(text);
  const isForeign = refusesStatements === true && text.includes('{%');
  const isSearched = engine === null || isForeign || found?.isComplete === false;
  const searched = isSearched ? candidatesInText(file) : { candidates: [], isOpen: false };
  return {
    includes: [
      ...(found?.includes ?? []).map(({ name }) => ({
        candidates: including?.candidates(path, name) ?? [],
        engine,
      })),
      ...searched.candidates.map((candidates) => ({ candidates, engine: null })),
    ],
    isOpen: searched.isOpen,
  };
}

/** The templates of a prompt file as its format reads them; if it has mistakes, those that can be found. */
async function readTemplates(
  { path, text }: TextFile,
  entry: PromptEntry | undefined,
  files: Files,
): Promise<Omit<FileTemplates, 'engine'> & { engine: string }> {
  const readFile = async (name: string) =>
    (await files.first(files.candidates(name))) ?? { path: name, text: '' };
  const file: PromptFile = {
    ...{ path, text, readFile, peekFile: readFile },
    model: entry?.model,
    canAsk: () => true,
    findFiles: (pattern) => files.matching(files.candidates(pattern)),
  };
  try {
    const format = formatOf(path, text);
    const { engine, ...templates } = (await format.templates?.(file)) ?? templatesOf(await format.read(file));
    return { ...templates, engine: engineOf(format, engine, entry) };
  } catch (error) {
    // A file with extremely deep nesting exhausts the stack.
    const isMistake = error instanceof ConfigurationError || error instanceof ConfigurationErrors;
    if (!isMistake && !(error instanceof RangeError)) throw error;
    return { engine: 'none', texts: [], isComplete: false };
  }
}

function templatesOf({
  engine,
  messages,
}: Awaited<ReturnType<ReturnType<typeof formatOf>['read']>>): FileTemplates {
  const texts = messages
    .flatMap(textsOf)
    .map(({ template, place }) => ({ text: template, path: place.path }));
  return { engine, texts, isComplete: true };
}

/** Reads files of a snapshot by the names that a prompt uses. */
type Files = {
  /** What a name in the prompt may mean: paths, or patterns where variables stand in it. */
  candidates(name: string): string[];
  /** Whether a name was nothing but variables. */
  isOpen(): boolean;
  /** The first candidate that can be read; all of them count as named. */
  first(candidates: readonly string[]): Promise<TextFile | undefined>;
  /** The files that the first pattern with any matches; all patterns count as named. */
  matching(patterns: readonly string[]): Promise<string[]>;
  named(): string[];
  /** Every file that was read, the prompt's own first. */
  read(): TextFile[];
};

function gatherFiles(snapshot: Snapshot, own: TextFile): Files {
  const named = new Set<string>();
  let isOpen = false;
  const texts = new Map<string, string | undefined>([[own.path, own.text]]);
  const textOf = async (path: string): Promise<string | undefined> => {
    if (!texts.has(path) && texts.size < MAX_FILES) {
      texts.set(path, await unlessMistaken(() => snapshot.read(path)));
    }
    return texts.get(path);
  };
  return {
    candidates(name) {
      const pattern = withWildcards(name);
      isOpen ||= pattern === null;
      return pattern === null ? [] : includeCandidates(own.path, pattern);
    },
    isOpen: () => isOpen,
    async first(candidates) {
      for (const path of candidates) named.add(path);
      for (const path of candidates) {
        const text = await textOf(path);
        if (text !== undefined) return { path, text };
      }
      return undefined;
    },
    async matching(patterns) {
      for (const pattern of patterns) named.add(pattern);
      const paths = await snapshot.list();
      return patterns.map((each) => matchingPaths(each, paths)).find((each) => each.length > 0) ?? [];
    },
    named: () => [...named],
    read: () => [...texts].flatMap(([path, text]) => (text === undefined ? [] : [{ path, text }])),
  };
}
