import { resolve } from 'node:path';
import { fetchCommit, hasCommit, isFullSha } from './fetch.ts';
import { openRepository, type Repository, refuseElsewhere, tryGitIn } from './git.ts';
import {
  branchOf,
  currentBranch,
  defaultBase,
  findRange,
  type Range,
  rangeOf,
  standsForItself,
} from './revision.ts';

/** A checkout, and the commits that a change in it lies between. */
export type OpenRange = {
  repository: Repository;
  /** The base as given or found. */
  baseRef: string;
  /** The base that was asked for, where it is gone and another one is used. */
  goneBase: string | undefined;
  range: Range;
  /** The branch that is checked out; undefined at a detached HEAD. */
  branch: string | undefined;
};

/**
 * Opens the repository that contains a folder, and finds the merge base of a base (default: see `defaultBase`) and a
 * head; of `baseInstead`, if the base is a commit that is neither here nor at the remote. If all commits are present
 * locally, as in most runs, a single `git rev-parse` gives everything.
 *
 * @throws ConfigurationError as `openRepository`, `defaultBase` and `findRange`.
 */
export async function openRange(
  directory: string,
  { base, baseInstead, head }: { base: string | undefined; baseInstead?: string | undefined; head: string },
): Promise<OpenRange> {
  const known = base === undefined ? undefined : await askAtOnce(directory, base, head);
  if (base !== undefined && known) return { ...known, baseRef: base, goneBase: undefined };
  const repository = await openRepository(directory);
  const isGone = base !== undefined && baseInstead !== undefined && (await isLost(repository, base));
  const baseRef = (isGone ? baseInstead : base) ?? (await defaultBase(repository));
  const found = baseRef === base ? undefined : await askAtOnce(directory, baseRef, head);
  const { range, branch } = found ?? (await askStepwise(repository, baseRef, head));
  return { repository, baseRef, goneBase: isGone ? base : undefined, range, branch };
}

/** Whether a commit is neither here nor at the remote. */
async function isLost(repository: Repository, sha: string): Promise<boolean> {
  return isFullSha(sha) && !(await hasCommit(repository, sha)) && !(await fetchCommit(repository, sha));
}

type Asked = Omit<OpenRange, 'baseRef' | 'goneBase'>;

/** For names that take more care, or commits that have to be fetched. */
async function askStepwise(
  repository: Repository,
  base: string,
  head: string,
): Promise<Pick<Asked, 'range' | 'branch'>> {
  const [range, branch] = await Promise.all([
    findRange(repository, { base, head }),
    currentBranch(repository),
  ]);
  return { range, branch };
}

const QUESTIONS = ['rev-parse', '--show-toplevel', '--git-common-dir'];

/** The range by a single call of git; undefined if a commit is missing or a name needs more care. */
async function askAtOnce(directory: string, base: string, head: string): Promise<Asked | undefined> {
  if (!isPlain(base) || !isPlain(head)) return undefined;
  const questions = fullNames(base).map((name) => `${name}^{commit}...${fullNames(head)[0]}^{commit}`);
  const answers = await Promise.all(
    questions.map((range) => tryGitIn(directory, [...QUESTIONS, range, '--symbolic-full-name', 'HEAD'])),
  );
  const answer = answers.find(({ exitCode }) => exitCode === 0);
  // The lines: top folder, git folder, head, base, one or more merge bases, and the ref that is checked out.
  const found = /^(.+)\n(.+)\n([0-9a-f]{40,64})\n([0-9a-f]{40,64})\n((?:\^[0-9a-f]{40,64}\n)+)(.+)\n$/.exec(
    answer?.stdout.toString('utf8') ?? '',
  );
  if (!found) return undefined;
  const [, root = '', common = '', headSha = '', baseSha = '', parted = '', ref = ''] = found;
  const repository = { root: resolve(root), gitDirectory: resolve(directory, common) };
  await refuseElsewhere(repository, directory);
  return {
    repository,
    range: rangeOf(baseSha, headSha, parted.match(/[0-9a-f]+/g) ?? []),
    branch: branchOf(ref),
  };
}

/** The full ref names that a branch's name can stand for, preferred ones first. */
function fullNames(ref: string): string[] {
  if (standsForItself(ref)) return [ref];
  return ref.includes('/') ? [`refs/heads/${ref}`, `refs/remotes/${ref}`] : [`refs/heads/${ref}`];
}

/** Whether a name contains no option and no revision expression. */
function isPlain(ref: string): boolean {
  return /^\w[\w./-]{0,250}$/.test(ref) && !ref.includes('..');
}
