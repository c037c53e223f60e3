import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readTip } from '../../src/repo/branch.ts';
import { type BranchChange, updateBranch } from '../../src/repo/commit.ts';
import { openRepository } from '../../src/repo/git.ts';
import { placeOf } from '../../src/repo/remote.ts';
import { snapshotAt } from '../../src/repo/snapshots.ts';
import { buildCloneOfBare } from '../kit/bare.ts';
import { buildRepository, type TestRepository } from '../kit/repository.ts';

const place = { remote: 'origin', branch: 'prompt-registry' };
const local = { remote: null, branch: 'prompt-registry' };
const author = { name: 'Grace', email: 'grace@example.com' };

/** Writes one commit to the branch from a clone; gives it. */
async function write(
  { root }: TestRepository,
  files: BranchChange['files'],
  where: { remote: string | null; branch: string } = place,
): Promise<string> {
  const decide = async () => ({ files, message: 'write' });
  const { commit } = await updateBranch(await openRepository(root), where, decide, { author });
  return commit ?? '';
}

async function tipOf({ root }: TestRepository, options: { offline?: boolean; timeoutMs?: number } = {}) {
  return readTip(await openRepository(root), place, options);
}

describe('where a branch is kept', () => {
  test('at origin, at the only remote there is, or in the repository itself', async () => {
    await using built = await buildRepository({ 'a.txt': 'a' });
    const repository = await openRepository(built.root);
    const asked = { remote: null, branch: 'b' };
    expect(await placeOf(repository, asked)).toEqual({ remote: null, branch: 'b' });
    await built.git('remote', 'add', 'upstream', '/nowhere/else');
    expect(await placeOf(repository, asked)).toEqual({ remote: 'upstream', branch: 'b' });
    await built.git('remote', 'add', 'origin', '/nowhere');
    expect(await placeOf(repository, asked)).toEqual({ remote: 'origin', branch: 'b' });
    expect(await placeOf(repository, { ...asked, remote: 'git@host:a/b.git' })).toMatchObject({
      remote: 'git@host:a/b.git',
    });
  });

  test('is a mistake where the name is no remote’s, and where none of several is origin', async () => {
    await using built = await buildRepository({ 'a.txt': 'a' });
    const repository = await openRepository(built.root);
    await built.git('remote', 'add', 'upstream', '/nowhere');
    await expect(placeOf(repository, { remote: 'upsteam', branch: 'b' })).rejects.toThrow(
      'This repository has no remote "upsteam". Did you mean "upstream"?',
    );
    await expect(readTip(repository, place)).rejects.toThrow('This repository has no remote "origin".');
    await built.git('remote', 'add', 'fork', '/nowhere');
    await expect(placeOf(repository, { remote: null, branch: 'b' })).rejects.toThrow(
      'This repository has 2 remotes, and none of them is called origin. Name the one that holds the branch: --remote',
    );
    await expect(readTip(repository, { remote: null, branch: 'a..b' })).rejects.toThrow(
      '"a..b" cannot be the name of a branch.',
    );
  });
});

describe('without a remote', () => {
  test('the branch of the repository itself is read and written', async () => {
    await using built = await buildRepository({ 'a.txt': 'a' });
    const repository = await openRepository(built.root);
    const nothing = { commit: null, asked: 'local', fetchedAt: null, failure: null };
    expect(await readTip(repository, local)).toEqual(nothing);
    const first = await write(built, { 'one.json': '1' }, local);
    const second = await write(built, { 'two.json': '2' }, local);
    expect(await readTip(repository, local)).toMatchObject({ commit: second, asked: 'local' });
    expect(await built.git('rev-parse', 'prompt-registry', 'prompt-registry^')).toBe(`${second}\n${first}`);
    expect(await built.git('for-each-ref', 'refs/prompt-eval-gate')).toBe('');
  });

  test('is not written while somebody has it checked out', async () => {
    await using built = await buildRepository({ 'a.txt': 'a' });
    const first = await write(built, { 'one.json': '1' }, local);
    await built.switch('prompt-registry');
    await expect(write(built, { 'two.json': '2' }, local)).rejects.toThrow(
      /The branch prompt-registry is checked out\. Switch to another branch/,
    );
    expect(await built.git('rev-parse', 'prompt-registry')).toBe(first);
  });
});

describe('readTip', () => {
  test('tells where the remote has the branch, whatever a local branch of that name says', async () => {
    await using team = await buildCloneOfBare();
    const other = await team.another();
    await team.clone.git('branch', 'prompt-registry');
    expect(await tipOf(team.clone)).toMatchObject({ commit: null, asked: 'remote' });
    const commit = await write(other, { 'one.json': '1' });
    const reading = await tipOf(team.clone);
    expect(reading).toMatchObject({ commit, asked: 'remote', failure: null });
    expect(reading.fetchedAt).toBeInstanceOf(Date);
  });

  test('offline, tells the newest that the clone saw, by us or by git fetch, and since when', async () => {
    await using team = await buildCloneOfBare();
    const other = await team.another();
    expect(await tipOf(team.clone, { offline: true })).toMatchObject({ commit: null, fetchedAt: null });
    const first = await write(other, { 'one.json': '1' });
    const { fetchedAt } = await tipOf(team.clone);
    const second = await write(other, { 'two.json': '2' });
    expect(await tipOf(team.clone, { offline: true })).toEqual({
      commit: first,
      asked: 'local',
      fetchedAt,
      failure: null,
    });
    await team.clone.git('fetch', '--quiet');
    expect(await tipOf(team.clone, { offline: true })).toMatchObject({ commit: second, fetchedAt: null });
  });

  test('of a remote that is not there, tells what the clone last saw, and why it is no more', async () => {
    await using team = await buildCloneOfBare();
    const commit = await write(team.clone, { 'one.json': '1' });
    await team.clone.git('remote', 'set-url', 'origin', join(team.bare.root, 'gone'));
    const reading = await tipOf(team.clone);
    expect(reading).toMatchObject({ commit, asked: 'unreachable' });
    expect(reading.failure).toMatch(
      /^The remote "origin" has no such repository, or hides it from this account \(.*does not appear to be a git repository\)\./,
    );
  });

  test.each([
    { kind: 'shallow', options: ['--depth=1'], shallow: 'true', lacks: 0 },
    { kind: 'partial', options: ['--filter=blob:none'], shallow: 'false', lacks: 21 },
    { kind: 'shallow and partial', options: ['--depth=1', '--filter=tree:0'], shallow: 'true', lacks: 1 },
  ])('in a $kind clone, brings all files of the branch', async ({ options, shallow, lacks }) => {
    await using team = await buildCloneOfBare();
    const files = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`${index}.json`, `${index}`]));
    await team.bare.git('config', 'uploadpack.allowFilter', 'true');
    await team.bare.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
    await write(team.clone, files);
    const commit = await write(team.clone, { 'last.json': 'last' });
    await using cut = await buildRepository();
    const url = `file://${team.bare.root}`;
    await cut.git('remote', 'add', 'origin', url);
    await cut.git('fetch', '--quiet', ...options, 'origin');
    expect(await cut.git('rev-parse', '--is-shallow-repository')).toBe(shallow);
    const listed = await cut.git('rev-list', '--objects', '--no-walk', '--missing=print', commit);
    expect(listed.match(/^\?/gm) ?? []).toHaveLength(lacks);

    expect(await tipOf(cut)).toMatchObject({ commit, asked: 'remote' });
    await cut.git('remote', 'set-url', 'origin', '/nowhere');
    const snapshot = snapshotAt(await openRepository(cut.root), commit);
    const paths = await snapshot.list();
    const texts = await Promise.all(paths.map((path) => snapshot.read(path)));
    snapshot.close();
    expect(texts.sort()).toEqual([...Object.values(files), 'last'].sort());

    await cut.git('remote', 'set-url', 'origin', url);
    await write(cut, { 'cut.json': 'cut' });
    expect(await team.bare.git('show', 'prompt-registry:cut.json')).toBe('cut');
    expect(await team.bare.git('show', 'prompt-registry:3.json')).toBe('3');
  });

  test('in a shallow clone that lacks what lies between two readings, still sees that nothing was set back', async () => {
    await using team = await buildCloneOfBare();
    await using cut = await buildRepository();
    await write(team.clone, { 'one.json': '1' });
    await cut.git('remote', 'add', 'origin', `file://${team.bare.root}`);
    await cut.git('fetch', '--quiet', '--depth=1', 'origin', 'prompt-registry');
    await tipOf(cut);
    for (const name of ['two', 'three', 'four']) await write(team.clone, { [name]: name });
    await cut.git('fetch', '--quiet', '--depth=1', 'origin', 'prompt-registry');
    const commit = await write(team.clone, { five: 'five' });
    expect(await tipOf(cut)).toMatchObject({ commit, asked: 'remote' });
  });

  test('works in a repository of SHA-256 names, and from a linked work tree', async () => {
    await using bare = await buildRepository();
    await bare.git('init', '--quiet', '--bare', '--object-format=sha256', 'remote.git');
    await using built = await buildRepository();
    await built.git('init', '--quiet', '--object-format=sha256', '--initial-branch=main', 'clone');
    const clone = { ...built, root: join(built.root, 'clone') };
    await built.git('-C', 'clone', 'remote', 'add', 'origin', join(bare.root, 'remote.git'));
    await built.git('-C', 'clone', 'commit', '--quiet', '--allow-empty', '--message=first');
    await built.git('-C', 'clone', 'worktree', 'add', '--quiet', '../linked');
    await write(clone, { 'one.json': '1' });
    const second = await write({ ...built, root: join(built.root, 'linked') }, { 'two.json': '2' });
    expect(second).toHaveLength(64);
    expect(await tipOf(clone)).toMatchObject({ commit: second });
    expect(await tipOf(clone, { offline: true })).toMatchObject({ commit: second });
  });
});

describe('a branch that somebody set back', () => {
  test('is reported with how to restore it, and is neither read nor written', async () => {
    await using team = await buildCloneOfBare();
    const first = await write(team.clone, { 'one.json': '1' });
    const second = await write(team.clone, { 'two.json': '2' });
    await team.bare.git('update-ref', 'refs/heads/prompt-registry', first);
    const told = new RegExp(
      `^The branch "prompt-registry" of "origin" was set to ${first.slice(0, 12)}, which does not go on from ${second.slice(0, 12)}, where it was\\. Restore it: git (push \\S+ origin \\S+)\\. If it was done on purpose, forget the old one: git update-ref -d (\\S+)\\.$`,
    );
    await expect(tipOf(team.clone)).rejects.toThrow(told);
    await expect(write(team.clone, { 'three.json': '3' })).rejects.toThrow(told);
    const message = await tipOf(team.clone).catch((problem: Error) => problem.message);
    const [, restore = '', ref = ''] = told.exec(String(message)) ?? [];
    await team.clone.git(...restore.split(' '));
    expect(await tipOf(team.clone)).toMatchObject({ commit: second });
    await team.bare.git('update-ref', 'refs/heads/prompt-registry', first);
    await team.clone.git('update-ref', '-d', ref);
    await team.clone.git('fetch', '--quiet');
    expect(await tipOf(team.clone)).toMatchObject({ commit: first });
  });

  test('and one that was deleted, and begun anew', async () => {
    await using team = await buildCloneOfBare();
    const other = await team.another();
    const commit = await write(team.clone, { 'one.json': '1' });
    await team.bare.git('update-ref', '-d', 'refs/heads/prompt-registry');
    const gone = `The branch "prompt-registry" is gone from "origin", where it was at ${commit.slice(0, 12)}. Restore it: git push origin ${commit}:refs/heads/prompt-registry.`;
    await expect(tipOf(team.clone)).rejects.toThrow(gone);
    await expect(write(team.clone, { 'two.json': '2' })).rejects.toThrow(gone);
    const anew = await write(other, { 'anew.json': '1' });
    await expect(tipOf(team.clone)).rejects.toThrow(`was set to ${anew.slice(0, 12)}`);
    await team.clone.git('push', '--quiet', '--force', 'origin', `${commit}:refs/heads/prompt-registry`);
    expect(await tipOf(team.clone)).toMatchObject({ commit });
    await expect(tipOf(other)).rejects.toThrow(`which does not go on from ${anew.slice(0, 12)}`);
  });

  test('while a commit is decided, gets it with all that was there before', async () => {
    await using team = await buildCloneOfBare();
    const first = await write(team.clone, { 'one.json': '1' });
    const update = await updateBranch(
      await openRepository(team.clone.root),
      place,
      async () => {
        await team.bare.git('update-ref', '-d', 'refs/heads/prompt-registry');
        return { files: { 'two.json': '2' }, message: 'two' };
      },
      { author },
    );
    expect(await team.bare.git('rev-parse', 'prompt-registry', 'prompt-registry^')).toBe(
      `${update.commit}\n${first}`,
    );
  });

  test('is only where it is now, for a branch whose history may be anything, such as main', async () => {
    await using team = await buildCloneOfBare();
    const repository = await openRepository(team.clone.root);
    const main = { remote: 'origin', branch: 'main' };
    const read = async (offline: boolean) =>
      (await readTip(repository, main, { offline, history: 'any' })).commit;
    const other = await team.another();
    const second = await other.commit('second');
    await other.git('push', '--quiet', 'origin', 'main');
    expect(await read(false)).toBe(second);
    await other.git('reset', '--quiet', '--hard', 'HEAD^');
    const third = await other.commit('third');
    await other.git('push', '--quiet', '--force', 'origin', 'main');
    expect(await read(true)).toBe(second);
    expect(await read(false)).toBe(third);
    expect(await read(true)).toBe(third);
    await team.bare.git('update-ref', '-d', 'refs/heads/main');
    expect(await read(false)).toBeNull();
  });
});
