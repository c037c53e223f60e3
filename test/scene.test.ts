import { afterEach, describe, expect, test } from 'vitest';
import { openScene } from '../src/scene.ts';
import { buildRepository, type Files } from './repo/repository-builder.ts';

const POLICY = '.github/prompt-eval-gate.yml';
const VALID = 'prompts: [{ path: a.md }]\n';
const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function sceneOf(base: Files, edit: Files) {
  const repository = await buildRepository(base);
  cleanUps.push(repository.dispose);
  await repository.branch('edit');
  await repository.write(edit);
  await repository.commit('edit');
  const scene = await openScene({
    directory: repository.root,
    base: 'main',
    head: { kind: 'revision', ref: 'edit' },
    configPath: POLICY,
  });
  cleanUps.push(scene.close);
  return scene;
}

describe.each([
  ['a typo', 'gate: { min-effct: 1 }\n', 'Unknown key "min-effct"'],
  ['a prompt that is not there', 'prompts: [{ path: gone.md }]\n', 'There is no prompt "gone.md"'],
])('a policy at the base with %s', (_name, broken, told) => {
  test('is repaired by a pull request that changes nothing else', async () => {
    const scene = await sceneOf({ 'a.md': 'a', [POLICY]: broken }, { [POLICY]: VALID });
    expect(scene).toMatchObject({ repairsPolicy: true, policySource: { revision: 'head' } });
    expect(scene.change.prompts).toEqual([]);
  });

  test('stops one that also changes a prompt, so that nothing gets by unjudged', async () => {
    const edit = { 'a.md': 'b', [POLICY]: 'gate: {}\n' };
    await expect(sceneOf({ 'a.md': 'a', [POLICY]: broken }, edit)).rejects.toThrow(told);
  });

  test('does not get there: the pull request that would bring it is stopped', async () => {
    await expect(sceneOf({ 'a.md': 'a', [POLICY]: VALID }, { [POLICY]: broken })).rejects.toThrow(told);
  });
});

test('a deleted prompt that the policy still spells out is told', async () => {
  const base = { 'a.md': 'a', [POLICY]: VALID };
  expect((await sceneOf(base, { 'a.md': null })).orphanedEntries).toEqual(['a.md']);
  expect((await sceneOf(base, { 'a.md': null, [POLICY]: 'gate: {}\n' })).orphanedEntries).toEqual([]);
});
