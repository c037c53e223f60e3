import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { line, type Repository, runGit, splitNul, tryGit } from './git.ts';
import { statOf } from './text-file.ts';

/** An index for commands that look at the working tree; removed when it is disposed of. */
type PlainIndex = {
  /** Undefined where the repository's own index will do. */
  indexFile: string | undefined;
  [Symbol.asyncDispose](): Promise<void>;
};

/**
 * An index under which git looks at every file on disk: a copy without the flags `assume-unchanged` and `skip-worktree`,
 * by which git takes an edited file for unchanged. Files that a sparse checkout left out on purpose keep theirs.
 * @param flagged what `flaggedIn` found.
 */
export async function openPlainIndex(
  repository: Repository,
  flagged: readonly string[],
): Promise<PlainIndex> {
  if (flagged.length === 0) return { indexFile: undefined, [Symbol.asyncDispose]: async () => undefined };
  const folder = await mkdtemp(join(tmpdir(), 'prompt-eval-gate-index-'));
  const dispose = () => rm(folder, { recursive: true, force: true });
  try {
    const indexFile = join(folder, 'index');
    const own = line(await runGit(repository, ['rev-parse', '--git-path', 'index']));
    await copyFile(resolve(repository.root, own), indexFile);
    const input = flagged.map((path) => `${path}\0`).join('');
    for (const flag of ['--no-assume-unchanged', '--no-skip-worktree']) {
      await runGit(repository, ['update-index', flag, '-z', '--stdin'], { input, indexFile });
    }
    return { indexFile, [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/**
 * A file that git sees: the letter of `git ls-files -v`, `?` where it is untracked, `R` (once more) where it is deleted, S
 * for skip-worktree, a small one for assume-unchanged.
 */
type IndexEntry = { tag: string; path: string };

/** The files that git sees, ignored ones left out; through the repository's own index by default. */
export async function listEntries(repository: Repository, index?: PlainIndex): Promise<IndexEntry[]> {
  const kinds = ['--cached', '--deleted', '--others', '--exclude-standard'];
  const options = { indexFile: index?.indexFile };
  const output = await runGit(repository, ['ls-files', '-z', '-v', ...kinds], options);
  return splitNul(output).map((entry) => ({ tag: entry.slice(0, 1), path: entry.slice(2) }));
}

/** Files that the index says not to look at, those left out where a sparse checkout leaves some out. */
export async function flaggedIn(repository: Repository, entries: readonly IndexEntry[]): Promise<string[]> {
  const flagged = entries.filter(({ tag }) => /^[a-zS]$/.test(tag)).map(({ path }) => path);
  if (flagged.length === 0 || !(await isSparse(repository))) return flagged;
  const present: string[] = [];
  for (const path of flagged) if (await statOf(repository.root, path)) present.push(path);
  return present;
}

async function isSparse(repository: Repository): Promise<boolean> {
  const { stdout } = await tryGit(repository, ['config', '--type=bool', '--get', 'core.sparseCheckout']);
  return line(stdout) === 'true';
}
