import { mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openRepository } from '../../src/repo/git.ts';
import { snapshotAt, snapshotOfWorkTree } from '../../src/repo/snapshots.ts';
import { buildRepository, type TestRepository } from '../kit/repository.ts';

const oddNames = [
  '-dash.md',
  'a b.md',
  'ä/ö 🦊.md',
  'quo"te\'.md',
  'line\nfeed.md',
  '[x]*?.md',
  ':(top)x.md',
];

async function at(built: TestRepository, ref = 'HEAD') {
  const repository = await openRepository(built.root);
  return snapshotAt(repository, await built.git('rev-parse', ref));
}

async function workTree(built: TestRepository) {
  return snapshotOfWorkTree(await openRepository(built.root));
}

describe('a snapshot of a commit', () => {
  test('reads what was committed, whatever lies in the working tree', async () => {
    await using built = await buildRepository({ 'a.md': 'committed', 'd/b.md': 'b' });
    await built.write({ 'a.md': 'edited', 'c.md': 'new', 'd/b.md': null });
    const snapshot = await at(built);
    expect(await snapshot.read('a.md')).toBe('committed');
    expect(await snapshot.read('d/b.md')).toBe('b');
    expect(await snapshot.read('c.md')).toBeUndefined();
    expect(await snapshot.has('d')).toBe(false);
    expect(await snapshot.read('d')).toBeUndefined();
    expect(await snapshot.list()).toEqual(['a.md', 'd/b.md']);
    expect(await snapshot.blob('a.md')).toBe(await built.git('rev-parse', 'HEAD:a.md'));
    snapshot.close();
  });

  test.each(['before the list is read', 'after'])('odd names, %s', async (when) => {
    await using built = await buildRepository(
      Object.fromEntries(oddNames.map((name) => [name, `of ${name}`])),
    );
    const snapshot = await at(built);
    if (when === 'after') expect(await snapshot.list()).toEqual(oddNames.toSorted());
    for (const name of oddNames) expect(await snapshot.read(name)).toBe(`of ${name}`);
    snapshot.close();
  });

  test('hundreds of files at once, of all sizes, through one process', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [`f${index}.txt`, 'é\n'.repeat((index * 997) % 50_000)]),
    );
    await using built = await buildRepository(files);
    const snapshot = await at(built);
    const texts = await Promise.all(Object.keys(files).map((path) => snapshot.read(path)));
    expect(texts).toEqual(Object.values(files));
    snapshot.close();
  });

  test('a byte order mark is left out', async () => {
    await using built = await buildRepository({ 'a.md': '\uFEFFhello' });
    const snapshot = await at(built);
    expect(await snapshot.read('a.md')).toBe('hello');
    snapshot.close();
  });

  test('after closing, nothing is read and nothing hangs', async () => {
    await using built = await buildRepository({ 'a.md': 'a' });
    const snapshot = await at(built);
    snapshot.close();
    await expect(snapshot.read('a.md')).rejects.toThrow('closed');
  });
});

describe('what is no text file is refused', () => {
  test.each<[string, string | Uint8Array | { symlink: string }, string]>([
    [
      'a link',
      { symlink: '/proc/self/environ' },
      'This is a symbolic link, which is not followed. Put the file itself there.',
    ],
    ['a binary file', 'a\0b', 'This is a binary file; expected text.'],
    [
      'UTF-16',
      Buffer.from('\ufeffHello', 'utf16le'),
      'This file is UTF-16 text; expected UTF-8. Save it as UTF-8.',
    ],
    ['UTF-16 without a mark', Buffer.from('Hello', 'utf16le').swap16(), 'This file is UTF-16 text'],
    ['another encoding', Buffer.from('caf\xe9', 'latin1'), 'This file is not UTF-8 text. Save it as UTF-8.'],
    ['50 MB', 'x'.repeat(50_000_000), 'This file has 50.0 MB; at most 40 MB are read.'],
  ])('%s', async (_name, content, message) => {
    await using built = await buildRepository({ 'it.md': content, 'next.md': 'next' });
    const snapshot = await at(built);
    await expect(snapshot.read('it.md')).rejects.toThrow(`it.md: ${message}`);
    expect(await snapshot.read('next.md')).toBe('next');
    snapshot.close();
  });

  test('a submodule', async () => {
    await using built = await buildRepository({ 'a.md': 'a' });
    const commit = await built.git('rev-parse', 'HEAD');
    await built.git('update-index', '--add', '--cacheinfo', `160000,${commit},sub`);
    await built.git('commit', '--quiet', '--message', 'submodule');
    const snapshot = await at(built);
    const told = 'sub: This is a submodule; its files are not read.';
    await expect(snapshot.read('sub')).rejects.toThrow(told);
    await expect(snapshot.read('sub/prompts/a.md')).rejects.toThrow(told);
    expect(await snapshot.read('suburb/a.md')).toBeUndefined();
    snapshot.close();
    await mkdir(join(built.root, 'sub/prompts'), { recursive: true });
    await writeFile(join(built.root, 'sub/prompts/a.md'), 'a');
    await expect((await workTree(built)).read('sub/prompts/a.md')).rejects.toThrow(told);
  });

  test.each(['../x.md', '/etc/passwd', 'a/../../x', './a.md', 'a//b', '', 'a\0b'])(
    'the path %j',
    async (path) => {
      await using built = await buildRepository({ 'a.md': 'a' });
      const snapshot = await at(built);
      await expect(snapshot.read(path)).rejects.toThrow('does not name a file inside the repository');
      await expect((await workTree(built)).read(path)).rejects.toThrow('does not name a file inside');
      snapshot.close();
    },
  );
});

describe('a snapshot of the working tree', () => {
  test('edited, new and deleted files as they lie there; ignored ones are not there', async () => {
    await using built = await buildRepository({ 'a.md': 'a', 'b.md': 'b', '.gitignore': 'ignored/\n' });
    await built.write({ 'a.md': 'edited', 'b.md': null, 'c/new.md': 'new', 'ignored/d.md': 'd' });
    const snapshot = await workTree(built);
    expect(await snapshot.list()).toEqual(['.gitignore', 'a.md', 'c/new.md']);
    expect(await snapshot.read('a.md')).toBe('edited');
    expect(await snapshot.read('c/new.md')).toBe('new');
    expect(await snapshot.read('b.md')).toBeUndefined();
    expect(await snapshot.has('ignored/d.md')).toBe(false);
    expect(await snapshot.read('ignored/d.md')).toBeUndefined();
  });

  test("an unchanged file has the commit's blob id", async () => {
    await using built = await buildRepository({ 'a.md': 'a' });
    expect(await (await workTree(built)).blob('a.md')).toBe(await built.git('rev-parse', 'HEAD:a.md'));
  });

  test('odd names', async () => {
    await using built = await buildRepository({});
    await built.write(Object.fromEntries(oddNames.map((name) => [name, `of ${name}`])));
    const snapshot = await workTree(built);
    expect(await snapshot.list()).toEqual(oddNames.toSorted());
    for (const name of oddNames) expect(await snapshot.read(name)).toBe(`of ${name}`);
  });

  test('no symbolic link is followed, neither a file nor a folder', async () => {
    await using outside = await buildRepository({ 'secret.md': 'secret' });
    await using built = await buildRepository({ 'd/secret.md': 'mine', 'a.md': 'a' });
    await built.write({ 'link.md': { symlink: join(outside.root, 'secret.md') } });
    await rename(join(built.root, 'd'), join(built.root, 'e'));
    await symlink(outside.root, join(built.root, 'd'));
    const snapshot = await workTree(built);
    await expect(snapshot.read('link.md')).rejects.toThrow('symbolic link');
    expect(await snapshot.read('d/secret.md').catch(() => 'refused')).not.toBe('secret');
  });

  test('large and binary files are refused as in a commit', async () => {
    await using built = await buildRepository({ 'large.md': 'x'.repeat(41_000_000), 'binary.md': '\0' });
    const snapshot = await workTree(built);
    await expect(snapshot.read('large.md')).rejects.toThrow('41.0 MB; at most 40 MB');
    await expect(snapshot.read('binary.md')).rejects.toThrow('binary file');
  });
});
