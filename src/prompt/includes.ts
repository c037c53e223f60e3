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

/**
 * Repository paths that a file may include directly, without loading any template engine. Where a name can mean two
 * paths (beside the file, from the root) both are given: a path that is not there is not an include.
 */
export function includesOf(path: string, text: string): string[] {
  const names = jinjaIncludes(text).map(({ name }) => name);
  return [...new Set(names.flatMap((name) => includeCandidates(path, name)))];
}
