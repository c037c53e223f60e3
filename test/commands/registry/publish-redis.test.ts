import { createClient } from '@redis/client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openLog } from '../../../src/commands/registry/log.ts';
import { openClone } from '../../../src/commands/registry/opened.ts';
import { publishWritten } from '../../../src/commands/registry/publish/publish.ts';
import { redisTarget } from '../../../src/delivery/redis.ts';
import { openPrompts } from '../../../src/runtime/open.ts';
import { redis } from '../../../src/runtime/sources/redis.ts';
import { type AskedModel, startModels } from '../../kit/models.ts';
import { hasRedisServer, type RedisServer, startRedis } from '../../kit/redis.ts';
import {
  answerOf,
  buildRegistryTeam,
  goodPrompt,
  policyWith,
  type RegistryTeam,
} from '../../kit/registry-team.ts';
import { CONFIG, PROMPT } from '../../kit/support.ts';

const POLICY = policyWith(`registry:
  environments: { production: { promote: on-merge, pinned: false } }
  publish: [{ redis: PROMPTS_REDIS_URL }, { directory: published }]
`);
const PASSWORD = 'correct-horse';
const ROLLBACK = ['rollback', 'support', '--env', 'production', '--reason', 'wrong limits'];

describe.skipIf(!hasRedisServer)('publication to Redis (skipped without redis-server)', () => {
  let models: AskedModel;
  let server: RedisServer;
  let team: RegistryTeam;
  const environment = () => ({
    PROMPTS_REDIS_URL: server.url.replace('//', `//:${PASSWORD}@`),
  });
  const run = (line: string | readonly string[], variables: Record<string, string> = environment()) =>
    team.run(line, { withoutKey: true, environment: variables });
  const connect = async () => {
    const client = createClient({ url: environment().PROMPTS_REDIS_URL });
    client.on('error', () => {});
    return client.connect();
  };
  const served = async () => {
    const client = await connect();
    const pointer = JSON.parse((await client.get('prompts:production:pointer')) ?? 'null');
    client.destroy();
    return pointer && { serial: pointer.serial, version: Object.keys(pointer.prompts.support.versions)[0] };
  };

  beforeAll(async () => {
    models = await startModels(answerOf);
  });
  afterAll(() => models.stop());
  beforeEach(async () => {
    server = await startRedis(['--requirepass', PASSWORD]);
    team = await buildRegistryTeam({ environment: models.environment, policy: POLICY });
    await run('record');
    await team.merge({ [PROMPT]: goodPrompt('Two.') });
    await run('record');
  });
  afterEach(async () => {
    await team[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
  });

  test('a rollback is served at once, says how many processes have it, and is written again into a Redis that came back empty', async () => {
    expect(await served()).toEqual({ serial: 2, version: '1.1.0' });
    const client = await connect();
    await using prompts = await opened(client);
    expect(prompts.get('support').version).toBe('1.1.0');
    const back = await run(ROLLBACK);
    expect(back.output).toMatch(
      /1\.1\.0 → 1\.0\.0 \(serial 3, .*\)\.\nPublished to Redis \(PROMPTS_REDIS_URL\), published\/\.\n1 of 1 processes after \d+\.\d s\.\n/,
    );
    expect(back.code).toBe(0);
    expect(prompts.get('support').version).toBe('1.0.0');
    expect(await served()).toEqual({ serial: 3, version: '1.0.0' });
    expect((await run('publish --redis')).output).toBe(
      'production (serial 3) → Redis (PROMPTS_REDIS_URL): current already\n',
    );
    client.destroy();
    await server.kill();
    await server.start();
    expect(await served()).toBeNull();
    await run('record');
    expect(await served()).toEqual({ serial: 3, version: '1.0.0' });
  });

  test('while the remote is down too, a rollback serves from Redis, and is recorded above that serial later', async () => {
    const { clone } = team;
    const url = await clone.git('remote', 'get-url', 'origin');
    await clone.git('remote', 'set-url', 'origin', `${url}-gone`);
    const back = await team.json(ROLLBACK, { environment: environment() });
    expect(back).toMatchObject({
      ...{ serial: 1003, recorded: false, serves: true },
      processes: { reached: 0, all: 0 },
    });
    expect(await served()).toEqual({ serial: 1003, version: '1.0.0' });
    await clone.git('remote', 'set-url', 'origin', url);
    await run('record');
    expect(await served()).toEqual({ serial: 1004, version: '1.0.0' });

    await run(['release', 'support@1.1.0', '--env', 'production']);
    await run(['promote', 'support@1.1.0', '--to', 'production', '--reason', 'again']);
    await clone.git('remote', 'set-url', 'origin', `${url}-gone`);
    await server.kill();
    const noted = await run(ROLLBACK);
    expect(noted.code).toBe(2);
    expect(noted.output).toMatch(
      /^support in production: 1\.1\.0 → 1\.0\.0 .*serving, not recorded\. .*\nPublished to published\/\.\nNot published to Redis .*ECONNREFUSED/,
    );
    expect(noted.output).toMatch(/run `record` as soon as the remote answers/);
    await server.start();
    await clone.git('remote', 'set-url', 'origin', url);
    await run('record');
    expect(await served()).toMatchObject({ version: '1.0.0' });
  });

  test('Redis that hangs, or whose URL is not known here, stops no rollback, and the folder gets it', async () => {
    server.pause();
    const back = await run(ROLLBACK);
    server.resume();
    expect(back.code).toBe(2);
    expect(back.output).toMatch(
      /^support in production: 1\.1\.0 → 1\.0\.0 \(serial 3\): recorded, published to published\/; not to Redis \(PROMPTS_REDIS_URL\): Redis \(PROMPTS_REDIS_URL, 127\.0\.0\.1:\d+\) cannot be used: no answer within 3 s\. .*run `publish`\.\n.*the same rollback again would go one version further back/,
    );
    expect(back.output + back.messages).not.toContain(PASSWORD);
    expect(await served()).toEqual({ serial: 2, version: '1.1.0' });
    expect((await run('publish')).output).toMatch(
      /→ Redis \(PROMPTS_REDIS_URL\): published\n.*published: current already\n$/,
    );
    expect(await served()).toEqual({ serial: 3, version: '1.0.0' });
    // What serves stays, so no place is asked; a promotion asks first.
    expect(await run(['release', 'support@1.1.0', '--env', 'production'], {})).toMatchObject({ code: 0 });
    const unknown = await run(['promote', 'support@1.1.0', '--to', 'production', '--reason', 'x'], {});
    expect(unknown.code).toBe(2);
    expect(unknown.messages).toContain('There is no environment variable PROMPTS_REDIS_URL here');
  });

  test('a higher serial is no mistake where another command was faster, and is one where it was not known', async () => {
    const client = await connect();
    const pointer = JSON.parse((await client.get('prompts:production:pointer')) ?? '');
    await client.set('prompts:production:pointer', JSON.stringify({ ...pointer, serial: 70 }));
    client.destroy();
    const request = { directory: team.clone.root, configPath: CONFIG, remote: undefined };
    using log = await openLog({ ...(await openClone(request)), policyPath: null });
    const variable = 'PROMPTS_REDIS_URL';
    await using target = redisTarget({ variable, url: environment()[variable], answerMs: 30_000 });
    const faster = await publishWritten(log, [target], new Set());
    expect(faster).toMatchObject({ published: [{ outcome: 'newer' }], failures: [] });
    const unexpected = await publishWritten(log, [target], new Set([target]));
    expect(unexpected.failures).toMatchObject([
      {
        to: 'Redis (PROMPTS_REDIS_URL)',
        problem: expect.stringContaining(
          'It serves a higher serial of production, which it did not answer before',
        ),
      },
    ]);
  });

  test('a poisoned pointer is reported, and a serial that is higher than that of the log is never replaced, but exceeded', async () => {
    const client = await connect();
    const pointer = JSON.parse((await client.get('prompts:production:pointer')) ?? '');
    const higher = JSON.stringify({ ...pointer, serial: 70 });
    await client.set('prompts:production:pointer', 'no pointer');
    const back = await run(ROLLBACK);
    expect(back.output).toContain('redis-cli DEL prompts:production:pointer');
    await client.set('prompts:production:pointer', higher);
    const published = await run('publish --redis');
    expect(published.output).toContain('left as it is: it serves a higher serial');
    expect(published.code).toBe(1);
    await run(['release', 'support@1.1.0', '--env', 'production']);
    const promotion = ['promote', 'support@1.1.0', '--to', 'production', '--reason', 'again'];
    expect((await run(promotion)).messages).toContain(
      'It serves serial 70 of production, and the branch has 3',
    );
    await run([...promotion, '--serial-above', '70']);
    expect(await served()).toEqual({ serial: 71, version: '1.1.0' });
    client.destroy();
  });
});

async function opened(client: Parameters<typeof redis>[0]) {
  const prompts = await openPrompts({ environment: 'production', sources: [redis(client)] });
  return Object.assign(prompts, { [Symbol.asyncDispose]: () => prompts.close() });
}
