import { createClient } from '@redis/client';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { redisTarget } from '../../src/delivery/redis.ts';
import type { Prompts, RedisClient, Source } from '../../src/runtime/api.ts';
import { openPrompts } from '../../src/runtime/open.ts';
import { redis } from '../../src/runtime/sources/redis.ts';
import { greeting, newKeys, publicationIn, publicHalves, serving, type World } from '../kit/published.ts';
import { documentedUser, hasRedisServer, type RedisServer, startRedis } from '../kit/redis.ts';

const one = greeting('1.0.0');
const two = greeting('1.1.0');
/** Longer than any test: what comes sooner was announced. */
const NEVER_MS = 3_600_000;

/** Comes true sooner or later. */
const soon = <T>(read: () => T) => expect.poll(read, { timeout: 30_000 });

describe.skipIf(!hasRedisServer)('the source Redis (skipped without redis-server)', () => {
  let server: RedisServer;
  const ends: (() => unknown)[] = [];
  beforeEach(async () => {
    server = await startRedis();
  });
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
    await server[Symbol.asyncDispose]();
  });

  const nodeRedis = async (url = server.url) => {
    const client = createClient({ url, socket: { reconnectStrategy: 20 } });
    client.on('error', () => {});
    ends.push(() => client.destroy());
    return client.connect();
  };
  const ioRedis = async (url = server.url) => {
    const client = new Redis(url, { retryStrategy: () => 20 });
    client.on('error', () => {});
    ends.push(() => client.disconnect());
    return client;
  };
  const publish = async (...worlds: World[]) => {
    await using target = redisTarget({ variable: 'PROMPTS_REDIS_URL', url: server.url, answerMs: 30_000 });
    await target.publish(worlds.map(publicationIn));
  };
  const processes = async () => {
    await using target = redisTarget({ variable: 'PROMPTS_REDIS_URL', url: server.url, answerMs: 30_000 });
    return [...((await target.processes?.('production', 30_000))?.values() ?? [])];
  };
  const open = async (
    client: RedisClient,
    { sources = [], ...options }: Partial<Parameters<typeof openPrompts>[0]> = {},
  ): Promise<Prompts> => {
    const prompts = await openPrompts({
      ...{ environment: 'production', intervalMs: 20, timeoutMs: 10_000 },
      sources: [redis(client), ...sources],
      ...options,
    });
    ends.push(() => prompts.close());
    return prompts;
  };
  const serves = (prompts: Prompts, serial: number) => soon(() => prompts.state().serial).toBe(serial);
  const warnings = (prompts: Prompts) => prompts.state().sources[0]?.warnings;
  const problem = (prompts: Prompts) => prompts.state().sources[0]?.problem;

  test.for([
    ['@redis/client', nodeRedis],
    ['ioredis', ioRedis],
  ] as const)(
    '%s hears of a new pointer long before it would ask again, and reports its process',
    async ([, connect]) => {
      await publish(serving(1, { '1.0.0': one }));
      const prompts = await open(await connect(), { intervalMs: NEVER_MS });
      expect(prompts.state()).toMatchObject({ serial: 1, source: 'redis' });
      await soon(processes).toMatchObject([{ serial: 1 }]);
      await soon(() => subscriptions(server)).toBe(1);
      await publish(serving(2, { '1.1.0': two }));
      await serves(prompts, 2);
      await soon(processes).toMatchObject([{ serial: 2 }]);
      expect(warnings(prompts)).toEqual([]);
      await prompts.close();
      await soon(processes).toEqual([]);
      await soon(() => subscriptions(server)).toBe(0);
    },
  );

  test('two that follow by one source listen and are counted each for itself', async () => {
    await publish(serving(1, { '1.0.0': one }));
    const source = redis(await nodeRedis());
    const both = await Promise.all(
      [1, 2].map(() =>
        openPrompts({
          environment: 'production',
          sources: [source],
          intervalMs: NEVER_MS,
          timeoutMs: 10_000,
        }),
      ),
    );
    ends.push(...both.map((prompts) => () => prompts.close()));
    const [first, second] = both;
    if (!first || !second) throw new Error('two were opened');
    await soon(() => subscriptions(server)).toBe(2);
    await soon(processes).toMatchObject([{ serial: 1 }, { serial: 1 }]);
    await first.close();
    await soon(() => subscriptions(server)).toBe(1);
    await soon(processes).toMatchObject([{ serial: 1 }]);
    await publish(serving(2, { '1.1.0': two }));
    await serves(second, 2);
    await soon(processes).toMatchObject([{ serial: 2 }]);
    expect(first.state().serial).toBe(1);
  });

  test('what is closed as soon as it is open leaves no connection behind', async () => {
    await publish(serving(1, { '1.0.0': one }));
    const client = await nodeRedis();
    const before = await connections(server);
    for (let i = 0; i < 5; i += 1) await (await open(client, { intervalMs: NEVER_MS })).close();
    await soon(processes).toEqual([]);
    await soon(() => connections(server)).toBe(before);
    // Also none that was still being made.
    await publish(serving(2, { '1.1.0': two }));
    expect(await connections(server)).toBe(before);
  });

  test('a client that can only read is polled, and the state says what it cannot do', async () => {
    await publish(serving(1, { '1.0.0': one }));
    const client = await nodeRedis();
    const prompts = await open({ get: (key) => client.get(key) });
    await publish(serving(2, { '1.1.0': two }));
    await serves(prompts, 2);
    expect(warnings(prompts)).toEqual([
      expect.stringMatching(/^announces no changes: /),
      expect.stringMatching(/^cannot count this process: /),
    ]);
    expect(prompts.state().problems).toEqual([]);
  });

  test('a user who may only read follows all the same; the documented rights are enough for everything', async () => {
    await publish(serving(1, { '1.0.0': one }));
    const admin = await nodeRedis();
    await admin.sendCommand([...'ACL SETUSER reader on >word resetchannels %R~prompts:* +get'.split(' ')]);
    await admin.sendCommand(['ACL', ...(await documentedUser('prompts-reader', 'word'))]);
    const as = (user: string) => server.url.replace('//', `//${user}:word@`);
    const reading = await open(await nodeRedis(as('reader')));
    await soon(() => warnings(reading)).toEqual([
      expect.stringMatching(/^announces no changes: .*NOPERM|permission/),
      expect.stringMatching(/^cannot count this process: .*permission/),
    ]);
    const whole = await open(await nodeRedis(as('prompts-reader')), { intervalMs: NEVER_MS });
    const other = await open(await ioRedis(as('prompts-reader')), { intervalMs: NEVER_MS });
    await soon(() => subscriptions(server)).toBe(2);
    await publish(serving(2, { '1.1.0': two }));
    await Promise.all([reading, whole, other].map((prompts) => serves(prompts, 2)));
    expect([...(warnings(whole) ?? []), ...(warnings(other) ?? [])]).toEqual([]);
    await soon(processes).toMatchObject([{ serial: 2 }, { serial: 2 }]);
  });

  test('Redis that is killed and comes back empty changes nothing; what is published next is taken', async () => {
    await publish(serving(3, { '1.0.0': one }));
    const prompts = await open(await nodeRedis(), { timeoutMs: 3_000 });
    await server.kill();
    await soon(() => problem(prompts)).not.toBeNull();
    expect(prompts.get('support').version).toBe('1.0.0');
    await server.start();
    await soon(() => problem(prompts)).toBe('serves nothing of production');
    expect(prompts.get('support').version).toBe('1.0.0');
    await publish(serving(4, { '1.1.0': two }));
    await serves(prompts, 4);
  });

  test('Redis that hangs is asked once until it answers, and followed again then', async () => {
    await publish(serving(3, { '1.0.0': one }));
    const client = await nodeRedis();
    let asked = 0;
    const counted: RedisClient = {
      get(key) {
        asked += 1;
        return client.get(key);
      },
    };
    const prompts = await open(counted, { timeoutMs: 3_000 });
    server.pause();
    await soon(() => problem(prompts)).toMatch(/no answer within/);
    const before = asked;
    const { checkedAt } = prompts.state().sources[0] ?? {};
    await soon(() => prompts.state().sources[0]?.checkedAt).not.toBe(checkedAt);
    expect(asked).toBe(before);
    server.resume();
    await publish(serving(4, { '1.1.0': two }));
    await serves(prompts, 4);
  });

  test('a poisoned pointer is refused, and another source goes on being followed', async () => {
    const keys = newKeys();
    const publicKeys = publicHalves(keys);
    await publish(serving(3, { '1.0.0': one }, { keys }));
    const other: Source & { world: World | null } = {
      name: 'other',
      world: null,
      readPointer: async () => other.world && publicationIn(other.world).pointer,
      readObject: async (digest) => (other.world && publicationIn(other.world).objects[digest]) ?? null,
    };
    const client = await nodeRedis();
    const prompts = await open(client, { publicKeys, sources: [other] });
    const poison = async (text: string, reason: RegExp) => {
      await client.set('prompts:production:pointer', text);
      await soon(() => problem(prompts)).toMatch(reason);
      expect(prompts.get('support').version).toBe('1.0.0');
    };
    await poison(publicationIn(serving(9, { '1.1.0': two })).pointer, /no signature of a pointer key/);
    await poison('not JSON', /no JSON/);
    await client.del('prompts:production:pointer');
    await client.lPush('prompts:production:pointer', 'x');
    await soon(() => problem(prompts)).toMatch(/WRONGTYPE/);
    other.world = serving(4, { '1.1.0': two }, { keys });
    await serves(prompts, 4);
  });
});

async function subscriptions(server: RedisServer): Promise<number> {
  const client = await createClient({ url: server.url, RESP: 2 }).connect();
  try {
    return Number((await client.pubSubNumSub('prompts:production:changed'))['prompts:production:changed']);
  } finally {
    client.destroy();
  }
}

/** How many there are, without the one that asks. */
async function connections(server: RedisServer): Promise<number> {
  const client = await createClient({ url: server.url }).connect();
  try {
    return (await client.sendCommand<string>(['CLIENT', 'LIST'])).trim().split('\n').length - 1;
  } finally {
    client.destroy();
  }
}
