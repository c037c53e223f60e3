import { posix } from 'node:path';
import type { Snapshot } from '../domain/snapshot.ts';
import { type Likeness, similarPairs, tooMuch } from './likeness.ts';

export type RemovedFile = { path: string; oid: string };
/** `oid` is undefined where nobody has computed it (the working tree). */
export type AddedFile = { path: string; oid: string | undefined };

/** A file at the head, and the file that it was at the base. */
export type Rename = {
  path: string;
  basePath: string;
  /** Other removed files that it may have been just as well: nothing in content and name tells them apart. */
  otherBasePaths: string[];
};

/** With more files than this, those that nobody watches are not compared by text. */
const MOST_UNWATCHED = { files: 400, pairs: 10_000 };
/** Pairs of files with equal content, at most. */
const MOST_EQUAL_PAIRS = 1_000_000;
const EQUAL = 2;
const EMPTY_BLOBS = new Set([
  'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391',
  '473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813',
]);

type Request = {
  removed: readonly RemovedFile[];
  added: readonly AddedFile[];
  base: Snapshot;
  candidate: Snapshot;
  watched: (path: string) => boolean;
};

/**
 * Which added file was which removed one; each stands in one rename at most. A path that differs only in the case of its
 * letters, or in how they are composed, is the same name. Else what was watched comes first: it lives on in
 * the file with the same content, else in the one that has most of its text, at least half, however many files were
 * added; of several that are as like, in one that is watched, then in the one whose path is most like its own. Only then
 * the others are paired, by the same rules, so that no file that nobody watched is taken for the predecessor of a prompt
 * while a watched one is missing.
 * @throws ConfigurationError where more was added and removed than can be looked at.
 */
export async function pairRenames(request: Request): Promise<Rename[]> {
  const { watched } = request;
  const renames: Rename[] = [];
  const isLeft = { path: new Set<string>(), basePath: new Set<string>() };
  for (const { path } of request.added) isLeft.path.add(path);
  for (const { path } of request.removed) isLeft.basePath.add(path);
  const pairUp = (pairs: readonly Likeness[]) => {
    const open = pairs.filter(({ path, basePath }) => isLeft.path.has(path) && isLeft.basePath.has(basePath));
    for (const rename of bestPairs(open, watched)) {
      renames.push(rename);
      isLeft.path.delete(rename.path);
      isLeft.basePath.delete(rename.basePath);
    }
  };
  pairUp(respelledPairs(request));
  const equal = equalPairs(request);
  const wasWatched = ({ basePath }: Likeness) => watched(basePath);
  pairUp(equal.filter(wasWatched));
  pairUp(equal.filter((pair) => !wasWatched(pair) && !watched(pair.path)));
  pairUp(await similarPairs([...isLeft.basePath].filter(watched), [...isLeft.path], request));
  pairUp(equal.filter((pair) => !wasWatched(pair)));
  const unwatched = [...isLeft.basePath].filter((path) => !watched(path));
  if (areFew(unwatched.length, isLeft.path.size)) {
    pairUp(await similarPairs(unwatched, [...isLeft.path], request));
  }
  return renames;
}

function areFew(removed: number, added: number): boolean {
  return removed + added <= MOST_UNWATCHED.files && removed * added <= MOST_UNWATCHED.pairs;
}

/** Pairs of one name in two spellings, which are one file on many systems. */
function respelledPairs({ removed, added }: Request): Likeness[] {
  const byName = new Map(removed.map(({ path }) => [foldedName(path), path]));
  return added.flatMap(({ path }) => {
    const basePath = byName.get(foldedName(path));
    return basePath === undefined ? [] : [{ path, basePath, similarity: EQUAL }];
  });
}

function foldedName(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

function equalPairs({ removed, added, watched }: Request): Likeness[] {
  const byContent = new Map<string, string[]>();
  for (const { path, oid } of removed) {
    if (EMPTY_BLOBS.has(oid)) continue;
    const paths = byContent.get(oid) ?? [];
    byContent.set(oid, paths);
    paths.push(path);
  }
  const pairs: Likeness[] = [];
  for (const { path, oid } of added) {
    for (const basePath of (oid !== undefined && byContent.get(oid)) || []) {
      pairs.push({ path, basePath, similarity: EQUAL });
    }
    if (pairs.length > MOST_EQUAL_PAIRS) throw tooMuch(removed.map((file) => file.path).filter(watched));
  }
  return pairs;
}

/** A pair with what decides between pairs, most important first; more is better. */
type Ranked = Likeness & { rank: readonly number[] };

function bestPairs(pairs: readonly Likeness[], watched: (path: string) => boolean): Rename[] {
  const ranked = pairs
    .map((pair): Ranked => ({ ...pair, rank: rankOf(pair, watched) }))
    .sort((a, b) => compareRanks(b.rank, a.rank));
  const byPath = new Map<string, Ranked[]>();
  for (const pair of ranked) {
    const known = byPath.get(pair.path) ?? [];
    byPath.set(pair.path, known);
    known.push(pair);
  }
  const chosen = new Map<string, Ranked>();
  const taken = new Map<string, Ranked>();
  for (const pair of ranked) {
    if (chosen.has(pair.path) || taken.has(pair.basePath)) continue;
    chosen.set(pair.path, pair);
    taken.set(pair.basePath, pair);
  }
  return [...chosen.values()].map(({ path, basePath, rank }) => ({
    path,
    basePath,
    otherBasePaths: (byPath.get(path) ?? []).flatMap((other) => {
      const isAsLike = other.basePath !== basePath && compareRanks(other.rank, rank) === 0;
      const owner = taken.get(other.basePath);
      return isAsLike && !(owner && compareRanks(owner.rank, rank) > 0) ? [other.basePath] : [];
    }),
  }));
}

function rankOf({ path, basePath, similarity }: Likeness, watched: (path: string) => boolean): number[] {
  return [
    similarity,
    Number(watched(path)),
    equalEnds(segmentsOf(path), segmentsOf(basePath)),
    Number(posix.extname(path) === posix.extname(basePath)),
    Number(posix.dirname(path) === posix.dirname(basePath)),
  ];
}

function compareRanks(one: readonly number[], other: readonly number[]): number {
  for (const [index, value] of one.entries()) {
    const difference = value - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The folders of a path and the name of its file without the ending. */
function segmentsOf(path: string): string[] {
  const { dir, name } = posix.parse(path);
  return [...dir.split('/'), name];
}

/** How many segments are equal, counted from the end. */
function equalEnds(one: readonly string[], other: readonly string[]): number {
  const most = Math.min(one.length, other.length);
  for (let count = 0; count < most; count++) {
    if (one.at(-1 - count) !== other.at(-1 - count)) return count;
  }
  return most;
}
