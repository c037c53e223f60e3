import { ConfigurationError, type Place } from '../base/errors.ts';
import { globMatcher, isPattern } from '../base/glob.ts';
import type { Json } from '../base/json.ts';
import { parseYaml } from '../document/yaml.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { includeCandidates } from '../prompt/includes.ts';
import { BINARY, PROGRAM } from './file-kinds.ts';

/** What was looked for in a snapshot, and what was there. */
export type Seen = {
  /** By path; undefined where there was no file. */
  texts: ReadonlyMap<string, string | undefined>;
  /** Patterns, the first of which that matches anything counts, and the paths that matched. */
  matches: readonly { patterns: readonly string[]; paths: readonly string[] }[];
};

export type SuiteText = { path: string; text: string };

/** The files of one suite, as they are read. */
export type SuiteFiles = {
  /** Every text read so far, the suite's own first. */
  texts: SuiteText[];
  /** All that was looked for so far. */
  seen: Seen;
  /**
   * The files that a `file://` reference means (several for a glob), relative to the first of the files `from` beside
   * which there are any, or to the repository's root. Throws ConfigurationError at `place` if there is none, or if it is
   * a program.
   */
  read(from: readonly string[], reference: string, place: Place): Promise<SuiteText[]>;
  /** The file at a path of the repository, as part of the suite; undefined if there is none. */
  readPath(path: string): Promise<SuiteText | undefined>;
};

const MAX_FILES = 1000;
const SCHEME = 'file://';

/** Whether a value is a reference to a file. */
export function isFileReference(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith(SCHEME);
}

/** Starts reading a suite at one revision, or goes on from what was read of it. */
export function suiteFiles(snapshot: Snapshot, before?: Pick<SuiteFiles, 'texts' | 'seen'>): SuiteFiles {
  const texts = [...(before?.texts ?? [])];
  const seen = { texts: new Map(before?.seen.texts), matches: [...(before?.seen.matches ?? [])] };
  const readOne = async (path: string): Promise<SuiteText | undefined> => {
    const known = texts.find((each) => each.path === path);
    const text = known === undefined ? await snapshot.read(path) : known.text;
    if (known === undefined) {
      seen.texts.set(path, text);
    }
    if (text === undefined) {
      return undefined;
    }
    const file = known ?? { path, text };
    if (known === undefined) {
      texts.push(file);
    }
    return file;
  };
  const read = async (from: readonly string[], reference: string, place: Place): Promise<SuiteText[]> => {
    const name = reference.startsWith(SCHEME) ? reference.slice(SCHEME.length) : reference;
    refuseOthers(name, place);
    if (texts.length > MAX_FILES) {
      throw new ConfigurationError(`The suite is made of more than ${MAX_FILES} files.`, { place });
    }
    const candidates = candidatesFrom(from, name);
    for (const path of candidates) {
      const file = await readOne(path);
      if (file !== undefined) {
        return [file];
      }
    }
    const matching = isPattern(name) ? await matchingFiles(snapshot, candidates) : [];
    if (isPattern(name)) {
      seen.matches.push({ patterns: candidates, paths: matching });
    }
    const files = await Promise.all(matching.slice(0, MAX_FILES).map(readOne));
    const found = files.filter((file) => file !== undefined);
    if (found.length === 0) {
      const problem = candidates.length === 0 ? 'leaves the repository' : 'is not there';
      throw new ConfigurationError(`The file "${shown(name)}" ${problem}.`, {
        place,
        ...(candidates.length === 0 ? {} : { remedy: `Looked for ${candidates.map(shown).join(' and ')}.` }),
      });
    }
    return found;
  };
  return { texts, seen, read, readPath: readOne };
}

/** A text of several lines may begin like a file's name. */
function shown(name: string): string {
  const [line = ''] = name.split('\n', 1);
  return line.length < name.length || line.length > 200 ? `${line.slice(0, 200)}…` : line;
}

/** Paths beside each of the files, before those from the repository's root. */
function candidatesFrom(from: readonly string[], name: string): string[] {
  const found = from.map((path) => includeCandidates(path, name));
  return [
    ...new Set([...found.flatMap(([beside = []]) => beside), ...found.flatMap(([, ...others]) => others)]),
  ];
}

/** The files that the first of several patterns matches which matches any. */
export async function matchingFiles(snapshot: Snapshot, patterns: readonly string[]): Promise<string[]> {
  const files = await snapshot.list();
  for (const pattern of patterns) {
    const found = files.filter(globMatcher(pattern));
    if (found.length > 0) return found;
  }
  return [];
}

function refuseOthers(name: string, place: Place): void {
  if (PROGRAM.test(name)) {
    throw new ConfigurationError(`"${name}" is a program, which is not run here.`, {
      place,
      remedy: 'Write what it would give into a YAML, JSON, JSONL or CSV file.',
    });
  }
  if (BINARY.test(name)) {
    throw new ConfigurationError(`"${name}" is not a text file, and only texts are read as values.`, {
      place,
      remedy:
        'An image is given by its address, or as `data:image/png;base64,…`, to a prompt whose message has an image.',
    });
  }
  if (/^[a-z]{2,20}:\/\//i.test(name)) {
    throw new ConfigurationError(`"${name}" is not a file of the repository.`, {
      place,
      remedy: 'Save it as a YAML, JSON, JSONL or CSV file.',
    });
  }
}

/** A file's content as a value: YAML and JSON parsed, any other text trimmed. */
export function valueOfFile({ path, text }: SuiteText): Json {
  return /\.(?:ya?ml|json)$/i.test(path) ? parseYaml(text, path).value : text.trim();
}
