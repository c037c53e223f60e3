import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newKeyPair } from '../../../src/registry/signatures.ts';
import { type AskedModel, startModels } from '../../kit/models.ts';
import {
  answerOf,
  badPrompt,
  buildRegistryTeam,
  goodPrompt,
  policyWith,
  type RegistryTeam,
} from '../../kit/registry-team.ts';
import type { Files } from '../../kit/repository.ts';
import { CONFIG, PROMPT } from '../../kit/support.ts';

let models: AskedModel;
beforeAll(async () => {
  models = await startModels(answerOf);
});
afterAll(() => models.stop());

/** Somebody who may push the branch changes it by hand: `change` gets the contents of its files. */
async function tamper(team: RegistryTeam, change: (files: Record<string, string>) => Files): Promise<void> {
  await using stranger = await team.bare.clone({ branch: 'prompt-registry' });
  const paths = (await stranger.git('ls-files')).split('\n');
  const texts = await Promise.all(paths.map((path) => readFile(join(stranger.root, path), 'utf8')));
  await stranger.write(change(Object.fromEntries(paths.map((path, index) => [path, texts[index] ?? '']))));
  await stranger.commit('tidy up');
  await stranger.git('push', '--quiet', 'origin', 'HEAD:prompt-registry');
}

/** The path of the only, or last, file whose text has these words. */
function pathOf(files: Record<string, string>, words: string): string {
  const found = Object.keys(files).findLast(
    (path) => path.startsWith('events/') && files[path]?.includes(words),
  );
  if (found === undefined) throw new Error(`no event says ${words}`);
  return found;
}

const edited = (files: Record<string, string>, path: string, from: string, to: string): Files => ({
  [path]: files[path]?.replace(from, to) ?? null,
});

test('an honest week has no problem; every kind of change by hand is found and named', async () => {
  await using team = await buildRegistryTeam({ environment: models.environment });
  await team.run('record');
  await team.merge({ [PROMPT]: goodPrompt('More.') });
  await team.run('record');
  await team.merge({ [PROMPT]: badPrompt() });
  await team.run('record');
  await team.run(['promote', 'support', '--to', 'production', '--reason', 'they asked']);
  await team.run(['rollback', 'support', '--env', 'production', '--reason', 'bad']);
  const honest = await team.json('verify');
  expect(honest).toMatchObject({ ok: true, signed: false, problems: [] });
  const tip = await team.bare.git('rev-parse', 'prompt-registry');
  const changes: [string, (files: Record<string, string>) => Files, RegExp][] = [
    [
      'an event edited',
      (files) => edited(files, pathOf(files, '"rolled-back"'), '"reason":"bad"', '"reason":"mad"'),
      /was edited/,
    ],
    ['an event removed', (files) => ({ [pathOf(files, '"overridden"')]: null }), /was removed/],
    [
      'a log cut off',
      (files) => ({ [pathOf(files, '"rolled-back"')]: null }),
      /cut off: index\/state\.json counts 1\d events/,
    ],
    [
      'a bundle changed',
      (files) => edited(files, 'prompts/support/1.0.0.json', 'console', 'consoles'),
      /prompts\/support\/1\.0\.0\.json was changed/,
    ],
    [
      'a pointer changed',
      (files) => edited(files, 'environments/production/pointer.json', '"1.1.0"', '"1.2.0"'),
      /pointer\.json serves something other/,
    ],
    [
      'a file nobody explains',
      () => ({ 'prompts/support/9.0.0.json': '{}' }),
      /9\.0\.0\.json is a file that no event of the log explains/,
    ],
    [
      'a binary file in place of an event',
      (files) => ({ [pathOf(files, '"overridden"')]: new Uint8Array([0, 1, 2]) }),
      /cannot be read: This is a binary file/,
    ],
    [
      'a link in place of a bundle',
      () => ({ 'prompts/support/1.1.0.json': { symlink: '1.0.0.json' } }),
      /cannot be read/,
    ],
  ];
  for (const [what, change, problem] of changes) {
    await tamper(team, change);
    const { ok, problems } = await team.json('verify');
    expect(problems.map((each: { problem: string }) => each.problem).join('\n'), what).toMatch(problem);
    expect(ok, what).toBe(false);
    await team.bare.git('update-ref', 'refs/heads/prompt-registry', tip);
    // The clone knows the commit that is gone: a branch that goes back is a mistake of its own.
    await team.clone.git('update-ref', '-d', 'refs/prompt-eval-gate/known/origin/prompt-registry');
    await team.clone.git('update-ref', '-d', 'refs/remotes/origin/prompt-registry').catch(() => undefined);
  }
  expect((await team.run('verify')).output).toMatch(
    /^\d+ events: the chain, every digest and every pointer hold/,
  );
});

test('a branch that was set back is refused by every command, with the way to restore it', async () => {
  await using team = await buildRegistryTeam({ environment: models.environment });
  await team.run('record');
  await team.bare.git('update-ref', 'refs/heads/prompt-registry', 'prompt-registry~1');
  for (const words of ['status', 'verify', 'record', 'rollback support --env staging --reason x']) {
    const { code, messages } = await team.run(words);
    expect([words, code]).toEqual([words, 2]);
    expect(messages).toContain('Restore it: git push --force-with-lease=prompt-registry:');
  }
});

test('a policy that was never merged, or that was replaced, may not decide, with or without a reason', async () => {
  await using team = await buildRegistryTeam({ environment: models.environment });
  const { clone } = team;
  const lax = policyWith(
    'registry: { environments: { production: { promote: on-merge, pinned: false } } }\n',
  );
  const first = await clone.git('rev-parse', 'HEAD');
  await team.run('record');
  const second = await team.merge({ [PROMPT]: badPrompt() });
  await team.run('record');
  await clone.branch('lax');
  await clone.write({ [CONFIG]: lax });
  await clone.commit('Let everything through');
  expect((await team.run('promote support --to production --base lax')).code).toBe(0);
  const unmerged = await team.json('verify');
  expect(unmerged.problems.map(({ problem }: { problem: string }) => problem)).toEqual([
    expect.stringMatching(
      /support 1\.1\.0 was promoted to production by a policy that may not decide: \.github\/prompt-eval-gate\.yml at [0-9a-f]{12} is not part of main/,
    ),
  ]);
  await clone.switch('main');
  await team.merge({ [CONFIG]: policyWith().replace('50%', '60%') });
  const promote = (version: string, base: string) =>
    team.run(['promote', `support@${version}`, '--to', 'production', '--reason', 'x', '--base', base]);
  expect((await promote('1.0.0', 'main')).code).toBe(0);
  expect((await promote('1.1.0', first)).messages).toContain(
    'which is later, was recorded already. Try again',
  );
  expect((await promote('1.1.0', second)).code).toBe(0);
  const { problems } = await team.json('verify');
  expect(problems).toHaveLength(2);
  expect(problems[1].problem).toMatch(/is older than [0-9a-f]{12}, which decided before\.$/);
});

test('a colleague’s clone that has not fetched main for a while finds no problem', async () => {
  await using team = await buildRegistryTeam({ environment: models.environment });
  const colleague = await team.another();
  await team.run('record');
  await team.merge({ [PROMPT]: goodPrompt('More.') });
  await team.run('record');
  expect(await team.json('verify', { clone: colleague })).toMatchObject({ ok: true });
});

test('signed: both keys are asked for where they are needed, and what a stranger writes is found', async () => {
  const keys = { promotion: newKeyPair(), pointer: newKeyPair() };
  const signing = `  signing: { promotion: ["${keys.promotion.publicKey}"], pointer: ["${keys.pointer.publicKey}"] }\n`;
  await using team = await buildRegistryTeam({
    environment: models.environment,
    policy: policyWith(`registry:\n${signing}  environments: { production: { promote: on-pass } }\n`),
  });
  const unsigned = await team.run('record');
  expect(unsigned.code).toBe(2);
  expect(unsigned.messages).toContain('Give its private half as PROMPT_PROMOTION_KEY.');
  const environment = {
    PROMPT_PROMOTION_KEY: keys.promotion.privateKey,
    PROMPT_POINTER_KEY: keys.pointer.privateKey,
  };
  expect((await team.run('record', { environment })).code).toBe(0);
  await team.merge({ [PROMPT]: goodPrompt('More.') });
  expect((await team.run('record', { environment })).code).toBe(0);
  const rollback = ['rollback', 'support', '--env', 'production', '--reason', 'bad'];
  expect((await team.run(rollback)).messages).toContain('PROMPT_POINTER_KEY');
  // The key of the people on call is enough to go back, and to nothing else.
  const onCall = { environment: { PROMPT_POINTER_KEY: keys.pointer.privateKey } };
  expect((await team.run(rollback, onCall)).code).toBe(0);
  expect(await team.json('verify')).toMatchObject({ ok: true, signed: true });
  await team.run('release support@1.1.0 --env production');
  const forger = newKeyPair();
  const forged = { PROMPT_PROMOTION_KEY: forger.privateKey, PROMPT_POINTER_KEY: keys.pointer.privateKey };
  const refused = await team.run('promote support@1.1.0 --to production', { environment: forged });
  expect(refused.messages).toContain('is none of those that the policy lists');
  expect(refused.messages).not.toContain(forger.privateKey);
  await tamper(team, (files) => edited(files, 'environments/production/pointer.json', '"1.0.0"', '"1.1.0"'));
  const { ok, problems } = await team.json('verify');
  expect(ok).toBe(false);
  expect(problems[0].problem).toContain('environments/production/pointer.json serves something other');
});
