import type { ChangedFile } from '../domain/snapshot.ts';
import { type GitOptions, type Repository, runGit, splitNul } from './git.ts';
import type { AddedFile, RemovedFile, Rename } from './renames.ts';
import type { Range } from './revision.ts';
import { readSettings, withoutFilters } from './settings.ts';
import { refuseHidden, snapshotAt, snapshotOfWorkTree } from './snapshots.ts';
import { openWorkTree, type WorkTree } from './work-tree.ts';
import { openPlainIndex } from './work-tree-index.ts';

type Watched = (path: string) => boolean;

/** A file that differs, before renames are told. An object name of zeros means: as it lies in the working tree. */
type Difference = { status: 'added' | 'modified' | 'deleted'; path: string; oldOid: string; newOid: string };

/**
 * The files that differ between the merge base and a commit (a full sha) or the working tree, untracked files
 * included. A removed and an added file with the same content, or with half of their text in common, are one renamed
 * file. Where very many files were added and removed, only removed ones that `watched` names (by default: all) are
 * compared by text; `watched` may be known later than the rest. `workTree` is looked at where `head` is 'worktree'.
 * @throws ConfigurationError as `pairRenames`.
 */
export async function changedFiles(
  repository: Repository,
  mergeBase: string,
  head: string,
  watched: Watched | Promise<Watched> = () => true,
  workTree: WorkTree = openWorkTree(repository),
): Promise<ChangedFile[]> {
  const differences = await differencesFrom(repository, mergeBase, head, workTree);
  const renames = await findRenames(repository, { mergeBase, head, workTree }, differences, watched);
  const renamed = new Set(renames.flatMap(({ path, basePath }) => [path, basePath]));
  const files = differences
    .filter(({ path }) => !renamed.has(path))
    .map(
      ({ status, path }): ChangedFile => ({ status, path, basePath: status === 'added' ? undefined : path }),
    );
  for (const { path, basePath, otherBasePaths } of renames) {
    files.push({
      ...{ status: 'renamed', path, basePath },
      ...(otherBasePaths.length > 0 && { otherBasePaths }),
    });
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * The files that a change touches, as `changedFiles` tells them against `mergeBase`. Where base and head parted at several
 * commits, `mergeBase` is the base, and a file is touched when the head differs from any of these commits too: what
 * differs from the base alone is the base's own edit.
 */
export async function changedSince(
  repository: Repository,
  { mergeBase, mergeBases }: Pick<Range, 'mergeBase' | 'mergeBases'>,
  head: string,
  watched: Watched | Promise<Watched>,
  workTree: WorkTree,
): Promise<ChangedFile[]> {
  const files = await changedFiles(repository, mergeBase, head, watched, workTree);
  if (mergeBases.length < 2) return files;
  const touched = new Set<string>();
  for (const ancestor of mergeBases) {
    for (const { path } of await differencesFrom(repository, ancestor, head, workTree)) touched.add(path);
  }
  return files.filter(({ path, basePath = path }) => touched.has(path) || touched.has(basePath));
}

/** Differences as plain data, whatever `diff.*` and `color.*` in anyone's git configuration say. */
const RAW = [
  ...['--raw', '-z', '--no-renames', '--no-abbrev', '--no-ext-diff', '--no-textconv', '--no-color'],
  ...['--no-relative', '--ignore-submodules=dirty', '-O/dev/null'],
];

function differencesFrom(
  repository: Repository,
  commit: string,
  head: string,
  workTree: WorkTree,
): Promise<Difference[]> {
  return head === 'worktree'
    ? differencesOfWorkTree(repository, commit, workTree)
    : differencesOf(repository, ['diff-tree', '-r', commit, head]);
}

async function differencesOf(
  repository: Repository,
  command: readonly string[],
  options?: GitOptions,
): Promise<Difference[]> {
  const [name = '', ...operands] = command;
  const fields = splitNul(await runGit(repository, [name, ...RAW, ...operands, '--'], options));
  const differences: Difference[] = [];
  for (let index = 0; index + 1 < fields.length; index += 2) {
    // `:<old mode> <new mode> <old object> <new object> <status>`
    const [oldMode = '', newMode = '', oldOid = '', newOid = '', letter] = (fields[index] ?? '').split(' ');
    // Where a link or a submodule was, there was no file to compare with.
    const becomesFile = letter === 'T' && !oldMode.startsWith(':100') && newMode.startsWith('100');
    const status = letter === 'A' || becomesFile ? 'added' : letter === 'D' ? 'deleted' : 'modified';
    differences.push({ status, path: fields[index + 1] ?? '', oldOid, newOid });
  }
  return differences;
}

/**
 * Git compares tracked files only; a file that is merely not (or no longer) added is there all the same. What the index
 * says not to look at is looked at.
 */
async function differencesOfWorkTree(
  repository: Repository,
  mergeBase: string,
  workTree: WorkTree,
): Promise<Difference[]> {
  const [{ untracked, flagged }, settings] = await Promise.all([workTree.files(), readSettings(repository)]);
  await using index = await openPlainIndex(repository, flagged);
  const options = { settings: withoutFilters(settings), indexFile: index.indexFile };
  const tracked = await differencesOf(repository, ['diff', mergeBase], options);
  await refuseHidden(
    repository.root,
    tracked.filter(({ status }) => status === 'deleted').map(({ path }) => path),
  );
  const differences = new Map(tracked.map((difference) => [difference.path, difference]));
  for (const path of untracked) {
    if (path.endsWith('/')) continue;
    const removed = differences.get(path);
    const oldOid = removed?.oldOid ?? '';
    differences.set(path, { status: removed ? 'modified' : 'added', path, oldOid, newOid: '' });
  }
  return [...differences.values()];
}

async function findRenames(
  repository: Repository,
  { mergeBase, head, workTree }: { mergeBase: string; head: string; workTree: WorkTree },
  differences: readonly Difference[],
  watched: Watched | Promise<Watched>,
): Promise<Rename[]> {
  const removed = differences.flatMap(({ status, path, oldOid }): RemovedFile[] =>
    status === 'deleted' ? [{ path, oid: oldOid }] : [],
  );
  const added = differences.flatMap(({ status, path, newOid }): AddedFile[] =>
    status === 'added' ? [{ path, oid: /^0*$/.test(newOid) ? undefined : newOid }] : [],
  );
  if (removed.length === 0 || added.length === 0) return [];
  // Rarely needed, so that it is loaded late.
  const { pairRenames } = await import('./renames.ts');
  const base = snapshotAt(repository, mergeBase);
  const candidate =
    head === 'worktree' ? snapshotOfWorkTree(repository, workTree) : snapshotAt(repository, head);
  try {
    return await pairRenames({ removed, added, base, candidate, watched: await watched });
  } finally {
    base.close();
    candidate.close();
  }
}
