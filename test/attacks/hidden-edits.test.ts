import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { openChange } from '../../src/change/change.ts';
import { openRepository } from '../../src/repo/git.ts';
import { snapshotAt, snapshotOfWorkTree } from '../../src/repo/snapshots.ts';
import { buildRepository, type TestRepository } from '../kit/repository.ts';

const POLICY = '.github/prompt-eval-gate.yml';
const FILES = { 'a.md': 'a\n', 'b.md': 'b\n', [POLICY]: 'prompts: ["*.md"]\n' };

/** The prompts that the working tree changes against the last commit, and the text of `a.md` that is compared. */
async function changesOf({ root }: TestRepository) {
  await using change = await openChange({
    ...{ directory: root, base: 'main', configPath: POLICY },
    head: { kind: 'worktree' },
  });
  return {
    prompts: change.prompts.map(({ kind, path }) => [kind, path]),
    text: await change.candidate.read('a.md'),
    watched: change.promptsWatched,
  };
}

describe('the working tree is compared as it lies on disk, whatever the index says', () => {
  test.each([['--assume-unchanged'], ['--skip-worktree'], ['--assume-unchanged', '--skip-worktree']])(
    'an edit under %s',
    async (...flags) => {
      await using built = await buildRepository(FILES);
      for (const flag of flags) await built.git('update-index', flag, 'a.md');
      await built.write({ 'a.md': 'edited\n' });
      expect(await changesOf(built)).toEqual({
        prompts: [['modified', 'a.md']],
        text: 'edited\n',
        watched: 2,
      });
    },
  );

  test.each(['--assume-unchanged', '--skip-worktree'])('a deletion under %s', async (flag) => {
    await using built = await buildRepository(FILES);
    await built.git('update-index', flag, 'a.md');
    await built.write({ 'a.md': null });
    expect(await changesOf(built)).toEqual({ prompts: [['deleted', 'a.md']], text: undefined, watched: 1 });
  });

  test('the index keeps its flags, and an unedited file under one is unchanged', async () => {
    await using built = await buildRepository(FILES);
    await built.git('update-index', '--skip-worktree', 'a.md');
    await built.git('update-index', '--assume-unchanged', 'b.md');
    const flags = await built.git('ls-files', '-v');
    expect((await changesOf(built)).prompts).toEqual([]);
    expect(await built.git('ls-files', '-v')).toBe(flags);
  });

  test('what a sparse checkout leaves out is not deleted', async () => {
    await using built = await buildRepository({ ...FILES, 'far/c.md': 'c\n', 'near/d.txt': 'd\n' });
    await built.git('sparse-checkout', 'set', 'near');
    expect((await changesOf(built)).prompts).toEqual([]);
    await built.write({ 'a.md': 'edited\n' });
    expect((await changesOf(built)).prompts).toEqual([['modified', 'a.md']]);
  });

  test('a prompt that is taken out of the index and ignored is still there', async () => {
    await using built = await buildRepository(FILES);
    await built.git('rm', '--quiet', '--cached', 'a.md');
    await built.write({ '.gitignore': 'a.md\n', 'a.md': 'edited\n' });
    expect(await changesOf(built)).toEqual({ prompts: [['modified', 'a.md']], text: 'edited\n', watched: 2 });
  });
});

describe('a commit that names a path twice is refused, as its readers do not agree on what it holds', () => {
  /** A commit whose tree has these entries as they are, which git itself would not write. */
  function commitOf({ root }: TestRepository, entries: readonly [mode: string, name: string, oid: string][]) {
    const tree = Buffer.concat(
      entries.flatMap(([mode, name, oid]) => [Buffer.from(`${mode} ${name}\0`), Buffer.from(oid, 'hex')]),
    );
    const hash = ['hash-object', '-t', 'tree', '-w', '--stdin', '--literally'];
    return spawnSync('git', hash, { cwd: root, input: tree, encoding: 'utf8' }).stdout.trim();
  }

  test.each(['a second file', 'a folder'])('%s', async (second) => {
    await using built = await buildRepository({ 'a.md': 'a\n', 'b.md': 'b\n', 'd/e/x.md': 'x\n' });
    const oidOf = (name: string) => built.git('rev-parse', `HEAD:${name}`);
    const other =
      second === 'a folder'
        ? (['40000', await oidOf('d')] as const)
        : (['100644', await oidOf('b.md')] as const);
    const tree = commitOf(built, [
      ['100644', 'a.md', await oidOf('a.md')],
      [other[0], 'a.md', other[1]],
    ]);
    const commit = await built.git('-c', 'user.name=Ada', 'commit-tree', tree, '-m', 'crafted');
    const repository = await openRepository(built.root);
    for (const look of ['list', 'read'] as const) {
      const snapshot = snapshotAt(repository, commit);
      const looking = look === 'list' ? snapshot.list() : snapshot.read('a.md');
      await expect(looking).rejects.toThrow('a.md: A commit names this path twice');
      snapshot.close();
    }
  });

  test('the working tree of a sound commit is read', async () => {
    await using built = await buildRepository({ 'a/b/c.md': 'c\n', 'a/b.md': 'b\n', 'a.md': 'a\n' });
    const repository = await openRepository(built.root);
    const paths = ['a.md', 'a/b.md', 'a/b/c.md'];
    expect(await snapshotOfWorkTree(repository).list()).toEqual(paths);
    const snapshot = snapshotAt(repository, built.first);
    expect(await snapshot.list()).toEqual(paths);
    snapshot.close();
  });
});
