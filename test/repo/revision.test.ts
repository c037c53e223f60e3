import { describe, expect, test } from 'vitest';
import { ConfigurationError } from '../../src/base/errors.ts';
import { fetchCommit, hasCommit } from '../../src/repo/fetch.ts';
import { openRepository } from '../../src/repo/git.ts';
import { openRange } from '../../src/repo/range.ts';
import { currentBranch, defaultBase, findMergeBase, resolveRevision } from '../../src/repo/revision.ts';
import { buildRepository, type TestRepository } from '../kit/repository.ts';

/** `main` with some commits, and `feature` that left it at the second. */
async function buildHistory(commitsAfter = 1): Promise<{
  built: TestRepository;
  parting: string;
  feature: string;
  main: string;
}> {
  const built = await buildRepository({ 'a.txt': '0' });
  await built.write({ 'a.txt': '1' });
  const parting = await built.commit('parting');
  await built.branch('feature');
  for (let index = 0; index < commitsAfter; index += 1) {
    await built.git('commit', '--quiet', '--allow-empty', '--message', `feature ${index}`);
  }
  const feature = await built.git('rev-parse', 'HEAD');
  await built.switch('main');
  const main = await built.commit('main goes on');
  return { built, parting, feature, main };
}

describe('resolveRevision', () => {
  test('branches, tags, shas and expressions', async () => {
    const { built, feature, main } = await buildHistory();
    await using _ = built;
    await built.git('tag', '--annotate', 'v1', '--message', 'one', feature);
    const repository = await openRepository(built.root);
    expect(await resolveRevision(repository, 'HEAD')).toBe(main);
    expect(await resolveRevision(repository, 'feature')).toBe(feature);
    expect(await resolveRevision(repository, 'v1')).toBe(feature);
    expect(await resolveRevision(repository, feature.slice(0, 10))).toBe(feature);
    expect(await resolveRevision(repository, 'feature~1')).not.toBe(feature);
  });

  test('a branch that only the remote has', async () => {
    const { built, feature } = await buildHistory();
    await using _ = built;
    await using clone = await built.clone();
    const repository = await openRepository(clone.root);
    expect(await resolveRevision(repository, 'feature')).toBe(feature);
    expect(await resolveRevision(repository, 'origin/feature')).toBe(feature);
  });

  test("the second parent of the runner's merge commit is the pull request's head", async () => {
    const { built, feature } = await buildHistory();
    await using _ = built;
    await built.merge('feature');
    expect(await resolveRevision(await openRepository(built.root), 'HEAD^2')).toBe(feature);
  });

  test('a typo gets a suggestion', async () => {
    const { built } = await buildHistory();
    await using _ = built;
    await expect(resolveRevision(await openRepository(built.root), 'faeture')).rejects.toThrow(
      'There is no branch, tag or commit "faeture" here. Did you mean "feature"?',
    );
  });

  test('a repository without commits has none, and what does not need one is named', async () => {
    await using built = await buildRepository({ 'a.txt': 'a' });
    await built.git('update-ref', '-d', 'refs/heads/main');
    const repository = await openRepository(built.root);
    const told =
      'This repository has no commit yet, so there is nothing to compare with. Commit the prompts first';
    await expect(resolveRevision(repository, 'main')).rejects.toThrow(told);
    await expect(defaultBase(repository)).rejects.toThrow(told);
  });

  test.each(['--upload-pack=touch x', '-h', '', 'a\nb', 'HEAD:a.txt'])('%j is no revision', async (ref) => {
    await using built = await buildRepository({ 'a.txt': 'a' });
    await expect(resolveRevision(await openRepository(built.root), ref)).rejects.toThrow(ConfigurationError);
  });
});

describe('findMergeBase', () => {
  test('where the branches parted, not where the base is now', async () => {
    const { built, parting, feature } = await buildHistory();
    await using _ = built;
    expect(await findMergeBase(await openRepository(built.root), 'main', feature)).toBe(parting);
  });

  test('in a checkout of one commit, by deepening it', async () => {
    const { built, parting, feature } = await buildHistory(55);
    await using _ = built;
    await using clone = await built.clone({ depth: 1, branch: 'feature' });
    const repository = await openRepository(clone.root);
    expect(await findMergeBase(repository, 'main', feature)).toBe(parting);
    expect(await currentBranch(repository)).toBe('feature');
  });

  test("by shas, as an event gives them, in a checkout of the pull request's merge commit alone", async () => {
    const { built, parting, feature, main } = await buildHistory(5);
    await using _ = built;
    await built.branch('merged');
    await built.merge('feature');
    await using clone = await built.clone({ depth: 1, branch: 'merged' });
    const repository = await openRepository(clone.root);
    expect(await hasCommit(repository, feature)).toBe(false);
    expect(await fetchCommit(repository, feature)).toBe(true);
    expect(await hasCommit(repository, feature)).toBe(true);
    expect(await findMergeBase(repository, main, feature)).toBe(parting);
  });

  test('a whole clone stays whole', async () => {
    const { built } = await buildHistory();
    await using _ = built;
    await using clone = await built.clone();
    const later = await built.commit('later');
    const repository = await openRepository(clone.root);
    expect(await fetchCommit(repository, later)).toBe(true);
    expect(await clone.git('rev-parse', '--is-shallow-repository')).toBe('false');
  });

  test('a shallow checkout whose remote is gone: the line to add', async () => {
    const { built, feature } = await buildHistory(3);
    await using clone = await built.clone({ depth: 2, branch: 'feature' });
    await built.dispose();
    const repository = await openRepository(clone.root);
    const orphan = await clone.git('commit-tree', `${feature}^{tree}`, '-m', 'orphan');
    await expect(findMergeBase(repository, orphan, feature)).rejects.toThrow(
      /too shallow to find where .* parted\. Give the actions\/checkout step `with: \{ fetch-depth: 0 \}`/,
    );
    await expect(resolveRevision(repository, 'main')).rejects.toThrow('fetch-depth: 0');
  });

  test('no common history', async () => {
    const { built, feature } = await buildHistory();
    await using _ = built;
    await built.git('switch', '--quiet', '--orphan', 'other');
    await built.commit('other');
    await expect(findMergeBase(await openRepository(built.root), 'other', feature)).rejects.toThrow(
      'have no common history, so there is no baseline.',
    );
  });
});

describe('a base that a force push removed', () => {
  const gone = 'f'.repeat(40);

  test('is replaced by another one, where there is one', async () => {
    const { built, parting, feature } = await buildHistory();
    await using _ = built;
    for (const depth of [{}, { depth: 1 }]) {
      await using clone = await built.clone({ ...depth, branch: 'feature' });
      const names = { base: gone, baseInstead: 'refs/remotes/origin/main', head: feature };
      const { range, baseRef, goneBase } = await openRange(clone.root, names);
      expect([range.mergeBase, baseRef, goneBase]).toEqual([parting, 'refs/remotes/origin/main', gone]);
    }
  });

  test('is not replaced where it is there', async () => {
    const { built, feature, parting } = await buildHistory();
    await using _ = built;
    const names = { base: parting, baseInstead: 'main', head: feature };
    expect(await openRange(built.root, names)).toMatchObject({ baseRef: parting, goneBase: undefined });
  });

  test('is said to be gone, where there is no other', async () => {
    const { built, feature } = await buildHistory();
    await using _ = built;
    await expect(openRange(built.root, { base: gone, head: feature })).rejects.toThrow(
      'The commit ffffffffffff is neither here nor at the remote. A force push',
    );
  });
});

describe('defaultBase', () => {
  test("the remote's default branch before the local main", async () => {
    const { built } = await buildHistory();
    await using _ = built;
    await using clone = await built.clone();
    expect(await defaultBase(await openRepository(clone.root))).toBe('origin/main');
    expect(await defaultBase(await openRepository(built.root))).toBe('main');
  });

  test('nothing to guess from', async () => {
    await using built = await buildRepository({ 'a.txt': 'a' });
    await built.git('branch', '--move', 'trunk');
    await expect(defaultBase(await openRepository(built.root))).rejects.toThrow('--base origin/main');
  });
});

test('a detached HEAD is on no branch', async () => {
  await using built = await buildRepository({ 'a.txt': 'a' });
  await built.git('switch', '--quiet', '--detach');
  expect(await currentBranch(await openRepository(built.root))).toBeUndefined();
});
