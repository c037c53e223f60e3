import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
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

const POLICY = policyWith(`registry:
  environments: { production: { promote: on-merge, pinned: false } }
  publish: [{ directory: one }, { directory: two }]
`);
const ROLLBACK = ['rollback', 'support', '--env', 'production', '--reason', 'wrong limits'];

/** A team whose production served 1.0.0, then 1.1.0 (serial 2), in two folders. */
async function publishingTeam(): Promise<RegistryTeam> {
  const team = await buildRegistryTeam({ environment: models.environment, policy: POLICY });
  await team.run('record', { withoutKey: true });
  await team.merge({ [PROMPT]: goodPrompt('Two.') });
  await team.run('record', { withoutKey: true });
  return team;
}

const pointerIn = (team: RegistryTeam, folder: string) =>
  join(team.clone.root, folder, 'production/pointer.json');

async function served(team: RegistryTeam, folder: string): Promise<number> {
  return JSON.parse(await readFile(pointerIn(team, folder), 'utf8')).serial;
}

/** Runs something while the remote does not answer. */
async function whileRemoteIsDown<T>({ clone }: RegistryTeam, work: () => Promise<T>): Promise<T> {
  const url = await clone.git('remote', 'get-url', 'origin');
  await clone.git('remote', 'set-url', 'origin', `${url}-gone`);
  try {
    return await work();
  } finally {
    await clone.git('remote', 'set-url', 'origin', url);
  }
}

test('a rollback that was published unrecorded is recorded above its serial, also where no place has it any more', async () => {
  await using team = await publishingTeam();
  const back = await whileRemoteIsDown(team, () => team.run(ROLLBACK));
  expect(back.output).toContain('(serial 1003)');
  for (const folder of ['one', 'two']) await rm(join(team.clone.root, folder), { recursive: true });
  await team.run('record', { withoutKey: true });
  expect(await served(team, 'one')).toBe(1004);
});

test('where the note of an unrecorded rollback is lost, the next serial is put above it by hand', async () => {
  await using team = await publishingTeam();
  const wrong = await team.run([...ROLLBACK, '--serial-above', 'many']);
  expect([wrong.code, wrong.messages]).toEqual([2, expect.stringContaining('--serial-above is no serial.')]);
  expect(await team.json([...ROLLBACK, '--serial-above', '1003'])).toMatchObject({ serial: 1004 });
  expect(await served(team, 'one')).toBe(1004);
});

test.each([
  ['a serial alone', () => '{"serial":9007199254740991}'],
  [
    'a pointer with a serial that no command gave',
    (text: string) => JSON.stringify({ ...JSON.parse(text), serial: 9007199254740991 }),
  ],
  [
    'the pointer of another environment',
    (text: string) => JSON.stringify({ ...JSON.parse(text), environment: 'staging', serial: 70 }),
  ],
] as const)('one place that serves %s stops no rollback in the other', async (_, forge) => {
  await using team = await publishingTeam();
  const path = pointerIn(team, 'one');
  const forged = forge(await readFile(path, 'utf8'));
  await writeFile(path, forged);

  const back = await team.json(ROLLBACK);

  expect(back).toMatchObject({ from: '1.1.0', to: '1.0.0', serial: 3, recorded: true });
  expect(back.publication.failures.map(({ to }: { to: string }) => to)).toEqual([
    join(team.clone.root, 'one'),
  ]);
  expect(await served(team, 'two')).toBe(3);
  expect(await readFile(path, 'utf8')).toBe(forged);
});

test('a rollback that another clone published and nobody recorded is reported by record', async () => {
  await using team = await publishingTeam();
  const path = pointerIn(team, 'one');
  await writeFile(path, JSON.stringify({ ...JSON.parse(await readFile(path, 'utf8')), serial: 1003 }));
  const hourly = await team.run('record');
  expect(hourly.code).toBe(2);
  expect(hourly.output + hourly.messages).toContain(
    'It serves serial 1003 of production, and the branch has 2: somebody published a rollback that is not recorded.',
  );
});

test('nothing but a rollback publishes over a rollback that another clone published and nobody recorded', async () => {
  await using team = await publishingTeam();
  await team.merge({ [PROMPT]: goodPrompt('Three.') });
  const path = pointerIn(team, 'one');
  const unrecorded = JSON.stringify({ ...JSON.parse(await readFile(path, 'utf8')), serial: 1003 });
  await writeFile(path, unrecorded);
  const promotion = ['promote', 'support@1.0.0', '--to', 'production', '--reason', 'x'];
  for (const words of [promotion, ['record'], [...promotion, '--serial-above', '1002']]) {
    const stopped = await team.run(words, { withoutKey: true });
    expect(stopped.code).toBe(2);
    expect(stopped.output + stopped.messages).toContain(
      'It serves serial 1003 of production, and the branch has',
    );
    expect(await readFile(path, 'utf8')).toBe(unrecorded);
  }
  const back = await team.run(ROLLBACK);
  expect(back.code).toBe(2);
  expect(back.output).toContain(
    'This rollback is published over it, so what that one took back may serve again',
  );
  expect(await served(team, 'one')).toBe(1004);
  await writeFile(path, JSON.stringify({ ...JSON.parse(unrecorded), serial: 2000 }));
  const decided = [
    'promote',
    'support@1.2.0',
    '--to',
    'production',
    '--reason',
    'x',
    '--serial-above',
    '2000',
  ];
  expect(await team.run(decided)).toMatchObject({ code: 0 });
  expect(await served(team, 'one')).toBe(2001);
});

test('a bundle that is missing where what serves is current is written again by record', async () => {
  await using team = await publishingTeam();
  await team.run('record');
  const objects = join(team.clone.root, 'one/objects');
  await rm(objects, { recursive: true });
  expect(await team.run('record')).toMatchObject({ code: 0 });
  expect(await readdir(join(objects, 'sha256'))).toHaveLength(1);
});

test('a hold needs no place to publish to, and what changes what serves does', async () => {
  await using team = await publishingTeam();
  await writeFile(pointerIn(team, 'one'), 'not JSON');
  expect(await team.run(['hold', 'support', '--env', 'production', '--reason', 'incident'])).toMatchObject({
    code: 0,
  });
  expect(await team.run(['release', 'support', '--env', 'production'])).toMatchObject({ code: 0 });
  expect(await team.run('archive support@1.0.0')).toMatchObject({ code: 0 });
  expect((await team.run(['promote', 'support@1.1.0', '--to', 'production', '--reason', 'x'])).code).not.toBe(
    0,
  );
});

test('an empty pointer, as a machine leaves it that lost power, is replaced', async () => {
  await using team = await publishingTeam();
  const path = pointerIn(team, 'one');
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, '');
  expect(await team.run(ROLLBACK)).toMatchObject({ code: 0 });
  expect(await served(team, 'one')).toBe(3);
});
