import { type Repository, splitNul, tryGit } from './git.ts';
import { statOf } from './text-file.ts';
import { flaggedIn, listEntries, openPlainIndex } from './work-tree-index.ts';

/** What lies in the working tree, as paths from its root. */
export type WorkTreeFiles = {
  /** Tracked, or neither tracked nor ignored; those of `deleted` among them. Folders of other repositories end in `/`. */
  listed: string[];
  /** Neither tracked nor ignored, and those that are kept though the next commit takes them out. */
  untracked: string[];
  /** Tracked, but gone. */
  deleted: string[];
  /** What the index says not to look at, and is looked at all the same. */
  flagged: string[];
};

/** Looks at the working tree once, for all that ask. */
export type WorkTree = { files(): Promise<WorkTreeFiles> };

/** The working tree of a repository; git is asked when somebody first wants to know. */
export function openWorkTree(repository: Repository): WorkTree {
  let files: Promise<WorkTreeFiles> | undefined;
  return {
    files() {
      files ??= filesOf(repository);
      return files;
    },
  };
}

async function filesOf(repository: Repository): Promise<WorkTreeFiles> {
  const [entries, kept] = await Promise.all([listEntries(repository), keptFiles(repository)]);
  const flagged = await flaggedIn(repository, entries);
  await using index = await openPlainIndex(repository, flagged);
  const seen = index.indexFile === undefined ? entries : await listEntries(repository, index);
  const others = seen.filter(({ tag }) => tag === '?').map(({ path }) => path);
  return {
    listed: [...new Set([...seen.map(({ path }) => path), ...kept])],
    untracked: [...others, ...kept],
    deleted: seen.filter(({ tag }) => tag === 'R').map(({ path }) => path),
    flagged,
  };
}

/**
 * Files of the last commit that are taken out of the index and lie on disk all the same (`git rm --cached`), ignored or
 * not: until that is committed, they are there.
 */
async function keptFiles(repository: Repository): Promise<string[]> {
  const command = ['diff-index', '--cached', '--no-renames', '--name-only', '--diff-filter=D', '-z'];
  const { exitCode, stdout } = await tryGit(repository, [...command, 'HEAD', '--']);
  const kept: string[] = [];
  // Without a commit nothing is taken out.
  for (const path of exitCode === 0 ? splitNul(stdout) : []) {
    if ((await statOf(repository.root, path))?.isFile()) kept.push(path);
  }
  return kept;
}
