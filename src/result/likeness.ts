/**
 * How alike texts are, by MinHash with one permutation (Li, Owen and Zhang, 2012): the share of equal slots of two
 * sketches estimates the Jaccard index of their sets of three words in a row. Linear in the length of a text.
 */

/** Slots of a sketch. */
const SLOTS = 32;
/** Slots in a row by which similar sketches are looked up. */
const BAND = 4;
/** Characters of a text that count. */
const LONGEST = 4000;
const WORDS_IN_A_ROW = 3;
/** Share of slots from which two texts are nearly the same. */
const ALIKE = 0.6;

/** What is kept of a text to compare it with others. */
export type Sketch = Uint32Array;

/** The sketch of a text; case, digits, punctuation and white space do not count. */
export function sketchOf(text: string): Sketch {
  const sketch = new Uint32Array(SLOTS).fill(0xffffffff);
  const words = wordsOf(text);
  const last = Math.max(0, words.length - WORDS_IN_A_ROW);
  for (let at = 0; at <= last; at += 1) {
    let hash = 0;
    for (let next = at; next < at + WORDS_IN_A_ROW && next < words.length; next += 1) {
      hash = mixed(Math.imul(hash, 31) + (words[next] ?? 0));
    }
    const slot = hash % SLOTS;
    if (hash < (sketch[slot] ?? 0)) sketch[slot] = hash;
  }
  fillEmptySlots(sketch);
  return sketch;
}

/** The sketch of a text that nobody has: like no other, except for one of the same name. */
export function unlikeAny(name: string): Sketch {
  const start = hashOf(name);
  return Uint32Array.from({ length: SLOTS }, (_, slot) => mixed(start + slot));
}

/** The estimated Jaccard index of two texts, 0–1. */
export function likeness(one: Sketch, other: Sketch): number {
  let same = 0;
  for (let slot = 0; slot < SLOTS; slot += 1) if (one[slot] === other[slot]) same += 1;
  return same / SLOTS;
}

/** Groups nearly the same texts with the first of them; in order, each text in one group. Linear in their number. */
export function groupAlike<T extends { sketch: Sketch }>(items: readonly T[]): T[][] {
  const groups: T[][] = [];
  const groupsByBand = new Map<number, T[][]>();
  for (const item of items) {
    const bands = bandsOf(item.sketch);
    const candidates = bands.flatMap((band) => groupsByBand.get(band) ?? []);
    const found = candidates.find(([first]) => first && likeness(first.sketch, item.sketch) >= ALIKE);
    if (found) {
      found.push(item);
      continue;
    }
    const group = [item];
    groups.push(group);
    for (const band of bands) {
      const known = groupsByBand.get(band);
      // Few of those that share a band are enough to find one that is alike.
      if (!known) groupsByBand.set(band, [group]);
      else if (known.length < BAND) known.push(group);
    }
  }
  return groups;
}

/** The item that has most in common with all of them: whose slots most often have the value that most have there. */
export function mostTypical<T extends { sketch: Sketch }>(items: readonly T[]): T | undefined {
  const usual = Array.from({ length: SLOTS }, (_, slot) => {
    const counts = new Map<number, number>();
    for (const { sketch } of items) counts.set(sketch[slot] ?? 0, (counts.get(sketch[slot] ?? 0) ?? 0) + 1);
    return [...counts].reduce((most, entry) => (entry[1] > most[1] ? entry : most), [0, 0])[0];
  });
  const typical = Uint32Array.from(usual);
  let best: T | undefined;
  let most = -1;
  for (const item of items) {
    const shared = likeness(item.sketch, typical);
    if (shared > most) [best, most] = [item, shared];
  }
  return best;
}

/** Hashes of a text's words. */
function wordsOf(text: string): number[] {
  const words = text
    .slice(0, LONGEST)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{Nd}+/gu, '0');
  return (words.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [words.trim()]).map(hashOf);
}

/** FNV-1a over UTF-16 units. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** MurmurHash3's finalizer: every bit of the number counts for every bit of the hash. */
function mixed(number: number): number {
  let hash = number >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A slot that no word fell into takes the next one's value, and its distance to it (Shrivastava and Li, 2014). */
function fillEmptySlots(sketch: Sketch): void {
  const own = sketch.slice();
  for (let slot = 0; slot < SLOTS; slot += 1) {
    let distance = 0;
    while (distance < SLOTS && own[(slot + distance) % SLOTS] === 0xffffffff) distance += 1;
    const value = own[(slot + distance) % SLOTS] ?? 0;
    sketch[slot] = distance === 0 ? value : mixed(value + distance);
  }
}

/** A hash of each band's slots. */
function bandsOf(sketch: Sketch): number[] {
  return Array.from({ length: SLOTS / BAND }, (_, band) => {
    let hash = band;
    for (let slot = band * BAND; slot < (band + 1) * BAND; slot += 1)
      hash = mixed(hash ^ (sketch[slot] ?? 0));
    return hash;
  });
}
