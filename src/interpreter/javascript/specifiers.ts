import { posix } from 'node:path';

/** A path written out; in `require("./a/" + name)` it is only the beginning of one. */
const SPECIFIER =
  /(\bfrom\s{0,20}|\bimport\s{0,20}\(?\s{0,20}|\brequire\s{0,20}\(\s{0,20})(["'])(\.\.?\/[^"'\n]{1,300})\2(?!\s{0,20}\+)/g;

/** The relative paths by which a module imports or requires others, each once. */
export function relativeSpecifiers(text: string): string[] {
  return [...new Set([...text.matchAll(SPECIFIER)].map(([, , , name = '']) => name))];
}

/** The module with the paths of its imports replaced; those that are not known stay. */
export function withSpecifiers(text: string, resolved: ReadonlyMap<string, string>): string {
  return text.replace(SPECIFIER, (whole, before: string, quote: string, name: string) => {
    const path = resolved.get(name);
    return path === undefined ? whole : `${before}${quote}${path}${quote}`;
  });
}

const ENDINGS = ['.js', '.mjs', '.cjs', '.ts', '.json', '/index.js', '/index.mjs', '/index.ts'];

/** The files that an import of a file may mean: itself, its TypeScript, and where it has no ending, those that Node tries. */
export function importCandidates(from: string, specifier: string): string[] {
  const path = posix.join(posix.dirname(from), specifier);
  const typed = /\.[cm]?js$/i.test(path) ? [path.replace(/js$/i, 'ts')] : [];
  return [path, ...typed, ...ENDINGS.map((ending) => path + ending)].filter((each) => !each.startsWith('..'));
}

/** A path as an import of another file writes it. */
export function specifierOf(from: string, path: string): string {
  const relative = posix.relative(posix.dirname(from), path);
  return relative.startsWith('.') ? relative : `./${relative}`;
}
