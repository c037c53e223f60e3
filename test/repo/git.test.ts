import { realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openRepository, runGit, tryGit } from '../../src/repo/git.ts';
import { buildRepository } from './repository-builder.ts';

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
  const { changedFiles } = await import('../../src/repo/changed-files.ts');
  const head = (await runGit(repository, ['rev-parse', 'HEAD'])).toString().trim();
  expect(await changedFiles(repository, head, 'worktree')).toHaveLength(1);
  const listed = await tryGit(repository, ['ls-files', '--others', '--exclude-standard']);
  expect(listed.stdout.toString()).toBe('');
});
