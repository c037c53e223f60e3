import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { digestOf } from '../../../src/base/digest.ts';
import { type AskedModel, startModels } from '../../kit/models.ts';
import {
  answerOf,
  buildRegistryTeam,
  goodPrompt,
  policyWith,
  type RegistryTeam,
} from '../../kit/registry-team.ts';
import { CONFIG, PROMPT } from '../../kit/support.ts';

let models: AskedModel;
beforeAll(async () => {
  models = await startModels(answerOf);
});
afterAll(() => models.stop());

const POLICY = policyWith(`registry:
  environments: { production: { promote: on-merge, pinned: false } }
  publish: [{ directory: published }]
`);

const ROLLBACK = ['rollback', 'support', '--env', 'production', '--reason', 'wrong limits'];

/** A team whose production served 1.0.0, then 1.1.0. */
async function publishingTeam(): Promise<RegistryTeam> {
  const team = await buildRegistryTeam({ environment: models.environment, policy: POLICY });
  await team.run('record', { withoutKey: true });
  await team.merge({ [PROMPT]: goodPrompt('Two.') });
  await team.run('record', { withoutKey: true });
  return team;
}

async function published(team: RegistryTeam, folder = 'published') {
  const path = join(team.clone.root, folder);
  const pointer = JSON.parse(await readFile(join(path, 'production/pointer.json'), 'utf8'));
  const [[version, { digest }]] = Object.entries<{ digest: string }>(pointer.prompts.support.versions) as [
    [string, { digest: string }],
  ];
  const object = JSON.parse(await readFile(join(path, 'objects/sha256', `${digest}.json`), 'utf8'));
  return { serial: pointer.serial, version, isWhole: digestOf(object) === digest };
}

test('whoever changes what serves publishes it in the same command', async () => {
  await using team = await publishingTeam();
  expect(await published(team)).toEqual({ serial: 2, version: '1.1.0', isWhole: true });
  await team.run(['rollback', 'support', '--env', 'production', '--reason', 'wrong limits']);
  expect(await published(team)).toEqual({ serial: 3, version: '1.0.0', isWhole: true });
  expect((await team.run('publish')).output).toMatch(
    /^production \(serial 3\) → .*published: current already\n$/,
  );
  expect((await team.run('publish --out elsewhere')).code).toBe(0);
  expect(await published(team, 'elsewhere')).toMatchObject({ serial: 3 });
});

test('while the remote is down a rollback serves at once, and is recorded above that serial later', async () => {
  await using team = await publishingTeam();
  const { clone } = team;
  const url = await clone.git('remote', 'get-url', 'origin');
  await clone.git('remote', 'set-url', 'origin', `${url}-gone`);
  const back = await team.run(['rollback', 'support', '--env', 'production', '--reason', 'wrong limits']);
  expect(back.code).toBe(2);
  expect(back.output).toContain('(serial 1003) is published: serving, not recorded.');
  expect(await published(team)).toEqual({ serial: 1003, version: '1.0.0', isWhole: true });
  await clone.git('remote', 'set-url', 'origin', url);
  await team.run('record', { withoutKey: true });
  expect(await published(team)).toEqual({ serial: 1004, version: '1.0.0', isWhole: true });
  expect(await team.json('verify')).toMatchObject({ ok: true });
});

test('a pointer that is none stops a promotion, never a rollback, and is told', async () => {
  await using team = await publishingTeam();
  const pointer = join(team.clone.root, 'published/production/pointer.json');
  await writeFile(pointer, 'not JSON');
  const back = await team.run(['rollback', 'support', '--env', 'production', '--reason', 'wrong limits']);
  expect(back.code).toBe(2);
  expect(back.output).toMatch(/\(serial 3\): recorded, published NOWHERE: published\/: .*is no pointer/);
  expect(await team.json('at now support')).toMatchObject({ version: '1.0.0' });
  await rm(pointer);
  expect((await team.run('publish')).code).toBe(0);
  expect(await published(team)).toMatchObject({ serial: 3, version: '1.0.0' });
});

test('a program that nobody agreed to keeps no rollback from being reported, with what to run', async () => {
  await using team = await publishingTeam();
  const program = `['${process.execPath}', -e, '0', '{directory}']`;
  await team.merge({ [CONFIG]: POLICY.replace(' }]\n', ` }, { run: ${program} }]\n`) });
  const back = await team.run(ROLLBACK);
  expect(back.code).toBe(2);
  expect(back.output).toMatch(
    /^support in production: 1\.1\.0 → 1\.0\.0 \(serial 3\): recorded, published to published\/; not to .*node: .*not run unasked\. .*run `publish --programs`\.\nIt is done: the same rollback again would go one version further back\.\n/,
  );
  expect(await published(team)).toEqual({ serial: 3, version: '1.0.0', isWhole: true });
  expect((await team.run('publish --programs')).code).toBe(0);
});

test('where there is nothing to go back to, that is said first, and then that a place is down', async () => {
  await using team = await publishingTeam();
  await team.json(ROLLBACK);
  const folder = join(team.clone.root, 'published');
  await rm(folder, { recursive: true });
  await writeFile(folder, 'a file in its place');
  const second = await team.run(ROLLBACK);
  expect(second.code).toBe(1);
  expect(second.output).toMatch(
    /^Nothing that served in production before support 1\.0\.0 may serve again\..*\nPublishing again also failed: to published\/: /,
  );
  await rm(folder);
  const release = await team.run('release support@1.1.0 --env production');
  expect([release.code, release.output]).toEqual([
    0,
    'support 1.1.0 is released in production.\nPublished to published/.\nNothing that serves changed. To let it serve: promote support@1.1.0 --to production.\n',
  ]);
});

test('with --json, a rollback that a place missed says what is done, and where', async () => {
  await using team = await publishingTeam();
  const folder = join(team.clone.root, 'published');
  await rm(folder, { recursive: true });
  await writeFile(folder, 'a file in its place');
  const { from, to, serial, recorded, publication } = await team.json(ROLLBACK);
  expect({ from, to, serial, recorded }).toEqual({ from: '1.1.0', to: '1.0.0', serial: 3, recorded: true });
  expect(publication).toMatchObject({
    published: [],
    failures: [{ folder, problem: expect.stringMatching(/\.$/) }],
  });
});
