import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { unlessMistaken } from '../../base/errors.ts';
import { mayConcernWatch } from '../../change/watch.ts';
import type { PromptSource } from '../../domain/policy.ts';
import type { Repository } from '../../repo/git.ts';
import { openWorkTree } from '../../repo/work-tree.ts';
import { type Marks, markOf, renewMarks } from './marks.ts';

/** Folders without files that are looked at once they are made; of installed packages there may be any number. */
const MOST_EMPTY = 1000;
const NEVER = new Set(['.git', 'node_modules']);

/** Files of the working tree that were not there when it was looked at last. */
export type Arrivals = {
  /** Those among them that a policy with these sources watches, or that make it watch another. Each is told once. */
  found(sources: readonly PromptSource[]): Promise<string[]>;
};

/**
 * Looks at the working tree, to tell later what came. Git is only asked again where an entry came into one of its folders
 * or left it.
 */
export async function openArrivals(repository: Repository): Promise<Arrivals> {
  const { root } = repository;
  const folders: Marks = new Map([['', markOf(root, '.')]]);
  const mark = (paths: readonly string[]) => {
    const fresh = [...new Set(paths)].filter((folder) => !folders.has(folder));
    for (const folder of fresh) folders.set(folder, markOf(root, folder));
    return fresh;
  };
  const listAndMark = async (): Promise<string[]> => {
    // In the midst of a merge, say, git may refuse: the next look finds what came.
    const paths = (await unlessMistaken(() => openWorkTree(repository).files()))?.listed ?? [];
    const fresh = mark(paths.flatMap(foldersAbove));
    // What came into a folder before it was marked may have missed the list.
    return fresh.length === 0 ? paths : await listAndMark();
  };
  const known = new Set(await listAndMark());
  return {
    async found(sources) {
      const changed = renewMarks(root, folders);
      if (changed.length === 0) return [];
      mark(changed.flatMap((folder) => foldersBelow(root, folder, new Set(folders.keys()))));
      const now = await listAndMark();
      const concerns = mayConcernWatch(sources);
      const come = now.filter((path) => !known.has(path));
      for (const path of come) known.add(path);
      return come.filter(concerns);
    },
  };
}

/** `a/b` and `a` for `a/b/c.md`. */
function foldersAbove(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** The folders in a folder, and in those, besides the known ones: git lists none that has no file yet. */
function foldersBelow(root: string, folder: string, known: ReadonlySet<string>): string[] {
  const found: string[] = [];
  const waiting = [folder];
  for (let next = waiting.pop(); next !== undefined && found.length < MOST_EMPTY; next = waiting.pop()) {
    for (const name of foldersIn(join(root, next))) {
      const path = next === '' ? name : `${next}/${name}`;
      if (known.has(path) || NEVER.has(name)) continue;
      found.push(path);
      waiting.push(path);
    }
  }
  return found;
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((one) => (one.isDirectory() ? one.name : []));
  } catch {
    return [];
  }
}
