import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openRepository } from '../../src/repo/git.ts';
import { snapshotAt, snapshotOfWorkTree } from '../../src/repo/snapshots.ts';
import { asOrdinaryUser } from '../kit/ordinary-user.ts';
import { buildRepository } from '../kit/repository.ts';

/** Prints what the working tree is told to have changed, or the error. */
const program = `
const { openRepository } = await import('SOURCES/repo/git.ts');
const { changedFiles } = await import('SOURCES/repo/changed-files.ts');
const { snapshotOfWorkTree } = await import('SOURCES/repo/snapshots.ts');
const repository = await openRepository(process.cwd());
const problems = [];
const note = (problem) => problems.push(problem.name + ': ' + problem.message);
await changedFiles(repository, process.argv[1], 'worktree').then((files) => problems.push(files), note);
await snapshotOfWorkTree(repository).list().then((paths) => problems.push(paths), note);
await snapshotOfWorkTree(repository).read('a.md').then((text) => problems.push(text ?? null), note);
console.log(JSON.stringify(problems));
`;

describe.skipIf(process.platform === 'win32')('what cannot be read is no deleted prompt', () => {
  test('a folder', async () => {
    await using built = await buildRepository({ 'prompts/a.md': 'a\n', 'b.md': 'b\n' });
    await chmod(built.root, 0o755);
    const commit = await built.git('rev-parse', 'HEAD');
    await chmod(join(built.root, 'prompts'), 0o000);
    const error = 'ConfigurationError: prompts/a.md: This cannot be read (EACCES).';
    expect(await asOrdinaryUser(built.root, { program, words: [commit] })).toEqual([
      expect.stringContaining(error),
      expect.stringContaining(error),
      expect.stringContaining(error),
    ]);
    await chmod(join(built.root, 'prompts'), 0o755);
  });

  test('a file', async () => {
    await using built = await buildRepository({ 'a.md': 'a\n', 'b.md': 'b\n' });
    await chmod(built.root, 0o755);
    const commit = await built.git('rev-parse', 'HEAD');
    await built.write({ 'a.md': 'c\n' });
    await chmod(join(built.root, 'a.md'), 0o000);
    expect(await asOrdinaryUser(built.root, { program, words: [commit] })).toEqual([
      [{ status: 'modified', path: 'a.md', basePath: 'a.md' }],
      ['a.md', 'b.md'],
      expect.stringContaining('ConfigurationError: a.md: This cannot be read (EACCES).'),
    ]);
  });
});

describe('a pointer of Git LFS is no text', () => {
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 12\n`;
  const told = 'prompts/a.prompt.yml: This file is kept in Git LFS';

  test.each([
    ['plain', pointer],
    ['with line ends of Windows', pointer.replaceAll('\n', '\r\n')],
    ['with an extension', pointer.replace('\noid', `\next-0-foo sha256:${'1'.repeat(64)}\noid`)],
  ])('%s, in a commit and in the working tree', async (_, text) => {
    await using built = await buildRepository({ 'prompts/a.prompt.yml': text });
    const repository = await openRepository(built.root);
    const commit = snapshotAt(repository, await built.git('rev-parse', 'HEAD'));
    await expect(commit.read('prompts/a.prompt.yml')).rejects.toThrow(told);
    commit.close();
    await expect(snapshotOfWorkTree(repository).read('prompts/a.prompt.yml')).rejects.toThrow(told);
  });

  test('a text about LFS is a text', async () => {
    const text = 'Write version https://git-lfs.github.com/spec/v1 in the first line.\n';
    await using built = await buildRepository({ 'a.md': text });
    expect(await snapshotOfWorkTree(await openRepository(built.root)).read('a.md')).toBe(text);
  });
});
