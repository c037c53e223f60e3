import { access, chmod, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { changedFiles } from '../../src/repo/changed-files.ts';
import { fetchBranch } from '../../src/repo/fetch.ts';
import { openRepository } from '../../src/repo/git.ts';
import { findRange } from '../../src/repo/revision.ts';
import { snapshotAt, snapshotOfWorkTree } from '../../src/repo/snapshots.ts';
import { buildRepository, type TestRepository } from '../kit/repository.ts';

/** A program that leaves a mark where it ran. */
async function trapIn({ root }: TestRepository): Promise<{ program: string; ran(): Promise<boolean> }> {
  const program = join(root, '.git', 'trap');
  const mark = join(root, '.git', 'PWNED');
  await writeFile(program, `#!/bin/sh\ntouch '${mark}'\nexit 1\n`);
  await chmod(program, 0o755);
  return {
    program,
    ran: () =>
      access(mark).then(
        () => true,
        () => false,
      ),
  };
}

describe('nothing that a repository configures runs when its files are read', () => {
  const SETTINGS = [
    'filter.evil.clean',
    'filter.evil.smudge',
    'filter.evil.process',
    'filter.e"v=i.clean',
    'diff.external',
    'diff.evil.command',
    'diff.evil.textconv',
    'merge.evil.driver',
    'core.fsmonitor',
    'core.pager',
    'core.sshCommand',
    'core.gitProxy',
    'core.editor',
    'core.askPass',
    'core.alternateRefsCommand',
    'credential.helper',
    'gpg.program',
    'uploadpack.packObjectsHook',
  ];

  test.each(SETTINGS)('%s', async (setting) => {
    await using built = await buildRepository({
      '.gitattributes': '*.txt filter=evil diff=evil merge=evil\n*.md filter=e"v=i\n',
      'a.txt': 'a\n',
      'b.md': 'b\n',
    });
    const trap = await trapIn(built);
    await built.git('config', setting, trap.program);
    await built.git('config', 'alias.diff', `!${trap.program}`);
    await writeFile(join(built.root, 'a.txt'), 'b\n');
    await writeFile(join(built.root, 'b.md'), 'c\n');
    const repository = await openRepository(built.root);
    const { mergeBase } = await findRange(repository, { base: 'main', head: 'HEAD' });
    const files = await changedFiles(repository, mergeBase, 'worktree');
    expect(files.map(({ path }) => path)).toEqual(['a.txt', 'b.md']);
    const worktree = snapshotOfWorkTree(repository);
    expect(await worktree.read('a.txt')).toBe('b\n');
    expect(await worktree.blob('a.txt')).toMatch(/^[0-9a-f]{40}$/);
    expect(await trap.ran()).toBe(false);
  });

  test('a filter that is required, and attributes of the git folder', async () => {
    await using built = await buildRepository({ 'a.txt': 'a\n' });
    const trap = await trapIn(built);
    await mkdir(join(built.root, '.git', 'info'), { recursive: true });
    await writeFile(join(built.root, '.git', 'info', 'attributes'), '* filter=evil\n');
    await built.git('config', 'filter.evil.process', trap.program);
    await built.git('config', 'filter.evil.required', 'true');
    await writeFile(join(built.root, 'a.txt'), 'b\n');
    const repository = await openRepository(built.root);
    const files = await changedFiles(repository, await built.git('rev-parse', 'HEAD'), 'worktree');
    expect(files.map(({ path }) => path)).toEqual(['a.txt']);
    expect(await trap.ran()).toBe(false);
  });

  test('a filter in an included file', async () => {
    await using built = await buildRepository({ '.gitattributes': '* filter=evil\n', 'a.txt': 'a\n' });
    const trap = await trapIn(built);
    const included = join(built.root, '.git', 'more');
    await writeFile(included, `[filter "evil"]\n\tclean = ${trap.program}\n`);
    await built.git('config', 'includeIf.gitdir:/**.path', included);
    await writeFile(join(built.root, 'a.txt'), 'b\n');
    const repository = await openRepository(built.root);
    const files = await changedFiles(repository, await built.git('rev-parse', 'HEAD'), 'worktree');
    expect(files.map(({ path }) => path)).toEqual(['a.txt']);
    expect(await trap.ran()).toBe(false);
  });

  test('a filter in the configuration of one worktree', async () => {
    await using built = await buildRepository({ '.gitattributes': '* filter=evil\n', 'a.txt': 'a\n' });
    const trap = await trapIn(built);
    await built.git('config', 'extensions.worktreeConfig', 'true');
    await built.git('config', '--worktree', 'filter.evil.clean', trap.program);
    await writeFile(join(built.root, 'a.txt'), 'b\n');
    const repository = await openRepository(built.root);
    const files = await changedFiles(repository, await built.git('rev-parse', 'HEAD'), 'worktree');
    expect(files.map(({ path }) => path)).toEqual(['a.txt']);
    expect(await trap.ran()).toBe(false);
  });

  test('what a submodule configures', async () => {
    await using built = await buildRepository({ 'a.txt': 'a\n' });
    const trap = await trapIn(built);
    const sub = join(built.root, 'sub');
    await built.git('init', '--quiet', 'sub');
    await writeFile(join(sub, 'b.txt'), 'b\n');
    await writeFile(join(sub, '.gitattributes'), '* filter=evil\n');
    await built.git('-C', 'sub', 'add', '--all');
    await built.git('-C', 'sub', 'commit', '--quiet', '--message', 'sub');
    const commit = await built.commit('with the submodule');
    await built.git('-C', 'sub', 'config', 'filter.evil.clean', trap.program);
    await built.git('-C', 'sub', 'config', 'core.fsmonitor', trap.program);
    await built.git('config', 'submodule.sub.url', `ext::${trap.program}`);
    await built.git('config', 'submodule.sub.update', `!${trap.program}`);
    await writeFile(join(sub, 'b.txt'), 'c\n');
    await writeFile(join(built.root, 'a.txt'), 'b\n');
    const repository = await openRepository(built.root);
    const files = await changedFiles(repository, commit, 'worktree');
    expect(files.map(({ path }) => path)).toEqual(['a.txt']);
    expect(await trap.ran()).toBe(false);
  });

  test('hooks', async () => {
    await using built = await buildRepository({ 'a.txt': 'a\n' });
    const trap = await trapIn(built);
    await mkdir(join(built.root, '.git', 'hooks'), { recursive: true });
    for (const hook of ['post-index-change', 'reference-transaction', 'fsmonitor-watchman']) {
      await symlink(trap.program, join(built.root, '.git', 'hooks', hook));
    }
    await writeFile(join(built.root, 'a.txt'), 'b\n');
    const repository = await openRepository(built.root);
    await changedFiles(repository, await built.git('rev-parse', 'HEAD'), 'worktree');
    expect(await trap.ran()).toBe(false);
  });
});

describe('a fetch runs nothing that a repository configures', () => {
  /** A shallow clone in which `feature` has to be fetched. */
  async function shallowClone(): Promise<{ origin: TestRepository; clone: TestRepository }> {
    const origin = await buildRepository({ 'a.txt': 'a\n' });
    await origin.branch('feature');
    await origin.write({ 'a.txt': 'b\n' });
    await origin.commit();
    const clone = await origin.clone({ depth: 1, branch: 'main' });
    return { origin, clone };
  }

  test('as git clone leaves it, it is fetched', async () => {
    const { origin, clone } = await shallowClone();
    await using _origin = origin;
    await using _clone = clone;
    expect(await fetchBranch(await openRepository(clone.root), 'feature')).toBe(true);
  });

  test.each([
    'remote.origin.uploadpack',
    'remote.origin.vcs',
    'core.sshCommand',
    'core.gitProxy',
    'core.askPass',
    'core.alternateRefsCommand',
    'credential.helper',
    'credential.https://example.com.helper',
    'protocol.ext.allow',
    'http.cookieFile',
    'http.saveCookies',
    'http.proxy',
    'http.https://example.com.proxy',
    'http.sslVerify',
    'http.sslCAInfo',
    'http.sslCAPath',
    'gc.recentObjectsHook',
    'something.nobody.knows',
  ])('where %s is set, nothing is fetched, and the setting is named', async (setting) => {
    const { origin, clone } = await shallowClone();
    await using _origin = origin;
    await using _clone = clone;
    const trap = await trapIn(clone);
    await clone.git('config', setting, trap.program);
    const fetching = fetchBranch(await openRepository(clone.root), 'feature');
    await expect(fetching).rejects.toThrow(
      /its own git configuration sets `[^`]+`, which might run a program or show your credentials to others/,
    );
    expect(await trap.ran()).toBe(false);
  });

  test.each(['ext::%T', '%T', 'evil::x'])('a remote at %s runs nothing', async (url) => {
    const { origin, clone } = await shallowClone();
    await using _origin = origin;
    await using _clone = clone;
    const trap = await trapIn(clone);
    await clone.git('remote', 'set-url', 'origin', url.replace('%T', trap.program));
    expect(await fetchBranch(await openRepository(clone.root), 'feature')).toBe(false);
    expect(await trap.ran()).toBe(false);
  });

  test('hooks of the clone do not run', async () => {
    const { origin, clone } = await shallowClone();
    await using _origin = origin;
    await using _clone = clone;
    const trap = await trapIn(clone);
    await mkdir(join(clone.root, '.git', 'hooks'), { recursive: true });
    await symlink(trap.program, join(clone.root, '.git', 'hooks', 'reference-transaction'));
    expect(await fetchBranch(await openRepository(clone.root), 'feature')).toBe(true);
    expect(await trap.ran()).toBe(false);
  });
});

test('objects that a clone says a remote promised are not fetched through a program of its choice', async () => {
  await using built = await buildRepository({ 'a.txt': 'a\n' });
  const trap = await trapIn(built);
  await built.git('config', 'extensions.partialClone', 'evil');
  await built.git('config', 'remote.evil.url', pathToFileURL(built.root).href);
  await built.git('config', 'remote.evil.promisor', 'true');
  await built.git('config', 'remote.evil.uploadpack', trap.program);
  const oid = await built.git('rev-parse', 'HEAD:a.txt');
  await built.git('rm', '--quiet', '--cached', 'a.txt');
  await rm(join(built.root, '.git', 'objects', oid.slice(0, 2), oid.slice(2)));
  const repository = await openRepository(built.root);
  const base = snapshotAt(repository, await built.git('rev-parse', 'HEAD'));
  await expect(base.read('a.txt')).rejects.toThrow('git has no object');
  base.close();
  expect(await trap.ran()).toBe(false);
});

test('files that a partial clone lacks are fetched from its remote', async () => {
  await using origin = await buildRepository({ 'a.txt': 'a\n' });
  await origin.git('config', 'uploadpack.allowFilter', 'true');
  await origin.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
  await using clone = await origin.clone();
  const folder = join(clone.root, 'partial');
  const url = pathToFileURL(origin.root).href;
  await clone.git('clone', '--quiet', '--no-checkout', '--filter=blob:none', url, folder);
  const repository = await openRepository(folder);
  const snapshot = snapshotAt(repository, await origin.git('rev-parse', 'HEAD'));
  expect(await snapshot.read('a.txt')).toBe('a\n');
  snapshot.close();
});

test('grafts do not move the merge base', async () => {
  await using built = await buildRepository({ 'a.txt': '1\n' });
  const first = await built.git('rev-parse', 'HEAD');
  await built.write({ 'a.txt': '2\n' });
  const second = await built.commit();
  await built.branch('edit');
  await built.write({ 'a.txt': '3\n' });
  const head = await built.commit();
  await built.write({ '.git/info/grafts': `${head} ${first}\n` });
  const repository = await openRepository(built.root);
  expect((await findRange(repository, { base: 'main', head: 'edit' })).mergeBase).toBe(second);
});

test('replaced objects are read as they were', async () => {
  await using built = await buildRepository({ 'a.txt': 'a\n', 'b.txt': 'b\n' });
  await built.git(
    'replace',
    await built.git('rev-parse', 'HEAD:a.txt'),
    await built.git('rev-parse', 'HEAD:b.txt'),
  );
  const snapshot = snapshotAt(await openRepository(built.root), await built.git('rev-parse', 'HEAD'));
  expect(await snapshot.read('a.txt')).toBe('a\n');
  snapshot.close();
});

test('a working tree that the configuration puts elsewhere is refused', async () => {
  await using elsewhere = await buildRepository({ 'private.txt': 'p\n' });
  await using built = await buildRepository({ 'a.txt': 'a\n' });
  await built.git('config', 'core.worktree', elsewhere.root);
  await expect(openRepository(built.root)).rejects.toThrow(
    'The working tree of this repository is elsewhere',
  );
});

describe('line ends that a checkout converted', () => {
  const files = { '.gitattributes': '*.md text filter=evil\n', 'a.md': 'a\nb\n', 'c.txt': 'c\n' };

  test('are no change', async () => {
    await using built = await buildRepository(files);
    await built.git('config', 'core.autocrlf', 'true');
    await built.write({ 'a.md': 'a\r\nb\r\n', 'c.txt': 'c\r\n' });
    const repository = await openRepository(built.root);
    expect(await changedFiles(repository, await built.git('rev-parse', 'HEAD'), 'worktree')).toEqual([]);
  });

  test('are read as a commit has them, and no filter runs', async () => {
    await using built = await buildRepository(files);
    const trap = await trapIn(built);
    await built.git('config', 'filter.evil.clean', trap.program);
    await built.git('config', 'core.autocrlf', 'true');
    await built.write({ 'a.md': 'a\r\nB\r\n', 'c.txt': 'c\r\n' });
    const worktree = snapshotOfWorkTree(await openRepository(built.root));
    expect(await worktree.read('a.md')).toBe('a\nB\n');
    expect(await worktree.blob('c.txt')).toBe(await built.git('rev-parse', 'HEAD:c.txt'));
    expect(await trap.ran()).toBe(false);
  });

  test('where git converts none, they are a change, and read as they are', async () => {
    await using built = await buildRepository({ 'c.txt': 'c\n' });
    await built.write({ 'c.txt': 'c\r\n' });
    const repository = await openRepository(built.root);
    expect(await snapshotOfWorkTree(repository).read('c.txt')).toBe('c\r\n');
    const changed = await changedFiles(repository, await built.git('rev-parse', 'HEAD'), 'worktree');
    expect(changed.map(({ path }) => path)).toEqual(['c.txt']);
  });
});
