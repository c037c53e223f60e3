import { formatPlace } from '../base/errors.ts';
import type { Notice } from '../domain/notice.ts';
import type { Case } from '../domain/suite.ts';

/** Characters of a shingle. */
const SHINGLE = 4;
/** Share of shingles that two texts have in common from which on they are alike. */
const ALIKE = 0.6;
/** A case is known by so many of its shingles, those with the lowest hashes (Broder's bottom-k sketch). */
const SKETCH = 64;
/** Cases are compared that have in common one of so many shingles, the rarest that each has not alone. */
const KEYS = 6;
/** With how many earlier cases of a key a case is compared. */
const COMPARED = 3;
/** A text of fewer shingles of its own is too short to be told from another. */
const FEWEST_SHINGLES = 8;
/** Characters of a case that are looked at: enough to know it by. */
const MOST_CHARACTERS = 2000;
/** From so many cases on, what more than half of them have in common is their frame and no likeness. */
const ENOUGH_FOR_A_FRAME = 8;
/** A value that so many cases have is a part of their frame: a tier, a language, a document that all are about. */
const SHARED_BY_MANY = 10;
/** Of a larger suite the first cases are looked at. */
const MOST_CASES = 20_000;
const MOST_FAMILIES = 20;
const MOST_PLACES = 20;

/**
 * The notice of cases whose variables are nearly the same text and that no group holds together; none where there are no
 * such cases. Values that ten cases have (a tier, a document), and what more than half share (a fixed phrase), do not count.
 * Found by comparing sketches of their shingles; paraphrases in other words are not found.
 */
export function nearDuplicates(path: string, cases: readonly Case[]): Notice[] {
  const families = familiesOf(cases.slice(0, MOST_CASES)).filter((family) => unitsOf(family) > 1);
  if (families.length === 0) return [];
  return [
    {
      code: 'cases-alike',
      path,
      cases: families.reduce((sum, family) => sum + family.length, 0),
      families: families.length,
      places: families
        .slice(0, MOST_FAMILIES)
        .map((family) => family.slice(0, MOST_PLACES).map(({ place }) => formatPlace(place))),
    },
  ];
}

function unitsOf(family: readonly Case[]): number {
  return new Set(family.map(({ id, group }) => JSON.stringify(group === undefined ? [id] : group))).size;
}

/** Hashes of shingles, ascending, and up to where they are all that the text has. */
type Sketch = { hashes: number[]; end: number };

/** Cases that are alike, directly or through others, two and more together, in the suite's order. */
function familiesOf(cases: readonly Case[]): Case[][] {
  const all = textsOf(cases).map(sketchOf);
  const counts = new Map<number, number>();
  for (const { hashes } of all) for (const hash of hashes) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  const isFrame = (hash: number) =>
    cases.length >= ENOUGH_FOR_A_FRAME && (counts.get(hash) ?? 0) * 2 > cases.length;
  const sketches = all.map(({ hashes, end }) => ({ hashes: hashes.filter((hash) => !isFrame(hash)), end }));
  const leaders = cases.map((_, index) => index);
  const leaderOf = (index: number): number => {
    let at = index;
    while (leaders[at] !== at) at = leaders[at] ?? at;
    leaders[index] = at;
    return at;
  };
  const byKey = new Map<number, number[]>();
  sketches.forEach((sketch, index) => {
    if (sketch.hashes.length < FEWEST_SHINGLES) return;
    for (const key of keysOf(sketch, counts)) {
      const others = byKey.get(key) ?? [];
      for (const other of others) {
        const [leader, own] = [leaderOf(other), leaderOf(index)];
        if (leader === own || similarity(sketches[other] ?? NOTHING, sketch) < ALIKE) continue;
        leaders[Math.max(leader, own)] = Math.min(leader, own);
      }
      byKey.set(key, [...others, index].slice(-COMPARED));
    }
  });
  const families = new Map<number, Case[]>();
  cases.forEach((testCase, index) => {
    const leader = leaderOf(index);
    const family = families.get(leader);
    if (family) family.push(testCase);
    else families.set(leader, [testCase]);
  });
  return [...families.values()].filter(({ length }) => length > 1);
}

const NOTHING: Sketch = { hashes: [], end: Number.POSITIVE_INFINITY };

function keysOf({ hashes }: Sketch, counts: ReadonlyMap<number, number>): number[] {
  const countOf = (hash: number) => counts.get(hash) ?? 0;
  return hashes
    .filter((hash) => countOf(hash) > 1)
    .sort((a, b) => countOf(a) - countOf(b) || a - b)
    .slice(0, KEYS);
}

/** What each case says of its own, in small letters, with single blanks: values that many cases have are left out. */
function textsOf(cases: readonly Case[]): string[] {
  const values = cases.map(({ vars }) =>
    Object.values(vars).map((value) => (typeof value === 'string' ? value : JSON.stringify(value))),
  );
  const counts = new Map<string, number>();
  for (const value of values.flat()) counts.set(value, (counts.get(value) ?? 0) + 1);
  const isFrame = (value: string) => {
    const count = counts.get(value) ?? 0;
    return count >= SHARED_BY_MANY || (cases.length >= ENOUGH_FOR_A_FRAME && count * 2 > cases.length);
  };
  return values.map((own) => {
    const text = own.filter((value) => !isFrame(value)).join(' ');
    return text.slice(0, MOST_CHARACTERS).toLowerCase().replace(/\s+/g, ' ').trim();
  });
}

/** The lowest hashes of a text's shingles. */
function sketchOf(text: string): Sketch {
  const shingles = text.length - SHINGLE + 1;
  // Of a long text only hashes are kept that may be among the lowest: four times as many as are wanted.
  const limit = Math.min(1, (4 * SKETCH) / Math.max(1, shingles)) * 2 ** 32;
  const found = new Set<number>();
  let hash = 0;
  for (let at = 0; at < text.length; at++) {
    // The last four characters, eight bits of each.
    hash = (hash << 8) ^ (text.charCodeAt(at) * 31);
    const value = mixed(hash);
    if (at >= SHINGLE - 1 && value < limit) found.add(value);
  }
  const sorted = Uint32Array.from(found).sort();
  const hashes = [...sorted.subarray(0, SKETCH)];
  const isAll = sorted.length <= SKETCH && limit === 2 ** 32;
  return { hashes, end: isAll ? Number.POSITIVE_INFINITY : (hashes.at(-1) ?? 0) };
}

/** The finalizer of MurmurHash3: every bit of the input reaches every bit of the result. */
function mixed(hash: number): number {
  let value = hash;
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/** Share of the shingles of two texts that both have (Jaccard), estimated up to where both sketches know all. */
function similarity(a: Sketch, b: Sketch): number {
  const end = Math.min(a.end, b.end);
  let [i, j, both, all] = [0, 0, 0, 0];
  for (;;) {
    const left = a.hashes[i] ?? Number.POSITIVE_INFINITY;
    const right = b.hashes[j] ?? Number.POSITIVE_INFINITY;
    const least = Math.min(left, right);
    if (least > end || least === Number.POSITIVE_INFINITY) break;
    all += 1;
    if (left === right) both += 1;
    if (left === least) i += 1;
    if (right === least) j += 1;
  }
  return all === 0 ? 0 : both / all;
}
