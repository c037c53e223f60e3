import { ConfigurationError } from '../base/errors.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { readableText } from './text-file.ts';

/** A file that was added, a file that was removed, and how much of their text they share: 0–1, 2 where they are equal. */
export type Likeness = { path: string; basePath: string; similarity: number };

/** As git: half of the larger text stands in the other too. */
const MIN_SIMILARITY = 0.5;
const READ_AT_ONCE = 64;
/** What is read and compared for one change, at most: files, characters of them, and pieces that two of them share. */
const MOST = { files: 50_000, characters: 400_000_000, pieces: 50_000_000 };

/** A text as its pieces: how often each stands there. */
type Pieces = { characters: number; counts: Map<string, number> };

/**
 * Every pair of a removed and an added file that have half of their text in common. Grows with the texts and with what
 * they share, not with the number of pairs.
 * @throws ConfigurationError where that is more than can be looked at: nothing is left out silently.
 */
export async function similarPairs(
  removed: readonly string[],
  added: readonly string[],
  { base, candidate, most = MOST }: { base: Snapshot; candidate: Snapshot; most?: typeof MOST | undefined },
): Promise<Likeness[]> {
  if (removed.length === 0 || added.length === 0) return [];
  if (removed.length + added.length > most.files) throw tooMuch(removed);
  const left = { characters: most.characters, pieces: most.pieces };
  const before: { basePath: string; characters: number }[] = [];
  const holders = new Map<string, { text: number; count: number }[]>();
  for await (const { path, pieces } of readPieces(base, removed)) {
    left.characters -= pieces.characters;
    if (left.characters < 0) throw tooMuch(removed);
    for (const [piece, count] of pieces.counts) {
      const known = holders.get(piece) ?? [];
      holders.set(piece, known);
      known.push({ text: before.length, count });
    }
    before.push({ basePath: path, characters: pieces.characters });
  }
  const pairs: Likeness[] = [];
  for await (const { path, pieces } of readPieces(candidate, added)) {
    left.characters -= pieces.characters;
    const common = new Map<number, number>();
    for (const [piece, count] of pieces.counts) {
      const shared = holders.get(piece) ?? [];
      left.pieces -= shared.length;
      for (const { text, count: other } of shared) {
        common.set(text, (common.get(text) ?? 0) + piece.length * Math.min(count, other));
      }
    }
    if (left.characters < 0 || left.pieces < 0) throw tooMuch(removed);
    for (const [text, characters] of common) {
      const one = before[text];
      const similarity = one ? characters / Math.max(one.characters, pieces.characters) : 0;
      if (one && similarity >= MIN_SIMILARITY) pairs.push({ path, basePath: one.basePath, similarity });
    }
  }
  return pairs;
}

/** The error where too many files were added and removed together to tell which became which. */
export function tooMuch([removed = '']: readonly string[]): ConfigurationError {
  return new ConfigurationError(
    'This was removed together with too many other changes to tell whether it lives on under another name.',
    {
      place: { path: removed },
      remedy:
        'Rename or delete prompts in a pull request of their own; where the base did it, bring the branch up to date.',
    },
  );
}

async function* readPieces(
  snapshot: Snapshot,
  paths: readonly string[],
): AsyncGenerator<{ path: string; pieces: Pieces }> {
  for (let start = 0; start < paths.length; start += READ_AT_ONCE) {
    const some = paths.slice(start, start + READ_AT_ONCE);
    const texts = await Promise.all(some.map((path) => readableText(snapshot, path)));
    for (const [index, path] of some.entries()) {
      const text = texts[index];
      if (text !== undefined && text !== '') yield { path, pieces: piecesOf(text) };
    }
  }
}

/** Lines, and sentences within them: prompts have long lines. */
function piecesOf(text: string): Pieces {
  const counts = new Map<string, number>();
  for (const piece of text.split(/(?<=\n|[.!?;] )/)) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  return { characters: text.length, counts };
}
