import { ConfigurationError } from '../base/errors.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { readableText } from './text-file.ts';

/**
 * A file that was added, a file that was removed, and how much of their text they share: 0–1, 2 where they are equal. Exact,
 * as git counts: it decides what a pull request is compared with, so no sketch estimates it as in `result/` and `suite/`.
 */
export type Likeness = { path: string; basePath: string; similarity: number };

/** As git: half of the larger text stands in the other too. */
const MIN_SIMILARITY = 0.5;
const READ_AT_ONCE = 64;
/** Words that are compared as one: enough that two texts have few in common by chance. */
const WINDOW = 3;
/** The same where one text is looked for in many, which together have many by chance. */
const LONG_WINDOW = 5;
/** What is read and compared for one change, at most: files, characters of them, and pieces that two of them share. */
const MOST = { files: 50_000, characters: 400_000_000, pieces: 50_000_000 };
/** Characters of removed files that are held in memory at once; the added files are read once for each so many. */
const HELD_CHARACTERS = 10_000_000;

type Most = typeof MOST;
type Revisions = { base: Snapshot; candidate: Snapshot; most?: Most | undefined };

/** Pieces by their words, with the texts that have them: how often, and how many characters each is. */
type Held = {
  window: number;
  words: Map<string, number>;
  holders: Map<string, { text: number; count: number }[]>;
  texts: { path: string; characters: number }[];
};

/**
 * Every pair of a removed and an added file that have half of their text in common, however its lines are broken. Grows
 * with the texts and with what they share, not with the number of pairs.
 * @throws ConfigurationError where that is more than can be looked at: nothing is left out silently.
 */
export async function similarPairs(
  removed: readonly string[],
  added: readonly string[],
  { base, candidate, most = MOST }: Revisions,
): Promise<Likeness[]> {
  if (removed.length === 0 || added.length === 0) return [];
  const left = budgetOf(removed, added, most);
  const pairs: Likeness[] = [];
  for await (const held of holdTexts(removed, { snapshot: base, left, window: WINDOW })) {
    for await (const { path, text } of readTexts(candidate, added)) {
      left.read(text);
      const { characters, common } = compared(text, held, left);
      for (const [index, shared] of common) {
        const one = held.texts[index];
        const similarity = one ? shared / Math.max(one.characters, characters, 1) : 0;
        if (one && similarity >= MIN_SIMILARITY) pairs.push({ path, basePath: one.path, similarity });
      }
    }
  }
  return pairs;
}

/** A file that is there at the head, and the one that it was at the base, if it was there. */
type GrownFile = { path: string; basePath: string | undefined };

/**
 * Removed files of whose text at least half stands in others that did not have it before, all of those together; with the
 * one that has most of it.
 * @throws ConfigurationError as `similarPairs`.
 */
export async function scatteredTexts(
  removed: readonly string[],
  grown: readonly GrownFile[],
  { base, candidate, most = MOST }: Revisions,
): Promise<{ path: string; basePath: string }[]> {
  if (removed.length === 0 || grown.length === 0) return [];
  const left = budgetOf(
    removed,
    grown.map(({ path }) => path),
    most,
  );
  const found: { path: string; basePath: string }[] = [];
  for await (const held of holdTexts(removed, { snapshot: base, left, window: LONG_WINDOW })) {
    const gains = held.texts.map(() => ({ sum: 0, most: 0, path: '' }));
    for (const { path, basePath } of grown) {
      const now = await readableText(candidate, path);
      if (now === undefined) continue;
      const before = (basePath === undefined ? undefined : await readableText(base, basePath)) ?? '';
      left.read(now + before);
      const had = compared(before, held, left).common;
      for (const [index, shared] of compared(now, held, left).common) {
        const gain = gains[index];
        const more = shared - (had.get(index) ?? 0);
        if (gain === undefined || more <= 0) continue;
        gain.sum += more;
        if (more > gain.most) Object.assign(gain, { most: more, path });
      }
    }
    for (const [index, { path: basePath, characters }] of held.texts.entries()) {
      const gain = gains[index];
      if (gain && gain.sum >= MIN_SIMILARITY * characters && gain.sum > 0) {
        found.push({ path: gain.path, basePath });
      }
    }
  }
  return found;
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

type Budget = { read(text: string): void; share(pieces: number): void };

function budgetOf(removed: readonly string[], added: readonly string[], most: Most): Budget {
  if (removed.length + added.length > most.files) throw tooMuch(removed);
  let { characters, pieces } = most;
  return {
    read(text) {
      characters -= text.length;
      if (characters < 0) throw tooMuch(removed);
    },
    share(count) {
      pieces -= count;
      if (pieces < 0) throw tooMuch(removed);
    },
  };
}

/** The texts of removed files as pieces, as many at once as memory allows. */
async function* holdTexts(
  paths: readonly string[],
  { snapshot, left, window }: { snapshot: Snapshot; left: Budget; window: number },
): AsyncGenerator<Held> {
  const empty = (): Held => ({ window, words: new Map(), holders: new Map(), texts: [] });
  let held = empty();
  let size = 0;
  for await (const { path, text } of readTexts(snapshot, paths)) {
    left.read(text);
    size += text.length;
    hold(path, text, held);
    if (size < HELD_CHARACTERS) continue;
    yield held;
    held = empty();
    size = 0;
  }
  if (held.texts.length > 0) yield held;
}

function hold(path: string, text: string, { window, words, holders, texts }: Held): void {
  const index = texts.length;
  let characters = 0;
  const idOf = (word: string): number => {
    const id = words.get(word) ?? words.size;
    words.set(word, id);
    return id;
  };
  eachPiece(text, { window, idOf }, (length, key = '') => {
    characters += length;
    const known = holders.get(key) ?? [];
    holders.set(key, known);
    const last = known.at(-1);
    if (last?.text === index) last.count += 1;
    else known.push({ text: index, count: 1 });
  });
  texts.push({ path, characters });
}

/** A text's characters in pieces, and how many of them it has in common with each of the held ones. */
function compared(
  text: string,
  { window, words, holders }: Held,
  left: Budget,
): { characters: number; common: Map<number, number> } {
  let characters = 0;
  const counts = new Map<string, { count: number; length: number }>();
  eachPiece(text, { window, idOf: (word) => words.get(word) }, (length, key) => {
    characters += length;
    if (key === undefined || !holders.has(key)) return;
    counts.set(key, { count: (counts.get(key)?.count ?? 0) + 1, length });
  });
  const common = new Map<number, number>();
  for (const [key, { count, length }] of counts) {
    const shared = holders.get(key) ?? [];
    left.share(shared.length);
    for (const { text: index, count: other } of shared) {
      common.set(index, (common.get(index) ?? 0) + length * Math.min(count, other));
    }
  }
  return { characters, common };
}

/**
 * Words, single characters of scripts that put no spaces between words, and runs of marks. By ranges of code units, since
 * properties of characters are many times slower.
 */
const WORD =
  /[\w\u00c0-\u0dff\u10a0-\u1fff\uac00-\ud7ff]+|[\u0e00-\u109f\u2e80-\uabff\uf900-\ufaff]|[^\s\w\u00c0-\u1fff\u2e80-\ud7ff\uf900-\ufaff]+/g;

/**
 * Calls `take` for every so many words in a row, of a shorter text for all, with how many characters they have: where
 * lines end does not matter. The key is undefined where one of the words has no id.
 */
function eachPiece(
  text: string,
  { window, idOf }: { window: number; idOf(word: string): number | undefined },
  take: (length: number, key: string | undefined) => void,
): void {
  const ids: (number | undefined)[] = [];
  const lengths: number[] = [];
  let length = 0;
  let without = 0;
  const push = (word: string) => {
    const id = idOf(word);
    ids.push(id);
    lengths.push(word.length);
    length += word.length;
    if (id === undefined) without += 1;
  };
  const key = () => (without > 0 ? undefined : ids.join(' '));
  let isWhole = false;
  for (const [word] of text.matchAll(WORD)) {
    push(word);
    if (ids.length > window) {
      if (ids.shift() === undefined) without -= 1;
      length -= lengths.shift() ?? 0;
    }
    if (ids.length < window) continue;
    isWhole = true;
    take(length, key());
  }
  if (!isWhole && ids.length > 0) take(length, key());
}

async function* readTexts(
  snapshot: Snapshot,
  paths: readonly string[],
): AsyncGenerator<{ path: string; text: string }> {
  for (let start = 0; start < paths.length; start += READ_AT_ONCE) {
    const some = paths.slice(start, start + READ_AT_ONCE);
    const texts = await Promise.all(some.map((path) => readableText(snapshot, path)));
    for (const [index, path] of some.entries()) {
      const text = texts[index];
      if (text !== undefined && text !== '') yield { path, text };
    }
  }
}
