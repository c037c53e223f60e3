import { ConfigurationError, ConfigurationErrors, unlessMistaken } from '../base/errors.ts';
import { matchingPaths } from '../base/glob.ts';
import type { PromptEntry } from '../domain/policy.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import type { FileTemplates, PromptFile } from './formats/format.ts';
import { formatOf } from './formats/table.ts';
import { includeCandidates } from './includes.ts';
import { engineOf } from './read.ts';
import { candidatesInText } from './search-includes.ts';
import { engineNamed } from './template/engines.ts';
import { textsOf } from './tool-messages.ts';

/** Files beyond this many are not looked into; that they are named counts all the same. */
const MAX_FILES = 1000;

type TextFile = { path: string; text: string };

/** A text whose includes are looked for: a template of this engine, or one that does not read, which is searched. */
type Open = TextFile & { engine: string | null };

/**
 * Paths, and patterns of such, of the files that a prompt is read from besides its own, directly or through others. They
 * come from the format's reader and the engine, as in `readPrompt`: a name counts however the file quotes it. Where a
 * name may mean several paths all are given, there or not. The text of a file that does not read is searched besides:
 * rather too many names than too few. Each file is read once. No mistake in a file is an error here.
 * @param request.entry the policy's entry for the prompt, which may choose model and engine
 */
export async function includedPaths(request: {
  snapshot: Snapshot;
  path: string;
  entry?: PromptEntry | undefined;
}): Promise<string[]> {
  const { snapshot, path, entry } = request;
  const text = await unlessMistaken(() => snapshot.read(path));
  if (text === undefined) return [];
  const files = gatherFiles(snapshot, { path, text });
  const { engine, texts, isComplete } = await readTemplates({ path, text }, entry, files);
  const open: Open[] = [
    ...texts.map((each) => ({ ...each, engine })),
    ...(isComplete ? [] : files.read().map((each) => ({ ...each, engine: null }))),
  ];
  const seen = new Set(open.map(keyOf));
  for (const template of open) {
    for (const { candidates, engine } of includesOf(template)) {
      const file = await files.first(candidates);
      const included = file && { ...file, engine };
      if (included === undefined || seen.has(keyOf(included))) continue;
      seen.add(keyOf(included));
      open.push(included);
    }
  }
  return files.named().filter((each) => each !== path);
}

function keyOf({ path, text, engine }: Open): string {
  return JSON.stringify([engine, path, text]);
}

/** What a text includes, and by which engine that is read in turn. */
function includesOf(file: Open): { candidates: string[]; engine: string | null }[] {
  const { path, text, engine } = file;
  const including = engine === null ? undefined : engineNamed(engine).including;
  const found = including?.find(text);
  const isSearched = engine === null || found?.isComplete === false;
  return [
    ...(found?.includes ?? []).map(({ name }) => ({
      candidates: including?.candidates(path, name) ?? [],
      engine,
    })),
    ...(isSearched ? candidatesInText(file) : []).map((candidates) => ({ candidates, engine: null })),
  ];
}

/** The templates of a prompt file as its format reads them; those that show when it does not read. */
async function readTemplates(
  { path, text }: TextFile,
  entry: PromptEntry | undefined,
  files: Files,
): Promise<Omit<FileTemplates, 'engine'> & { engine: string }> {
  const readFile = async (name: string) =>
    (await files.first(includeCandidates(path, name))) ?? { path: name, text: '' };
  const file: PromptFile = {
    ...{ path, text, readFile, peekFile: readFile },
    model: entry?.model,
    canAsk: () => true,
    findFiles: (pattern) => files.matching(includeCandidates(path, pattern)),
  };
  try {
    const format = formatOf(path, text);
    const { engine, ...templates } = (await format.templates?.(file)) ?? templatesOf(await format.read(file));
    return { ...templates, engine: engineOf(format, engine, entry) };
  } catch (error) {
    // A file that nests without end exhausts the stack.
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

/** Files of a snapshot as a prompt names them. */
type Files = {
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
  const texts = new Map<string, string | undefined>([[own.path, own.text]]);
  const textOf = async (path: string): Promise<string | undefined> => {
    if (!texts.has(path) && texts.size < MAX_FILES) {
      texts.set(path, await unlessMistaken(() => snapshot.read(path)));
    }
    return texts.get(path);
  };
  return {
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
