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
 */
export async function openPlainIndex(repository: Repository): Promise<PlainIndex> {
  const flagged = await flaggedPaths(repository);
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

/** Files that the index says not to look at, those left out where a sparse checkout leaves some out. */
async function flaggedPaths(repository: Repository): Promise<string[]> {
  // `<letter> <path>`: a small letter means assume-unchanged, S skip-worktree.
  const entries = splitNul(await runGit(repository, ['ls-files', '-z', '-v']));
  const flagged = entries.filter((entry) => /^[a-zS] /.test(entry)).map((entry) => entry.slice(2));
  if (flagged.length === 0 || !(await isSparse(repository))) return flagged;
  const present: string[] = [];
  for (const path of flagged) if (await statOf(repository.root, path)) present.push(path);
  return present;
}

async function isSparse(repository: Repository): Promise<boolean> {
  const { stdout } = await tryGit(repository, ['config', '--type=bool', '--get', 'core.sparseCheckout']);
  return line(stdout) === 'true';
}

/**
 * Files of the last commit that are taken out of the index and lie on disk all the same (`git rm --cached`), ignored or
 * not: until that is committed, they are there.
 */
export async function keptFiles(repository: Repository): Promise<string[]> {
  const command = [
    'diff-index',
    '--cached',
    '--no-renames',
    '--name-only',
    '--diff-filter=D',
    '-z',
    'HEAD',
    '--',
  ];
  const { exitCode, stdout } = await tryGit(repository, command);
  const kept: string[] = [];
  // Without a commit nothing is taken out.
  for (const path of exitCode === 0 ? splitNul(stdout) : []) {
    if ((await statOf(repository.root, path))?.isFile()) kept.push(path);
  }
  return kept;
}
