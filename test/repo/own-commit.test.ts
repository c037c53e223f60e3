import { expect, test } from 'vitest';
import { openRepository } from '../../src/repo/git.ts';
import { isReplaceable, refuseToReplace, withMark } from '../../src/repo/own-commit.ts';
import { snapshotAt } from '../../src/repo/snapshots.ts';
import { buildRepository, type TestRepository } from '../kit/repository.ts';

const OWN = { 'suite.yml': '- case 1\n- case 2\n', 'new/ä b.md': 'text' };

/** Whether the branch `proposal` may be replaced by another commit on top of main. */
async function mayReplace({ root, git }: TestRepository): Promise<boolean> {
  const repository = await openRepository(root);
  const tip = snapshotAt(repository, await git('rev-parse', 'proposal'));
  const main = snapshotAt(repository, await git('rev-parse', 'main'));
  try {
    return await isReplaceable(repository, tip, main);
  } finally {
    tip.close();
    main.close();
  }
}

async function proposed(): Promise<TestRepository> {
  const built = await buildRepository({ 'suite.yml': '- case 1\n', 'other.md': 'x' });
  await built.branch('proposal');
  await built.write(OWN);
  await built.commit(withMark('Refine support: a case', OWN));
  return built;
}

test('a command’s own commit is replaced, and so is a branch of which main has everything', async () => {
  await using built = await proposed();
  expect(await mayReplace(built)).toBe(true);
  await built.write({ 'suite.yml': '- case 1\n- case 2, as somebody would have it\n' });
  await built.commit('a better case');
  expect(await mayReplace(built)).toBe(false);
  await built.switch('main');
  await built.write({ ...OWN, 'suite.yml': '- case 1\n- case 2, as somebody would have it\n' });
  await built.commit('the same, squashed');
  await built.write({ 'other.md': 'y' });
  await built.commit('goes on');
  expect(await mayReplace(built)).toBe(true);
});

test('a commit that somebody amended, or made with the same message, is theirs', async () => {
  await using built = await proposed();
  await built.write({ 'other.md': 'an edit by hand' });
  await built.git('commit', '--quiet', '--all', '--amend', '--no-edit');
  expect(await mayReplace(built)).toBe(false);
  const repository = await openRepository(built.root);
  const at = async (name: string) => snapshotAt(repository, await built.git('rev-parse', name));
  const [theirs, ours] = [await at('proposal'), await at('main')];
  await expect(
    refuseToReplace(repository, { branch: 'prompt-refine/support', tip: theirs, main: ours }),
  ).rejects.toThrow(/prompt-refine\/support has commits that this command did not make.*delete the branch/s);
  theirs.close();
  ours.close();
});
