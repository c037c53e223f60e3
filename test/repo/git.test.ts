import { realpath, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { changedFiles } from '../../src/repo/changed-files.ts';
import { openRepository, runGit, tryGit } from '../../src/repo/git.ts';
import { findRange } from '../../src/repo/revision.ts';
import { buildRepository } from '../kit/repository.ts';

describe('openRepository', () => {
  test('from the root and from any folder inside', async () => {
    await using built = await buildRepository({ 'a/b c/d.txt': 'd' });
    const expected = { root: built.root, gitDirectory: join(built.root, '.git') };
    expect(await openRepository(built.root)).toEqual(expected);
    expect(await openRepository(join(built.root, 'a/b c'))).toEqual(expected);
  });

  test('of a linked worktree: its own root, the common git folder', async () => {
    await using built = await buildRepository({ 'a.txt': 'a' });
    await built.git('worktree', 'add', '--quiet', join(built.root, 'linked'));
    expect(await openRepository(join(built.root, 'linked'))).toEqual({
      root: join(built.root, 'linked'),
      gitDirectory: join(built.root, '.git'),
    });
  });

  test('where there is none, says what to do', async () => {
    await using built = await buildRepository();
    const outside = await realpath(tmpdir());
    await expect(openRepository(outside)).rejects.toThrow(
      'This folder is in no git repository. Run the gate inside',
    );
    await expect(openRepository(join(built.root, 'none'))).rejects.toThrow('There is no such folder.');
  });

  test('a bare repository is refused', async () => {
    await using built = await buildRepository();
    await built.git('config', 'core.bare', 'true');
    await expect(openRepository(built.root)).rejects.toThrow('This is a bare repository');
  });
});

test('nothing that a repository configures is run', async () => {
  await using built = await buildRepository({ 'a.txt': 'a', '.gitattributes': '*.txt diff=evil\n' });
  const trap = `touch ${join(built.root, 'trapped')}`;
  await built.git('config', 'core.fsmonitor', trap);
  await built.git('config', 'core.pager', trap);
  await built.git('config', 'diff.external', trap);
  await built.git('config', 'diff.evil.command', trap);
  await built.git('config', 'diff.evil.textconv', trap);
  await built.write({ '.git/hooks/post-index-change': `#!/bin/sh\n${trap}\n`, 'a.txt': 'b' });
  await built.git('config', 'core.fsmonitor', trap);
  const repository = await openRepository(built.root);
  const head = (await runGit(repository, ['rev-parse', 'HEAD'])).toString().trim();
  expect(await changedFiles(repository, head, 'worktree')).toHaveLength(1);
  const listed = await tryGit(repository, ['ls-files', '--others', '--exclude-standard']);
  expect(listed.stdout.toString()).toBe('');
});

afterEach(() => {
  vi.unstubAllEnvs();
});

/** What people set to their taste, and what would change or break the answer to a program. */
const TASTES: [string, string][] = [
  ['diff.orderFile', '/no/such/file'],
  ['diff.external', 'false'],
  ['diff.renames', 'copies'],
  ['diff.relative', 'true'],
  ['diff.noprefix', 'true'],
  ['diff.submodule', 'log'],
  ['diff.ignoreSubmodules', 'all'],
  ['diff.autoRefreshIndex', 'false'],
  ['diff.colorMoved', 'zebra'],
  ['color.ui', 'always'],
  ['color.diff', 'always'],
  ['core.quotePath', 'true'],
  ['core.abbrev', '4'],
  ['core.pager', 'false'],
  ['pager.diff', 'true'],
  ['log.showSignature', 'true'],
  ['status.showUntrackedFiles', 'no'],
  ['column.ui', 'always'],
  ['alias.diff', '!false'],
];

describe.each(['global', 'local'])('a %s git configuration to somebody’s taste', (scope) => {
  test('changes nothing of what is told', async () => {
    await using built = await buildRepository({ 'a ä.txt': 'a\n', 'same.txt': 's\n', 'sub/b.txt': 'b\n' });
    await built.branch('edit');
    await built.write({ 'a ä.txt': 'b\n' });
    const head = await built.commit();
    await built.write({ 'new.txt': 'n\n', 'sub/b.txt': null, 'sub/c.txt': 'b\n' });
    await utimes(join(built.root, 'same.txt'), 1, 1);
    if (scope === 'local') {
      for (const [setting, value] of TASTES) await built.git('config', setting, value);
    } else {
      const file = join(built.root, '.git/of-the-user');
      for (const [setting, value] of TASTES) await built.git('config', '--file', file, setting, value);
      vi.stubEnv('GIT_CONFIG_GLOBAL', file);
    }
    const repository = await openRepository(join(built.root, 'sub'));
    const { mergeBase } = await findRange(repository, { base: 'main', head: 'edit' });
    const edited = { status: 'modified', path: 'a ä.txt', basePath: 'a ä.txt' };
    expect(await changedFiles(repository, mergeBase, head)).toEqual([edited]);
    expect(await changedFiles(repository, mergeBase, 'worktree')).toEqual([
      edited,
      { status: 'added', path: 'new.txt', basePath: undefined },
      { status: 'renamed', path: 'sub/c.txt', basePath: 'sub/b.txt' },
    ]);
  });
});

test('a git configuration that git itself cannot read is told as such, with where to look', async () => {
  await using built = await buildRepository({ 'a.txt': 'a' });
  const repository = await openRepository(built.root);
  const head = await built.git('rev-parse', 'HEAD');
  const broken = join(built.root, '.git/broken');
  vi.stubEnv('GIT_CONFIG_GLOBAL', broken);
  await writeFile(broken, '[diff]\n\talgorithm = quick\n');
  await expect(changedFiles(repository, head, 'worktree')).rejects.toThrow(
    /^git cannot read its own configuration \(.*diff\.algorithm.*\)\. Correct it: git config --show-origin --get-all diff\.algorithm/,
  );
  await writeFile(broken, '[core\n');
  await expect(openRepository(built.root)).rejects.toThrow(
    /^git cannot read its own configuration \(bad config line 1 in file .*broken\)\. Correct it: git config --show-origin --list/,
  );
});
