import { appendFile, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GuardReport } from '../../../src/commands/registry/guard/outcome.ts';
import { watchedSource } from '../../../src/commands/registry/guard/sources.ts';
import { guardWatch } from '../../../src/commands/registry/guard/watch.ts';
import { signingKeys } from '../../../src/commands/registry/keys.ts';
import { newKeyPair } from '../../../src/registry/signatures.ts';
import { BACK, guardedTeam, lines, portfolioWith } from '../../kit/guarded-team.ts';
import { type AskedModel, startModels } from '../../kit/models.ts';
import { hasRedisServer, startRedis } from '../../kit/redis.ts';
import { answerOf, type RegistryTeam } from '../../kit/registry-team.ts';
import { CONFIG } from '../../kit/support.ts';

let models: AskedModel;
beforeAll(async () => {
  models = await startModels(answerOf);
});
afterAll(() => models.stop());

const PUBLISHED = '  publish: [{ directory: published }]\n';
const [promotion, pointer] = [newKeyPair(), newKeyPair()];
const KEYS = { PROMPT_PROMOTION_KEY: promotion.privateKey, PROMPT_POINTER_KEY: pointer.privateKey };
const SIGNED = `  signing: { promotion: ["${promotion.publicKey}"], pointer: ["${pointer.publicKey}"] }\n`;
const BAD = { '1.0.0': 10, '1.1.0': 2 };

const fileOf = (team: RegistryTeam) => join(team.clone.root, '.git', 'observations.jsonl');
const placeOf = (team: RegistryTeam) => join(team.clone.root, 'published');

async function servedBy(team: RegistryTeam) {
  const text = await readFile(join(placeOf(team), 'production/pointer.json'), 'utf8');
  const { serial, prompts } = JSON.parse(text);
  return { serial, versions: Object.keys(prompts.support.versions).sort() };
}

const inRegistry = async (team: RegistryTeam) =>
  (await team.json('status')).environments.production.prompts.support;

/** The place cannot be written while this stands in its way. */
async function blockPlace(team: RegistryTeam): Promise<() => Promise<void>> {
  const place = placeOf(team);
  await rename(place, `${place}-away`);
  await writeFile(place, 'no folder');
  return async () => {
    await rm(place);
    await rename(`${place}-away`, place);
  };
}

async function cutRemote({ clone }: RegistryTeam): Promise<() => Promise<void>> {
  const url = (await clone.git('remote', 'get-url', 'origin')).trim();
  await clone.git('remote', 'set-url', 'origin', `${url}-gone`);
  return async () => void (await clone.git('remote', 'set-url', 'origin', url));
}

/** `--watch`, with short pauses, until the test ends. */
async function watching(team: RegistryTeam, environment: Record<string, string> = {}) {
  const file = fileOf(team);
  await writeFile(file, lines(100, { '1.0.0': 10, '1.1.0': 10 }));
  const ending = new AbortController();
  const reports: GuardReport[] = [];
  const troubles: string[] = [];
  const ended = guardWatch({
    ...{ directory: team.clone.root, configPath: CONFIG, remote: undefined, base: undefined, env: undefined },
    ...{ webhook: null, dryRun: false, environment, keys: signingKeys(environment), runsPrograms: false },
    source: watchedSource(file, { directory: team.clone.root, environment: {} }),
    pauses: { judgeMs: 100, refreshMs: 500, retryMs: 500 },
    signal: ending.signal,
    onBegin: () => {},
    onTrouble: (problem) => void troubles.push(problem),
    onReport: async (report) => void reports.push(report),
  });
  /** Appends answers of which those of 1.1.0 are bad. */
  const worsen = () => appendFile(file, lines(300, BAD));
  return {
    ...{ reports, troubles, worsen, ended },
    async [Symbol.asyncDispose]() {
      ending.abort();
      await ended;
    },
  };
}

/** Until it is so; the test's own limit ends what never is. */
async function eventually(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo().catch(() => false))) await setTimeout(200);
}

test('what was taken back and could not be published is published by the next run', async () => {
  await using team = await guardedTeam(models.environment, { more: PUBLISHED });
  await writeFile(fileOf(team), lines(300, BAD));
  const repair = await blockPlace(team);
  expect(await team.run(['guard', fileOf(team)])).toMatchObject({
    code: 2,
    output: expect.stringContaining('published NOWHERE'),
  });
  const still = await team.run(['guard', fileOf(team)]);
  expect(still).toMatchObject({ code: 2, output: expect.stringContaining('Not published to published/') });
  await repair();
  expect((await servedBy(team)).versions).toEqual(['1.0.0', '1.1.0']);
  const dry = await team.run(['guard', '--dry-run', fileOf(team)]);
  expect((await servedBy(team)).versions, dry.output).toEqual(['1.0.0', '1.1.0']);
  const next = await team.run(['guard', fileOf(team)]);
  expect(next.output).toContain('Published to published/.');
  const { serial, versions } = await servedBy(team);
  expect(versions).toEqual(['1.0.0']);
  expect((await team.run(['guard', fileOf(team)])).output).not.toContain('ublished');
  expect((await team.json('status')).environments.production.serial).toBe(serial);
});

test('a rollback that a missing key kept back is a hold until there is one, and then done', async () => {
  await using team = await guardedTeam({ ...models.environment, ...KEYS }, { more: SIGNED });
  await writeFile(fileOf(team), lines(300, BAD));
  const without = { environment: { PROMPT_POINTER_KEY: '' } };
  const held = await team.run(['guard', fileOf(team)], without);
  expect(held).toMatchObject({ code: 2, output: expect.stringContaining('there is no pointer key here') });
  const { events } = await team.json('verify');
  const again = await team.run(['guard', fileOf(team)], without);
  expect(again).toMatchObject({ code: 2, output: expect.stringContaining('there is no pointer key here') });
  expect((await team.json('verify')).events).toBe(events);
  expect((await inRegistry(team)).held).toMatchObject([{ version: '1.1.0' }]);

  const done = await team.run(['guard', fileOf(team)]);
  expect(done.output).toContain('support in production: 1.1.0 → 1.0.0');
  expect(done.code).toBe(1);
  expect((await inRegistry(team)).segments['*']).toEqual({ '1.0.0': 1 });
  expect(await team.json('verify')).toMatchObject({ ok: true });
});

test('a guard that could take nothing back for want of a key does not begin to watch', async () => {
  await using team = await guardedTeam({ ...models.environment, ...KEYS }, { more: SIGNED });
  const { code, messages } = await team.run(['guard', '--watch', fileOf(team)], {
    environment: { PROMPT_POINTER_KEY: '' },
    signal: AbortSignal.abort(),
  });
  expect([code, messages]).toEqual([2, expect.stringContaining('there is no pointer key here')]);
});

test('a hold of one guard does not keep another from taking the version back', async () => {
  const guards = `${BACK.replace('rollback', 'hold')}  - { metric: error, better: lower, worse-by: 0, alpha: 0.01, action: rollback }\n`;
  await using team = await guardedTeam(models.environment, {
    portfolio: portfolioWith(guards),
    metrics: '{ resolved: binary, error: { kind: binary, better: lower } }',
  });
  const bad = lines(300, BAD);
  await writeFile(fileOf(team), bad);
  expect((await team.run(['guard', fileOf(team)])).output).toContain('its exposure may not rise');
  const wrong = bad
    .replaceAll('"resolved":false', '"error":true')
    .replaceAll('"resolved":true', '"error":false');
  await writeFile(fileOf(team), wrong);
  expect((await team.run(['guard', fileOf(team)])).output).toContain('support in production: 1.1.0 → 1.0.0');
  expect((await inRegistry(team)).segments['*']).toEqual({ '1.0.0': 1 });
});

test('while it watches, what could not be published is published as soon as the place is back', async () => {
  await using team = await guardedTeam(models.environment, { more: PUBLISHED });
  await using watch = await watching(team);
  const repair = await blockPlace(team);
  await watch.worsen();
  await eventually(async () => watch.reports.some(({ rollbacks }) => rollbacks.length > 0));
  // It is tried again, and told once.
  await setTimeout(3000);
  expect(watch.reports).toHaveLength(1);
  await repair();
  await eventually(async () => (await servedBy(team)).versions.length === 1);
  await eventually(async () => watch.reports.length > 1);
  expect(watch.reports[1]?.publication).toMatchObject({
    published: [{ outcome: 'published' }],
    failures: [],
  });
});

test.skipIf(!hasRedisServer)(
  'while it watches, a Redis that was away gets what was taken back (skipped without redis-server)',
  async () => {
    await using server = await startRedis();
    const url = { PROMPTS_REDIS_URL: server.url };
    await using team = await guardedTeam(
      { ...models.environment, ...url },
      { more: '  publish: [{ redis: PROMPTS_REDIS_URL }]\n' },
    );
    await using watch = await watching(team, url);
    await server.kill();
    await watch.worsen();
    await eventually(async () => watch.reports.length > 0);
    expect(watch.reports[0]?.rollbacks).toMatchObject([
      { recorded: true, publication: { failures: [{ to: 'Redis (PROMPTS_REDIS_URL)' }] } },
    ]);
    await server.start();
    await eventually(async () => watch.reports.length > 1);
    expect(watch.reports[1]).toMatchObject({ publication: { published: [{ serial: 3 }], failures: [] } });
  },
);

test('while it watches, what was published without its remote is recorded as soon as the remote is back', async () => {
  await using team = await guardedTeam(models.environment, { more: PUBLISHED });
  await using watch = await watching(team);
  const reconnect = await cutRemote(team);
  await watch.worsen();
  await eventually(async () => (await servedBy(team)).versions.length === 1);
  await eventually(async () => watch.reports.length > 0);
  await watch.worsen();
  await setTimeout(3000);
  const { serial } = await servedBy(team);
  expect(watch.reports.map(({ rollbacks }) => rollbacks)).toMatchObject([[{ recorded: false, serial }]]);
  await reconnect();
  await eventually(async () => Object.keys((await inRegistry(team)).segments['*']).length === 1);
  await eventually(async () => watch.reports.length > 1);
  expect((await servedBy(team)).serial).toBeGreaterThan(serial);
  // With what tripped, so that no other guard acts until it is released.
  const types = await team.clone.git(
    'log',
    '--format=',
    '-p',
    '-1',
    'origin/prompt-registry',
    '--',
    'events',
  );
  expect(types).toContain('"type":"tripped"');
  expect(await team.json('verify')).toMatchObject({ ok: true });
});

test('while its remote is away, a place that was away too gets what was taken back as soon as it is there', async () => {
  await using team = await guardedTeam(models.environment, { more: PUBLISHED });
  await using watch = await watching(team);
  const reconnect = await cutRemote(team);
  const repair = await blockPlace(team);
  await watch.worsen();
  await eventually(async () => watch.reports.length > 0);
  await repair();
  await eventually(async () => (await servedBy(team)).versions.length === 1);
  await reconnect();
  await eventually(async () => Object.keys((await inRegistry(team)).segments['*']).length === 1);
  expect(await team.json('verify')).toMatchObject({ ok: true });
});
