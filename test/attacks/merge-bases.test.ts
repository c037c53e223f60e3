import { describe, expect, test } from 'vitest';
import { openChange } from '../../src/change/change.ts';
import { openRepository } from '../../src/repo/git.ts';
import { openRange } from '../../src/repo/range.ts';
import { resolveRevision } from '../../src/repo/revision.ts';
import { buildRepository, type TestRepository } from '../kit/repository.ts';

const POLICY = '.github/prompt-eval-gate.yml';

/**
 * `main` and `edit` have merged each other, so that they parted at two commits: `old`, with the old prompt, and `new`,
 * with the prompt that main improved. Main still has the new one; `edit` has brought back the old one in its merge.
 * @param date of the commit with the old prompt.
 */
async function crissCross(date: string): Promise<TestRepository> {
  const built = await buildRepository({
    'a.md': 'new prompt 0\n',
    'b.md': 'b\n',
    [POLICY]: 'prompts: [{ path: a.md }, { path: b.md }, { path: c.md }]\n',
    'c.md': 'c\n',
  });
  await built.branch('edit');
  await built.write({ 'a.md': 'old prompt\n' });
  await built.git('add', '--all');
  await built.git('-c', 'user.name=Ada', 'commit', '--quiet', '--message', 'old', `--date=${date}`);
  const old = await built.git('rev-parse', 'HEAD');
  await built.switch('main');
  await built.write({ 'a.md': 'new prompt\n' });
  const improved = await built.commit('new');
  const merge = async (other: string) => {
    await built.git('merge', '--quiet', '--no-ff', '--strategy=ours', '--message', 'merge', other);
  };
  await merge(old);
  await built.write({ 'c.md': "main's own edit\n" });
  await built.commit('main goes on');
  await built.switch('edit');
  await merge(improved);
  return built;
}

describe('two merge bases', () => {
  test.each(['2020-01-01T00:00:00Z', '2099-01-01T00:00:00Z'])(
    'an old prompt that a second merge base (dated %s) brings back is a change against the base',
    async (date) => {
      await using built = await crissCross(date);
      const main = await built.git('rev-parse', 'main');
      await using change = await openChange({
        directory: built.root,
        base: 'main',
        head: { kind: 'revision', ref: 'edit' },
        configPath: POLICY,
      });
      expect(change.prompts).toMatchObject([{ path: 'a.md', baselinePath: 'a.md', kind: 'modified' }]);
      expect(change.mergeBase).toBe(main);
      expect(await change.base.read('a.md')).toBe('new prompt\n');
      expect(await change.candidate.read('a.md')).toBe('old prompt\n');
    },
  );

  test('both are found, asked at once and one by one', async () => {
    await using built = await crissCross('2020-01-01T00:00:00Z');
    const bases = (await built.git('merge-base', '--all', 'main', 'edit')).split('\n').sort();
    expect(bases).toHaveLength(2);
    for (const head of ['edit', 'edit^{}']) {
      const { range } = await openRange(built.root, { base: 'main', head });
      expect([...range.mergeBases].sort()).toEqual(bases);
      expect(range.mergeBase).toBe(range.base);
    }
  });
});

describe('a name that a branch and a tag share means the branch', () => {
  async function withTag(): Promise<{ built: TestRepository; tagged: string; tip: string }> {
    const built = await buildRepository({ 'a.md': 'a\n' });
    const tagged = await built.git('rev-parse', 'HEAD');
    await built.git('tag', 'main');
    await built.git('tag', 'origin/main');
    await built.write({ 'a.md': 'b\n' });
    const tip = await built.commit();
    return { built, tagged, tip };
  }

  test('here', async () => {
    const { built, tagged, tip } = await withTag();
    await using _ = built;
    const repository = await openRepository(built.root);
    expect(await resolveRevision(repository, 'main')).toBe(tip);
    expect(await resolveRevision(repository, 'main~1')).toBe(tagged);
    expect(await resolveRevision(repository, 'refs/tags/main')).toBe(tagged);
    for (const names of [
      { base: 'main', head: 'HEAD' },
      { base: 'HEAD', head: 'main' },
      { base: 'main', head: 'main^{}' },
    ]) {
      const { range } = await openRange(built.root, names);
      expect(range).toMatchObject({ base: tip, head: tip });
    }
  });

  test('at the remote, where no branch is here', async () => {
    const { built, tip } = await withTag();
    await using _ = built;
    await using clone = await built.clone();
    await clone.git('switch', '--quiet', '--detach');
    await clone.git('branch', '--quiet', '--delete', '--force', 'main');
    const repository = await openRepository(clone.root);
    expect(await resolveRevision(repository, 'main')).toBe(tip);
    expect(await resolveRevision(repository, 'origin/main')).toBe(tip);
    for (const base of ['main', 'origin/main']) {
      const { range } = await openRange(clone.root, { base, head: 'HEAD' });
      expect(range.base).toBe(tip);
    }
  });

  test('a file of that name in the git folder means nothing', async () => {
    const { built, tagged, tip } = await withTag();
    await using _ = built;
    await built.write({ '.git/main': `${tagged}\n` });
    expect((await openRange(built.root, { base: 'main', head: 'HEAD' })).range.base).toBe(tip);
  });
});
