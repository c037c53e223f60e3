import { extname, posix } from 'node:path';
import type { Snapshot } from '../domain/snapshot.ts';
import { readableText } from './text-file.ts';

export type RemovedFile = { path: string; oid: string };
/** `oid` is undefined where nobody has computed it (the working tree). */
export type AddedFile = { path: string; oid: string | undefined };

/** As git: half of the larger text stands in the other too. */
const MIN_SIMILARITY = 0.5;
/** With more files than this, only likely pairs are compared by text, and so many pairs at most. */
const MAX_FILES = 400;
const MAX_PAIRS = 10_000;
const READ_AT_ONCE = 64;
const MAX_CHARACTERS = 1_000_000;
const EMPTY_BLOBS = new Set([
  'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391',
  '473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813',
]);

/**
 * Which added file was which removed one: first by equal content (preferring an equal name), then by similar text,
 * the most similar first. Gives paths at the head → paths at the base; each file stands in one pair at most.
 */
export async function pairRenames(request: {
  removed: readonly RemovedFile[];
  added: readonly AddedFile[];
  base: Snapshot;
  candidate: Snapshot;
  watched: (path: string) => boolean;
}): Promise<Map<string, string>> {
  const renames = pairEqual(request.removed, request.added);
  const taken = new Set(renames.values());
  const removed = request.removed.map(({ path }) => path).filter((path) => !taken.has(path));
  const added = request.added.map(({ path }) => path).filter((path) => !renames.has(path));
  for (const [path, basePath] of await pairSimilar(removed, added, request)) renames.set(path, basePath);
  return renames;
}

function pairEqual(removed: readonly RemovedFile[], added: readonly AddedFile[]): Map<string, string> {
  const byContent = new Map<string, Set<string>>();
  for (const { path, oid } of removed) {
    if (EMPTY_BLOBS.has(oid)) continue;
    const paths = byContent.get(oid) ?? new Set();
    byContent.set(oid, paths.add(path));
  }
  const renames = new Map<string, string>();
  const pair = (accept: (path: string, basePath: string) => boolean) => {
    for (const { path, oid } of added) {
      const paths = oid === undefined ? undefined : byContent.get(oid);
      if (!paths || renames.has(path)) continue;
      for (const basePath of paths) {
        if (!accept(path, basePath)) continue;
        paths.delete(basePath);
        renames.set(path, basePath);
        break;
      }
    }
  };
  pair((path, basePath) => posix.basename(path) === posix.basename(basePath));
  pair(() => true);
  return renames;
}

async function pairSimilar(
  removed: readonly string[],
  added: readonly string[],
  { base, candidate, watched }: Parameters<typeof pairRenames>[0],
): Promise<Map<string, string>> {
  const pairs = likelyPairs(removed, added, watched);
  const before = await readPieces(base, new Set(pairs.map(([, basePath]) => basePath)));
  const after = await readPieces(candidate, new Set(pairs.map(([path]) => path)));
  const similar = pairs
    .map(([path, basePath]) => ({
      path,
      basePath,
      similarity: similarity(before.get(basePath), after.get(path)),
    }))
    .filter((pair) => pair.similarity >= MIN_SIMILARITY)
    .sort((a, b) => b.similarity - a.similarity);
  const renames = new Map<string, string>();
  const taken = new Set<string>();
  for (const { path, basePath } of similar) {
    if (renames.has(path) || taken.has(basePath)) continue;
    renames.set(path, basePath);
    taken.add(basePath);
  }
  return renames;
}

/** All pairs where these are few; else those of watched files that keep their ending, rare endings first. */
function likelyPairs(
  removed: readonly string[],
  added: readonly string[],
  watched: (path: string) => boolean,
): [path: string, basePath: string][] {
  if (removed.length + added.length <= MAX_FILES && removed.length * added.length <= MAX_PAIRS) {
    return pairAll(added, removed);
  }
  const sources = groupByEnding(removed.filter(watched));
  const groups = [...groupByEnding(added.filter(watched))]
    .map(([ending, paths]) => ({ paths, basePaths: sources.get(ending) ?? [] }))
    .sort((a, b) => a.paths.length * a.basePaths.length - b.paths.length * b.basePaths.length);
  const pairs: [string, string][] = [];
  for (const { paths, basePaths } of groups) {
    if (pairs.length + paths.length * basePaths.length > MAX_PAIRS) break;
    pairs.push(...pairAll(paths, basePaths));
  }
  return pairs;
}

function pairAll(paths: readonly string[], basePaths: readonly string[]): [string, string][] {
  return paths.flatMap((path) => basePaths.map((basePath): [string, string] => [path, basePath]));
}

function groupByEnding(paths: readonly string[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const path of paths) {
    const group = groups.get(extname(path)) ?? [];
    groups.set(extname(path), group);
    group.push(path);
  }
  return groups;
}

/** A text as its pieces: how often each stands there. */
type Pieces = { characters: number; counts: Map<string, number> };

async function readPieces(snapshot: Snapshot, paths: ReadonlySet<string>): Promise<Map<string, Pieces>> {
  const texts = new Map<string, Pieces>();
  const read = async (path: string) => {
    const text = await readableText(snapshot, path);
    if (text !== undefined && text.length <= MAX_CHARACTERS) texts.set(path, piecesOf(text));
  };
  const all = [...paths];
  for (let start = 0; start < all.length; start += READ_AT_ONCE) {
    await Promise.all(all.slice(start, start + READ_AT_ONCE).map(read));
  }
  return texts;
}

/** Lines, and sentences within them: prompts have long lines. */
function piecesOf(text: string): Pieces {
  const counts = new Map<string, number>();
  for (const piece of text.split(/(?<=\n|[.!?;] )/)) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  return { characters: text.length, counts };
}

/** Characters of common pieces as a share of the larger text, 0–1. */
function similarity(before: Pieces | undefined, after: Pieces | undefined): number {
  if (!before || !after) return 0;
  const larger = Math.max(before.characters, after.characters);
  const smaller = Math.min(before.characters, after.characters);
  if (larger === 0 || smaller / larger < MIN_SIMILARITY) return 0;
  let common = 0;
  for (const [piece, count] of before.counts) {
    common += piece.length * Math.min(count, after.counts.get(piece) ?? 0);
  }
  return common / larger;
}
