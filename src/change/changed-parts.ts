import { isPattern } from '../base/glob.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { readableText } from '../repo/text-file.ts';
import { mayBeOfSuite, namesFiles } from '../suite/file-kinds.ts';
import { pathsNamed } from './changed-includes.ts';

/** At most so many files of one suite are searched for further files. Of a suite with more, any file may be a part. */
const MAX_PARTS = 1000;

/**
 * The changed files among those that the given files refer to, directly or through others. Of a pattern all files that
 * it matches are followed.
 * @param namesIn paths and patterns that a file's text names
 * @param named paths and patterns that are named elsewhere, and are followed too
 */
export async function changedAmong(
  paths: readonly string[],
  namesIn: (path: string, text: string) => string[],
  { candidate, touched }: { candidate: Snapshot; touched: ReadonlySet<string> },
  named: readonly string[],
): Promise<string[]> {
  const seen = new Set(paths);
  const changed = new Set<string>();
  const all = new Set(await candidate.list());
  const follow = (name: string) => {
    if (seen.has(name)) return;
    seen.add(name);
    for (const path of pathsNamed(name, touched)) changed.add(path);
  };
  named.forEach(follow);
  let searched = 0;
  for (const current of seen) {
    if (!all.has(current)) {
      for (const path of isPattern(current) ? pathsNamed(current, all) : []) seen.add(path);
      continue;
    }
    if (!namesFiles(current)) continue;
    if (searched === MAX_PARTS) return [...touched].filter(mayBeOfSuite);
    searched += 1;
    const text = await readableText(candidate, current);
    if (text !== undefined) namesIn(current, text).forEach(follow);
  }
  return [...changed];
}
