import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { openChange } from '../../src/change/change.ts';
import { changeFacts } from '../../src/result/blank.ts';
import { published } from '../../src/result/published.ts';
import { buildRepository, type Files } from '../kit/repository.ts';

const POLICY = '.github/prompt-eval-gate.yml';
const VALID = 'prompts: [{ path: a.md }]\n';
const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function changeOf(base: Files, edit: Files) {
  const repository = await buildRepository(base);
  cleanUps.push(repository.dispose);
  await repository.branch('edit');
  await repository.write(edit);
  await repository.commit('edit');
  const change = await openChange({
    directory: repository.root,
    base: 'main',
    head: { kind: 'revision', ref: 'edit' },
    configPath: POLICY,
  });
  cleanUps.push(() => change[Symbol.asyncDispose]());
  return change;
}

describe('a policy at the base with a typo', () => {
  const broken = 'gate: { min-effct: 1 }\n';
  const told = 'Unknown key "min-effct"';

  test('is repaired by a pull request that changes nothing else', async () => {
    const change = await changeOf({ 'a.md': 'a', [POLICY]: broken }, { [POLICY]: VALID });
    expect(change).toMatchObject({ repairsPolicy: true, policySource: { revision: 'head' } });
    expect(change.prompts).toEqual([]);
  });

  test('stops one that also changes a prompt, so that nothing gets by unjudged', async () => {
    const edit = { 'a.md': 'b', [POLICY]: 'gate: {}\n' };
    await expect(changeOf({ 'a.md': 'a', [POLICY]: broken }, edit)).rejects.toThrow(told);
  });

  test('is one mistake, and ends nothing else, where main brought it after the branch began', async () => {
    const unhandled: unknown[] = [];
    const note = (problem: unknown) => unhandled.push(problem);
    process.on('unhandledRejection', note);
    cleanUps.push(() => process.off('unhandledRejection', note));
    await using repository = await buildRepository({ 'a.md': 'a', [POLICY]: VALID });
    await repository.branch('edit');
    await repository.write({ 'a.md': 'b' });
    await repository.commit('edit');
    await repository.switch('main');
    await repository.write({ [POLICY]: broken });
    await repository.commit('meanwhile on main');
    const request = { directory: repository.root, base: 'main', configPath: POLICY };
    await expect(openChange({ ...request, head: { kind: 'revision', ref: 'edit' } })).rejects.toThrow(told);
    expect(unhandled).toEqual([]);
  });

  test('does not get there: the pull request that would bring it is stopped', async () => {
    await expect(changeOf({ 'a.md': 'a', [POLICY]: VALID }, { [POLICY]: broken })).rejects.toThrow(told);
  });
});

describe('a prompt that the policy spells out and that is not there', () => {
  const BOTH = 'prompts:\n  - path: a.md\n  - path: gone.md\n';
  const base = { 'a.md': 'a', [POLICY]: BOTH };
  const place = { path: POLICY, line: 3, column: 11 };

  test('is told to every pull request, and stops none: the one that deleted it is long merged', async () => {
    const change = await changeOf(base, { 'a.md': 'b' });
    expect(change.prompts).toMatchObject([{ path: 'a.md', kind: 'modified' }]);
    expect(change.orphanedEntries).toEqual([{ kind: 'missing', path: 'gone.md', place, meant: null }]);
    expect(await published(changeFacts(change).notices)).toEqual([
      {
        code: 'entry-without-prompt',
        path: 'gone.md',
        place: `${POLICY}:3:11`,
        meant: null,
        gravity: 'notice',
        text: `${POLICY}:3:11 names gone.md, which is not there. Correct the path, or take it out of \`prompts:\`.`,
      },
    ]);
  });

  test('is told to be in a submodule, where it is', async () => {
    await using built = await buildRepository({ 'a.md': 'a', [POLICY]: BOTH.replace('gone', 'sub/gone') });
    const commit = await built.git('rev-parse', 'HEAD');
    await built.git('update-index', '--add', '--cacheinfo', `160000,${commit},sub`);
    await built.git('commit', '--quiet', '--message', 'submodule');
    await mkdir(join(built.root, 'sub'));
    await built.branch('feature');
    await built.write({ 'a.md': 'b' });
    await built.commit();
    const head = { kind: 'revision', ref: 'feature' } as const;
    await using change = await openChange({ directory: built.root, base: 'main', head, configPath: POLICY });
    expect(await published(changeFacts(change).notices)).toMatchObject([
      { text: expect.stringContaining('is not there. sub: This is a submodule; its files are not read.') },
    ]);
  });

  test('does not stop one that edits the policy in another place, and is not told to the one that tidies up', async () => {
    const edit = { [POLICY]: `${BOTH}gate: { alpha: 0.1 }\n` };
    expect((await changeOf(base, edit)).orphanedEntries).toMatchObject([{ path: 'gone.md' }]);
    expect((await changeOf(base, { [POLICY]: VALID })).orphanedEntries).toEqual([]);
  });

  test('cannot be brought in: neither into a policy nor with the first one', async () => {
    const told = 'There is no prompt "gone.md"';
    await expect(changeOf({ 'a.md': 'a', [POLICY]: VALID }, { [POLICY]: BOTH })).rejects.toThrow(told);
    await expect(changeOf({ 'a.md': 'a' }, { [POLICY]: BOTH })).rejects.toThrow(told);
  });
});

test('a renamed prompt that the policy still spells out is told, so that it does not leave the watch unseen', async () => {
  const text = Array.from({ length: 20 }, (_, line) => `line ${line}`).join('\n');
  const base = { 'a.md': text, [POLICY]: VALID };
  const change = await changeOf(base, { 'a.md': null, 'b.md': text });
  expect(change.orphanedEntries).toEqual([{ kind: 'renamed', path: 'a.md', to: 'b.md' }]);
  expect(await published(changeFacts(change).notices)).toMatchObject([
    { code: 'entry-of-renamed-prompt', text: expect.stringContaining('name b.md there instead') },
  ]);
  const follows = { 'a.md': null, 'b.md': text, [POLICY]: 'prompts: [{ path: b.md }]\n' };
  expect((await changeOf(base, follows)).orphanedEntries).toEqual([]);
});

test('an edit of a prompt that the base renamed meanwhile is not unseen', async () => {
  const text = 'one\ntwo\nthree\nfour\n';
  const old = 'prompts: [{ path: a.md, suite: a.yml, model: m }]\n';
  const repository = await buildRepository({ 'a.md': text, 'a.yml': text.repeat(2), [POLICY]: old });
  cleanUps.push(repository.dispose);
  await repository.branch('edit');
  await repository.write({ 'a.md': `${text}five\n` });
  await repository.commit('edit');
  await repository.switch('main');
  const renamed = 'prompts: [{ path: b.md, suite: b.yml, model: m }]\n';
  await repository.write({
    ...{ 'a.md': null, 'b.md': text, 'a.yml': null, 'b.yml': text.repeat(2) },
    [POLICY]: renamed,
  });
  await repository.commit('rename');
  const change = await openChange({
    ...{ directory: repository.root, base: 'main', configPath: POLICY },
    head: { kind: 'revision', ref: 'edit' },
  });
  cleanUps.push(() => change[Symbol.asyncDispose]());
  expect(change.prompts).toMatchObject([{ path: 'a.md', baselinePath: 'a.md', kind: 'modified' }]);
  expect(change.config.prompts).toMatchObject([
    { path: 'b.md' },
    { path: 'a.md', suite: 'a.yml', model: 'm' },
  ]);
  expect(await published(changeFacts(change).notices)).toMatchObject([
    {
      code: 'prompt-renamed-at-base',
      text: 'a.md is called b.md at the base since this branch began, and is judged as that.',
    },
  ]);
});

test('a deleted prompt that the policy still spells out is told', async () => {
  const base = { 'a.md': 'a', [POLICY]: VALID };
  expect((await changeOf(base, { 'a.md': null })).orphanedEntries).toEqual([
    { kind: 'deleted', path: 'a.md' },
  ]);
  expect((await changeOf(base, { 'a.md': null, [POLICY]: 'gate: {}\n' })).orphanedEntries).toEqual([]);
});
