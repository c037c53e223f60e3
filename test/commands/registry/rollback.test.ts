import { chmod } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AskedModel, startModels } from '../../kit/models.ts';
import {
  answerOf,
  buildRegistryTeam,
  goodPrompt,
  policyWith,
  type RegistryTeam,
} from '../../kit/registry-team.ts';
import { PROMPT } from '../../kit/support.ts';

let models: AskedModel;
beforeAll(async () => {
  models = await startModels(answerOf);
});
afterAll(() => models.stop());

const ON_MERGE = policyWith(
  'registry: { environments: { production: { promote: on-merge, pinned: false } } }\n',
);

/** A team whose production served 1.0.0, then 1.1.0 and 1.2.0. */
async function servingTeam(): Promise<RegistryTeam> {
  const team = await buildRegistryTeam({ environment: models.environment, policy: ON_MERGE });
  for (const saying of ['Two.', 'Three.', '']) {
    await team.run('record', { withoutKey: true });
    if (saying) await team.merge({ [PROMPT]: goodPrompt(saying) });
  }
  return team;
}

async function serves(team: RegistryTeam): Promise<string> {
  const { version } = await team.json('at now support');
  return version;
}

const rollback = (...words: string[]) => [
  'rollback',
  'support',
  '--env',
  'production',
  '--reason',
  'wrong limits',
  ...words,
];

test('twice in a row goes two back, never forth; then nothing is left, and every command goes on', async () => {
  await using team = await servingTeam();
  const first = await team.json(rollback());
  expect(first).toMatchObject({ from: '1.2.0', to: '1.1.0', serial: 4, recorded: true, processes: null });
  expect(await team.json(rollback())).toMatchObject({ from: '1.1.0', to: '1.0.0', serial: 5 });
  const third = await team.run(rollback());
  expect(third.code).toBe(1);
  expect(third.output).toMatch(/^Nothing that served in production before support 1\.0\.0 may serve again\./);
  // The hourly run brings nothing forward that a person took back, and fails for no reason.
  const hourly = await team.run('record');
  expect([hourly.code, await serves(team)]).toEqual([0, '1.0.0']);
  expect(hourly.output).toContain('support 1.2.0 is held in production until it is released (wrong limits).');
  expect((await team.run('release support@1.2.0 --env production')).code).toBe(0);
  await team.run('record');
  expect(await serves(team)).toBe('1.2.0');
  expect((await team.run('verify')).code).toBe(0);
});

test('a version is named, or everything goes to one that served there; a swapped or unknown word is told', async () => {
  await using team = await servingTeam();
  expect(await team.json(rollback('--to', '1.0.0'))).toMatchObject({ from: '1.2.0', to: '1.0.0' });
  for (const [words, said] of [
    [rollback('--version', '1.2.0'), /support 1\.2\.0 does not serve in production\./],
    [rollback('--to', '1.2.0'), /is held in production .*`release support@1\.2\.0 --env production` first/],
    [rollback('--to', '1.9.0'), /support has no version "1\.9\.0"\./],
    [
      ['rollback', 'production', '--env', 'support', '--reason', 'x'],
      /"support" is a prompt, not an environment/,
    ],
    [['rollback', 'suport', '--env', 'production', '--reason', 'x'], /no prompt "suport"\. Did you mean/],
    [
      ['rollback', 'support', '--env', 'produktion', '--reason', 'x'],
      /no environment "produktion"\. Did you mean/,
    ],
    [['rollback', 'support', '--env', 'production'], /--reason is missing/],
    [rollback().with(-1, 'two\nlines'), /longer than one line/],
  ] as const) {
    const { code, messages } = await team.run(words);
    expect(messages).toMatch(said);
    expect(code).toBe(2);
  }
  expect((await team.json('status')).environments.production.serial).toBe(4);
});

test('a dry run says what would happen, and changes nothing', async () => {
  await using team = await servingTeam();
  const before = await team.bare.git('rev-parse', 'prompt-registry');
  const { code, output } = await team.run(rollback('--dry-run'));
  expect([code, output]).toEqual([
    0,
    'Dry run, nothing was written: support in production: 1.2.0 → 1.1.0.\n',
  ]);
  expect(await team.bare.git('rev-parse', 'prompt-registry')).toBe(before);
});

test('a hold wins over a promotion that was decided before it and is pushed after it', async () => {
  await using team = await servingTeam();
  await team.run(rollback());
  await team.run('release support@1.2.0 --env production');
  const other = await team.another();
  const [promotion] = await Promise.all([
    team.run(['promote', 'support@1.2.0', '--to', 'production', '--reason', 'x'], { clone: other }),
    team.run(['hold', 'support', '--env', 'production', '--reason', 'incident']),
  ]);
  // Whichever the branch took first, nothing rises once the hold is there.
  expect(await serves(team)).toBe(promotion.code === 0 ? '1.2.0' : '1.1.0');
  const after = await team.run(['promote', 'support@1.0.0', '--to', 'production', '--reason', 'x']);
  expect(after.code).toBe(1);
  expect(after.output).toContain('support is held in production until it is released (incident).');
  expect(after.output).not.toContain('--reason');
  expect((await team.run('verify')).code).toBe(0);
});

test('while the remote is down a rollback is noted, and the next command that writes records it first', async () => {
  await using team = await servingTeam();
  const { clone } = team;
  const url = await clone.git('remote', 'get-url', 'origin');
  await clone.git('remote', 'set-url', 'origin', `${url}-gone`);
  const { code, output } = await team.run(rollback());
  expect(code).toBe(2);
  expect(output).toMatch(/^support in production: 1\.2\.0 → 1\.1\.0 is decided, and not recorded: /);
  expect(output).toContain('The same rollback again would go one version further back.');
  expect((await team.run(rollback())).output).toMatch(/^support in production: 1\.1\.0 → 1\.0\.0 is decided/);
  const { notes } = await team.json('status');
  expect(notes).toContain(
    'Rollbacks wait in this clone to be recorded, which the next command that writes does: support 1.2.0 in production, support 1.1.0 in production.',
  );
  await clone.git('remote', 'set-url', 'origin', url);
  const hold = await team.run(['hold', 'support', '--env', 'production', '--reason', 'incident']);
  expect(hold.code).toBe(0);
  expect(await serves(team)).toBe('1.0.0');
  expect((await team.run('verify')).code).toBe(0);
});

test('a remote that takes the connection and says nothing is given up, and the rollback is noted', async () => {
  await using team = await servingTeam();
  const { clone } = team;
  const silent = createServer(() => {});
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const address = silent.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  await clone.git('remote', 'set-url', 'origin', `http://127.0.0.1:${address.port}/x.git`);
  const { recorded, failure } = await team.json(rollback());
  silent.close();
  expect(recorded).toBe(false);
  expect(failure).toContain('did not answer in time');
});

test('where only pull requests may change the branch, the setting to change is named, and nothing is written', async () => {
  await using team = await servingTeam();
  await team.bare.write({
    '.git/hooks/update': '#!/bin/sh\necho "GH013: Repository rule violations found for $1" >&2\nexit 1\n',
  });
  await chmod(join(team.bare.root, '.git/hooks/update'), 0o755);
  const { code, messages } = await team.run(['hold', 'support', '--env', 'production', '--reason', 'x']);
  expect(code).toBe(2);
  expect(messages).toContain('Settings → Rules → Rulesets');
});

test('after a rollback the branch still says whose it is, so that record goes on', async () => {
  await using team = await servingTeam();
  await team.run(rollback());
  const registry = JSON.parse(await team.bare.git('show', 'prompt-registry:registry.json'));
  expect(registry.policy).toBe('.github/prompt-eval-gate.yml');
  await team.merge({ [PROMPT]: goodPrompt('Five.') });
  expect((await team.run('record', { withoutKey: true })).output).toContain('support 1.3.0  registered');
});

test('the version to take back may stand behind the prompt, as every other command takes it', async () => {
  await using team = await servingTeam();
  const words = ['rollback', 'support@1.2.0', '--env', 'production', '--reason', 'wrong limits'];
  expect(await team.json(words)).toMatchObject({ from: '1.2.0', to: '1.1.0' });
  const later = await team.run('at 2999-01-01 support');
  expect(later.output).toContain('That time is in the future: this is what serves now.');
});
