import { globMatcher, isPattern } from '../base/glob.ts';
import { includedName, scan } from './template/scan.ts';

/** Where an include may stand: beside the file that names it, or at that path from the repository's root. */
export function includeCandidates(from: string, name: string): string[] {
  if (name.startsWith('/')) {
    return [normalise(name.slice(1))].filter((path) => path !== undefined);
  }
  const beside = normalise([...from.split('/').slice(0, -1), name].join('/'));
  const relative = name.startsWith('./') || name.startsWith('../');
  const candidates = relative ? [beside] : [beside, normalise(name)];
  return [...new Set(candidates.filter((path) => path !== undefined))];
}

/** The first candidate that is there; undefined when none is. */
export function resolveInclude(
  from: string,
  name: string,
  has: (path: string) => boolean,
): string | undefined {
  return includeCandidates(from, name).find(has);
}

/** Without `.`, `..` and empty parts; undefined when it leaves the root. */
function normalise(path: string): string | undefined {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) {
        return undefined;
      }
    } else if (part !== '' && part !== '.') {
      parts.push(part);
    }
  }
  return parts.length === 0 ? undefined : parts.join('/');
}

const PARTIAL = /\{\{~?>\s{0,100}([\w./-]{1,200})/g;

/** Where a Dotprompt partial may stand: `_name.prompt` beside the file, or in a folder above it. */
export function partialCandidates(from: string, name: string): string[] {
  const parts = name.split('/');
  const file = `_${parts.pop() ?? ''}.prompt`;
  const folders = from.split('/').slice(0, -1);
  return folders
    .concat('')
    .map((_, index) => normalise([...folders.slice(0, folders.length - index), ...parts, file].join('/')))
    .filter((path) => path !== undefined);
}

/** The partials that a Handlebars source names directly. */
export function handlebarsPartials(text: string): Include[] {
  return [...text.matchAll(PARTIAL)].map(({ 0: found, 1: name = '', index }) => ({
    name,
    offset: index,
    length: found.length,
  }));
}

/** An include as a file names it. */
export type Include = { name: string; offset: number; length: number };

/** The includes that a Jinja source names directly. A source that does not scan names none. */
export function jinjaIncludes(text: string): Include[] {
  if (!text.includes('include')) {
    return [];
  }
  return scan(text).pieces.flatMap((piece) => {
    const name = includedName(piece);
    return name === null ? [] : [{ name, offset: piece.start, length: piece.end - piece.start }];
  });
}

const PROMPT_FILE =
  /\.(?:txt|md|markdown|jsonl?|csv|ya?ml|j2|jinja2?|prompty|prompt|[cm]?[jt]s|py|rb|go|sh)(?::\w{1,100})?$/i;

/**
 * Whether one of a promptfoo config's prompts names a file instead of being the prompt, as promptfoo tells it: by its
 * ending, or by a slash or a star in it; but a template, and what has a slash and spaces, is a text.
 */
export function isPromptReference(prompt: string): boolean {
  const name = prompt.trim();
  if (name.startsWith('file://')) return true;
  if (name.length > 500 || /\n|\{\{|\{%/.test(name)) return false;
  return PROMPT_FILE.test(name) || (/[/*\\]/.test(name) && !/[\s<>"]|:\/\//.test(name));
}

/** The path, or pattern of paths, that such a name means; a folder means all that stands in it. */
export function promptPathOf(reference: string): string {
  const path = reference
    .trim()
    .replace(/^file:\/\//, '')
    .replaceAll('\\', '/');
  return path.endsWith('/') ? `${path}*` : path;
}

/** The paths that a pattern of a promptfoo config matches, in order. */
export function matchingPaths(pattern: string, paths: readonly string[]): string[] {
  return isPattern(pattern) ? paths.filter(globMatcher(pattern)).sort() : [];
}

/** The part of a promptfoo config that lists its prompts, up to the next key beside it. */
const PROMPTS_PART =
  /^(?:prompts:[^\n]*(?:\n(?:[ \t#-][^\n]*|\r?))*|[ \t]{0,4}"prompts"[ \t]{0,4}:[^\]]{0,100000})/m;
const OTHER_FILES = [
  /^(?!sample:)[^\n]{0,1000}?\$\{file:([^}\n]{1,500})\}/gm,
  /^[ \t]{0,4}"?template_path"?:[ \t]{0,20}["']?([^"'\n,]{1,500})/gm,
];

/** Files that a prompt in YAML, JSON or Prompty names in other ways than by an include. */
function namedFiles(text: string): string[] {
  const part = PROMPTS_PART.exec(text)?.[0] ?? '';
  const words = part.split(/[\s"',[\]{}]+/);
  const quoted = [...part.matchAll(/"([^"\n]{1,500})"|'([^'\n]{1,500})'/g)].map(
    ([, one, other]) => one ?? other ?? '',
  );
  const lines = [
    ...part.matchAll(/^[ \t]{0,100}(?:-[ \t]{1,20})?(?:\w{1,20}:[ \t]{1,20})?(\S[^\n]{0,500})$/gm),
  ].map(([, line = '']) => line);
  const listed = [...words, ...quoted, ...lines].filter(isPromptReference);
  const others = OTHER_FILES.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([, name = '']) => name.trim()),
  );
  return [...listed.map(promptPathOf), ...others];
}

/**
 * Repository paths that a file may include directly, without loading any template engine. Where a name can mean
 * several paths (beside the file, from the root) all are given: a path that is not there is not an include.
 */
export function includesOf(path: string, text: string): string[] {
  const paths = /\.prompt$/i.test(path)
    ? handlebarsPartials(text).flatMap(({ name }) => partialCandidates(path, name))
    : [...jinjaIncludes(text).map(({ name }) => name), ...namedFiles(text)].flatMap((name) =>
        includeCandidates(path, name),
      );
  return [...new Set(paths)];
}
