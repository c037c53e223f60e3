import { createClient } from '@redis/client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { canonicalJson } from '../../src/base/canonical-json.ts';
import { digestOf } from '../../src/base/digest.ts';
import { redisTarget } from '../../src/delivery/redis.ts';
import type { Target } from '../../src/delivery/target.ts';
import type { Publication } from '../../src/registry/publication.ts';
import { greeting, publicationIn, serving } from '../kit/published.ts';
import { documentedUser, hasRedisServer, type RedisServer, startRedis } from '../kit/redis.ts';

const one = greeting('1.0.0');
const two = greeting('1.1.0');
const serial = (number: number, bundle = one): Publication => publicationIn(serving(number, { v: bundle }));

describe.skipIf(!hasRedisServer)('Redis (skipped without redis-server)', () => {
  let server: RedisServer;
  const open: AsyncDisposable[] = [];
  beforeEach(async () => {
    server = await startRedis();
    open.push(server);
  });
  afterEach(async () => {
    for (const each of open.splice(0).reverse()) await each[Symbol.asyncDispose]();
  });

  const target = (url = server.url, answerMs = 30_000): Target => {
    const opened = redisTarget({ variable: 'PROMPTS_REDIS_URL', url, answerMs });
    open.push(opened);
    return opened;
  };
  const client = async () => {
    const connected = await createClient({ url: server.url }).connect();
    open.push({ [Symbol.asyncDispose]: async () => connected.destroy() });
    return connected;
  };

  test('gets objects by digest, flags and the pointer, and announces the serial', async () => {
    const redis = target();
    const reader = await client();
    const heard: string[] = [];
    const listener = await reader.duplicate().connect();
    open.push({ [Symbol.asyncDispose]: async () => listener.destroy() });
    await listener.subscribe('prompts:production:changed', (message) => heard.push(message));
    expect(await redis.serials(['production'])).toEqual({});
    const publication = serial(3);
    expect(await redis.publish([publication])).toEqual(['published']);
    expect(await reader.get('prompts:production:pointer')).toBe(publication.pointer);
    expect(await reader.get('prompts:production:flags')).toBe(publication.flags);
    expect(await reader.get(`prompts:object:${digestOf(one)}`)).toBe(canonicalJson(one));
    expect(await redis.serials(['staging', 'production'])).toEqual({ production: 3 });
    expect(await redis.publish([publication])).toEqual(['current']);
    await expect.poll(() => heard, { timeout: 30_000 }).toEqual(['3']);
  });

  test('never goes back to a lower serial, and refuses an equal one with other content', async () => {
    const redis = target();
    await redis.publish([serial(5)]);
    expect(await redis.publish([serial(4, two)])).toEqual(['newer']);
    await expect(redis.publish([serial(5, two)])).rejects.toThrow(/same serial 5/);
    const reader = await client();
    expect(await reader.get('prompts:production:pointer')).toBe(serial(5).pointer);
    expect(await reader.get('prompts:production:flags')).toBe(serial(5).flags);
  });

  test('of many that publish at once the highest serial stays, with its own flags', async () => {
    const racing = Array.from({ length: 12 }, (_, index) => ({
      redis: target(),
      publication: serial(index + 1, index % 2 === 0 ? one : two),
    }));
    await Promise.all(racing.map(({ redis, publication }) => redis.publish([publication])));
    const reader = await client();
    expect(await reader.get('prompts:production:pointer')).toBe(serial(12, two).pointer);
    expect(await reader.get('prompts:production:flags')).toBe(serial(12, two).flags);
  });

  test.for(['not JSON', '[]', '{"serial":"9"}', '{"serial":1.5}', '{"serial":1e99}'])(
    'is not published to over the pointer %s, which is none',
    async (poison) => {
      const redis = target();
      await (await client()).set('prompts:production:pointer', poison);
      const told =
        /prompts:production:pointer in Redis .* no pointer.*redis-cli DEL prompts:production:pointer/;
      await expect(redis.serials(['production'])).rejects.toThrow(told);
      await expect(redis.publish([serial(1)])).rejects.toThrow(told);
      expect(await (await client()).get('prompts:production:pointer')).toBe(poison);
    },
  );

  test('that was killed is reported, and used again when it is back, where everything is written again', async () => {
    const redis = target();
    await redis.publish([serial(1)]);
    await server.kill();
    await expect(redis.publish([serial(2, two)])).rejects.toThrow(/PROMPTS_REDIS_URL, .*cannot be used/);
    await expect(redis.serials(['production'])).rejects.toThrow(/ECONNREFUSED/);
    await server.start();
    expect(await redis.serials(['production'])).toEqual({});
    expect(await redis.publish([serial(2, two)])).toEqual(['published']);
    expect(await (await client()).get(`prompts:object:${digestOf(two)}`)).toBe(canonicalJson(two));
  });

  test('that takes the connection and says nothing is given up', async () => {
    const redis = target(server.url, 500);
    server.pause();
    await expect(redis.serials(['production'])).rejects.toThrow(/no answer within 0\.5 s/);
    await expect(redis.publish([serial(1)])).rejects.toThrow(/no answer within 0\.5 s/);
    server.resume();
    expect(await target().publish([serial(2)])).toEqual(['published']);
  });

  test('the documented user can do all that is needed, and one who may not announce publishes too', async () => {
    const words = await documentedUser('prompts-publisher', 'word');
    const admin = await client();
    await admin.sendCommand(['ACL', ...words]);
    await admin.setEx('prompts:production:alive:a', 15, '{"serial":3,"since":"2026-11-29T00:00:00.000Z"}');
    const redis = target(server.url.replace('//', '//prompts-publisher:word@'));
    expect(await redis.publish([serial(1)])).toEqual(['published']);
    expect(await redis.serials(['production'])).toEqual({ production: 1 });
    expect(await redis.processes?.('production', 30_000)).toEqual(
      new Map([['a', { serial: 3, since: '2026-11-29T00:00:00.000Z' }]]),
    );
    await admin.sendCommand(['ACL', 'SETUSER', 'prompts-publisher', 'resetchannels']);
    expect(await redis.publish([serial(2)])).toEqual(['published']);
  });

  test('a password that it does not want is reported with one mark at the end, and with what to check', async () => {
    const plain = await startRedis();
    open.push(plain);
    const told = await messageOf(target(plain.url.replace('//', '//:secret@')).publish([serial(1)]));
    expect(told).toMatch(/[^.?!][.?!] Check user and password in PROMPTS_REDIS_URL\.$/);
  });

  test('a password opens it, and is in no message, right or wrong', async () => {
    const locked = await startRedis(['--requirepass', 'a b/secret']);
    open.push(locked);
    const urlWith = (password: string) => locked.url.replace('//', `//:${encodeURIComponent(password)}@`);
    expect(await target(urlWith('a b/secret')).publish([serial(1)])).toEqual(['published']);
    for (const url of [locked.url, urlWith('wrong one'), urlWith('wrong one').replace(/\d+$/, '1')]) {
      const told = await messageOf(target(url).publish([serial(2)]));
      expect(told).toMatch(/^Redis \(PROMPTS_REDIS_URL, 127\.0\.0\.1:\d+\) cannot be used: /);
      expect(told).not.toMatch(/wrong|secret/);
    }
  });
});

test.for([
  [undefined, /There is no environment variable PROMPTS_REDIS_URL here/],
  [' ', /There is no environment variable PROMPTS_REDIS_URL here/],
  ['hunter2', /has no URL of a Redis/],
  ['https://hunter2@acme.dev', /has no URL of a Redis/],
  ['redis:///0?hunter2', /has no URL of a Redis/],
] as const)('the URL %s is refused, and not shown', async ([url, message]) => {
  await using redis = redisTarget({ variable: 'PROMPTS_REDIS_URL', url });
  const told = await messageOf(redis.serials(['production']));
  expect(told).toMatch(message);
  expect(told).not.toContain('hunter2');
});

async function messageOf(work: Promise<unknown>): Promise<string> {
  const problem = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (problem instanceof Error) return problem.message;
  throw new Error('it was expected to fail');
}
