import type { PromptPart } from './formats/format.ts';

/** How the prompts that a file lists now correspond to those it listed before, by their indexes. */
export type PartPairs = {
  /** Every prompt that the file lists now, with the former prompt that it matches; undefined for a new one. */
  pairs: { after: number; before: number | undefined }[];
  removed: number[];
};

type Item = { part: PromptPart; index: number };

/**
 * Pairs the prompts of a file with those of its former version. Prompts that are not paired yet are tried by, in this
 * order:
 * 1. the same label;
 * 2. the same text, in the same file first;
 * 3. the same listed file (or the config itself): by order where as many are left on both sides, else by shared words;
 * 4. any file, where half of the words are shared;
 * 5. one left on each side: a replacement.
 *
 * @param formerPath the path at the base of a file at the head.
 */
export function matchParts(
  before: readonly PromptPart[],
  after: readonly PromptPart[],
  formerPath: (path: string) => string,
): PartPairs {
  const found = new Map<number, number>();
  const taken = new Set<number>();
  const olds = before.map((part, index) => ({ part, index }));
  const nows = after.map((part, index) => ({
    part: { ...part, file: part.file === null ? null : formerPath(part.file) },
    index,
  }));
  const open = (items: Item[]): Item[] =>
    items.filter(({ index }) => (items === olds ? !taken.has(index) : !found.has(index)));
  const take = (old: Item | undefined, now: Item | undefined): void => {
    if (old === undefined || now === undefined || taken.has(old.index) || found.has(now.index)) return;
    taken.add(old.index);
    found.set(now.index, old.index);
  };
  const takeWhere = (isSame: (old: PromptPart, now: PromptPart) => boolean): void => {
    for (const now of open(nows))
      take(
        open(olds).find((old) => isSame(old.part, now.part)),
        now,
      );
  };
  takeWhere((old, now) => old.label !== null && old.label === now.label && old.number === now.number);
  takeWhere((old, now) => old.file === now.file && isSameText(old, now));
  takeWhere(isSameText);
  for (const file of new Set(nows.map(({ part }) => part.file))) {
    const [left, come] = [open(olds), open(nows)].map((items) =>
      items.filter(({ part }) => part.file === file),
    );
    if (left === undefined || come === undefined) continue;
    if (left.length === come.length) for (const [index, old] of left.entries()) take(old, come[index]);
    else for (const [old, now] of mostAlikeFirst(left, come)) take(old, now);
  }
  for (const [old, now] of mostAlikeFirst(open(olds), open(nows), ALIKE)) take(old, now);
  const [left, come] = [open(olds), open(nows)];
  if (left.length === 1 && come.length === 1) take(left[0], come[0]);
  return {
    pairs: [...after.keys()].map((index) => ({ after: index, before: found.get(index) })),
    removed: open(olds).map(({ index }) => index),
  };
}

function isSameText(old: PromptPart, now: PromptPart): boolean {
  return old.source.trim() === now.source.trim();
}

/** From this share of words on, a prompt in another file counts as the same prompt, moved and edited. */
const ALIKE = 0.5;

function mostAlikeFirst(olds: readonly Item[], nows: readonly Item[], least = 0): [Item, Item][] {
  const words = new Map([...olds, ...nows].map((item) => [item, wordsIn(item.part.source)]));
  return olds
    .flatMap((old) => nows.map((now) => ({ old, now, share: sharedOf(words.get(old), words.get(now)) })))
    .filter(({ share }) => share >= least)
    .sort((one, other) => other.share - one.share)
    .map(({ old, now }) => [old, now]);
}

/** Words of a prompt that are compared; every prompt may be compared with every other. */
const MOST_WORDS = 1000;

function wordsIn(text: string): Set<string> {
  const words = new Set<string>();
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}_]+/gu)) {
    if (words.size === MOST_WORDS) break;
    words.add(word);
  }
  return words;
}

/** Dice's coefficient of two sets, 0–1. */
function sharedOf(one: ReadonlySet<string> = new Set(), other: ReadonlySet<string> = new Set()): number {
  let both = 0;
  for (const word of one) if (other.has(word)) both++;
  return one.size + other.size === 0 ? 1 : (2 * both) / (one.size + other.size);
}
