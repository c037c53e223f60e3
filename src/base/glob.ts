/** A longer pattern names only the file that is called so. */
const LONGEST_PATTERN = 500;
/** Braces that would make more are taken literally. */
const MOST_ALTERNATIVES = 50;

/** What one piece of a pattern takes: `rest` anything, `directories` none or more with their slash, `run` all but slashes. */
type Piece =
  | { kind: 'rest' | 'directories' | 'run' }
  | { kind: 'one'; accepts: (character: string) => boolean };

/** Whether a name may stand for all the files that it matches. */
export function isPattern(name: string): boolean {
  return /[*?{[]/.test(name);
}

/**
 * Whether a path matches a glob that somebody wrote who is not trusted: `*`, `**`, `?`, `[…]`, `{a,b}`, and `\` before what
 * means itself; names that begin with a dot are names like others. The time it takes grows with pattern times path, whatever
 * stands in either, which a regular expression made of it does not promise.
 */
export function globMatcher(pattern: string): (path: string) => boolean {
  const alternatives = pattern.length > LONGEST_PATTERN ? [] : expandBraces(pattern).map(piecesOf);
  return (path) => path === pattern || alternatives.some((pieces) => matches(pieces, path));
}

function matches(pieces: readonly Piece[], path: string): boolean {
  let active = new Set<number>();
  enter(pieces, 0, active);
  for (const character of path) {
    const next = new Set<number>();
    for (const at of active) {
      const piece = pieces[at];
      if (piece === undefined) continue;
      if (piece.kind === 'one') {
        if (piece.accepts(character)) enter(pieces, at + 1, next);
      } else if (piece.kind === 'directories' && character !== '/') next.add(at);
      else if (piece.kind !== 'run' || character !== '/') enter(pieces, at, next);
    }
    if (next.size === 0) return false;
    active = next;
  }
  return active.has(pieces.length);
}

/** Adds a piece, and what follows as far as the pieces may take nothing. */
function enter(pieces: readonly Piece[], at: number, active: Set<number>): void {
  for (let index = at; ; index++) {
    active.add(index);
    const piece = pieces[index];
    if (piece === undefined || piece.kind === 'one') return;
  }
}

function piecesOf(pattern: string): Piece[] {
  const pieces: Piece[] = [];
  const tokens = /\*\*\/|\*+|\?|\[[!^]?\]?[^\]]*\]|\\?./gsu;
  for (const { 0: token, index } of pattern.matchAll(tokens)) {
    const startsSegment = index === 0 || pattern[index - 1] === '/';
    const endsSegment = index + token.length === pattern.length;
    if (token === '**/' && startsSegment) pieces.push({ kind: 'directories' });
    else if (token === '**' && startsSegment && endsSegment) pieces.push({ kind: 'rest' });
    else if (token.startsWith('*')) {
      pieces.push({ kind: 'run' });
      if (token.endsWith('/')) pieces.push(literal('/'));
    } else if (token === '?') pieces.push({ kind: 'one', accepts: (character) => character !== '/' });
    else if (token.length > 2 && token.startsWith('[')) pieces.push({ kind: 'one', accepts: oneOf(token) });
    else pieces.push(literal(token.length > 1 && token.startsWith('\\') ? token.slice(1) : token));
  }
  return pieces;
}

function literal(expected: string): Piece {
  return { kind: 'one', accepts: (character) => character === expected };
}

/** `[a-z_]`, `[!0-9]` */
function oneOf(token: string): (character: string) => boolean {
  const isNegated = /^\[[!^]/.test(token);
  const ranges = [...token.slice(isNegated ? 2 : 1, -1).matchAll(/\\?(.)(?:-\\?(.))?/gsu)];
  return (character) =>
    character !== '/' &&
    isNegated !== ranges.some(([, from = '', to = from]) => from <= character && character <= to);
}

/** `a{b,c{d,e}}` → `ab`, `acd`, `ace`; braces without a comma mean themselves. */
function expandBraces(pattern: string): string[] {
  const expanded: string[] = [];
  const open = [pattern];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const group = firstGroup(next);
    if (group === null || expanded.length + open.length >= MOST_ALTERNATIVES) expanded.push(next);
    else for (const option of group.options.reverse()) open.push(group.before + option + group.after);
  }
  return expanded;
}

function firstGroup(pattern: string): { before: string; options: string[]; after: string } | null {
  for (let start = pattern.indexOf('{'); start !== -1; start = pattern.indexOf('{', start + 1)) {
    const options = [''];
    let depth = 0;
    for (let at = start + 1; at < pattern.length; at++) {
      const character = pattern[at] ?? '';
      if (character === '}' && depth === 0) {
        if (options.length === 1) break;
        return { before: pattern.slice(0, start), options, after: pattern.slice(at + 1) };
      }
      if (character === '{') depth += 1;
      if (character === '}') depth -= 1;
      if (character === ',' && depth === 0) options.push('');
      else options[options.length - 1] += character;
    }
  }
  return null;
}

/** The paths that a pattern matches, in order; of a name that is no pattern none. */
export function matchingPaths(pattern: string, paths: readonly string[]): string[] {
  return isPattern(pattern) ? paths.filter(globMatcher(pattern)).sort() : [];
}
