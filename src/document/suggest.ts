/** Longer words are compared by their beginning only, so that a hostile one costs nothing. */
const MAX_LENGTH = 80;

/** ` Did you mean "x"?` when one of the candidates is {@link nearest} to the word, else ''. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  return suggestion(nearest(word, candidates));
}

/** ` Did you mean "x"?`, or nothing. */
export function suggestion(meant: string | null): string {
  return meant === null ? '' : ` Did you mean "${meant}"?`;
}

/**
 * The candidate that is closest to the word, where one is close (a third of its letters may differ), else null. Nothing
 * is close to its negation. Case and the choice between `-`, `_` and space do not count as differences.
 */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  const wanted = normalize(word);
  let best: string | null = null;
  let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of candidates) {
    if (candidate === word || (isNegated(word) && !isNegated(candidate))) continue;
    const distance = editDistance(wanted, normalize(candidate), bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** `notContains` must not be taken for `contains`. */
function isNegated(word: string): boolean {
  return /^not[-_ A-Z]/.test(word);
}

function normalize(word: string): string {
  return word
    .slice(0, MAX_LENGTH)
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[_ ]/g, '-');
}

/** Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours; at most `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const cost = a[row - 1] === b[column - 1] ? 0 : 1;
      let distance = Math.min(at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + cost);
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        distance = Math.min(distance, at(beforeLast, column - 2) + 1);
      }
      current.push(distance);
    }
    beforeLast = last;
    last = current;
  }
  return at(last, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
