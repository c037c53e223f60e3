import picomatch from 'picomatch';

/** Where GitHub looks for it, best first. */
export const CODEOWNERS_PATHS = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];

const MAX_RULES = 5000;
/** A pattern with more wildcards could be made to take very long on hostile file names. */
const MAX_WILDCARDS = 6;

/**
 * The owners of a path as a CODEOWNERS file names them, separated by spaces; null where none does. The last line that
 * matches decides; a line without an owner takes the owners away.
 * @param text the file; lines that are no rule are left out, as GitHub does
 */
export function ownerOf(path: string, text: string): string | null {
  const rules = text
    .split(/\r?\n/)
    .map((line) => line.replace(/(?:^|\s)#.*$/, '').trim())
    .filter((line) => line !== '')
    .slice(-MAX_RULES);
  for (const rule of rules.toReversed()) {
    const [pattern = '', ...owners] = rule.split(/(?<!\\)\s+/);
    if (matches(pattern, path)) return owners.length === 0 ? null : owners.join(' ').slice(0, 300);
  }
  return null;
}

/**
 * Whether a pattern, which is gitignore's without `!` and `[…]`, names a path. `docs/*` names what lies in the folder
 * itself, every other pattern also what lies below what it names.
 */
function matches(pattern: string, path: string): boolean {
  if (/[![{(]/.test(pattern) || (pattern.match(/\*+|\?/g) ?? []).length > MAX_WILDCARDS) return false;
  const isAnchored = pattern.replace(/\/$/, '').includes('/');
  const own = pattern.replace(/^\//, '').replace(/\/$/, '');
  const rooted = isAnchored ? own : `**/${own}`;
  const below = pattern.endsWith('/*') ? [] : [`${rooted}/**`];
  const globs = pattern.endsWith('/') ? below : [rooted, ...below];
  return picomatch.isMatch(path, globs, { dot: true, nonegate: true, noextglob: true, nobrace: true });
}
