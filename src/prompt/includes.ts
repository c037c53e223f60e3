/** The possible paths of an include: relative to the file that names it, or to the repository's root. */
export function includeCandidates(from: string, name: string): string[] {
  if (name.startsWith('/')) {
    return [normalisedPath(name.slice(1))].filter((path) => path !== undefined);
  }
  const beside = normalisedPath([...from.split('/').slice(0, -1), name].join('/'));
  const relative = name.startsWith('./') || name.startsWith('../');
  const candidates = relative ? [beside] : [beside, normalisedPath(name)];
  return [...new Set(candidates.filter((path) => path !== undefined))];
}

const VARIABLE = /\{\{.*?(?:\}\}|$)|\{%.*?(?:%\}|$)|\$\{.*?(?:\}|$)/gs;

/** A name as the pattern of all that it may mean with variables in it; null if it is nothing but variables. */
export function withWildcards(name: string): string | null {
  const pattern = name.replace(VARIABLE, '**');
  return pattern !== name && /^[*/.\s]*$/.test(pattern) ? null : pattern;
}

/** The path without `.`, `..` and empty parts; undefined if it leaves the root. */
export function normalisedPath(path: string): string | undefined {
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
