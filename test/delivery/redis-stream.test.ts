import { createClient } from '@redis/client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { followedStream } from '../../src/delivery/redis-stream.ts';
import type { InputFile } from '../../src/observe/input.ts';
import { readJsonLines } from '../../src/observe/rows.ts';
import { documentedUser, hasRedisServer, type RedisServer, startRedis } from '../kit/redis.ts';
import { startSlowProxy } from '../kit/slow-proxy.ts';

const STREAM = 'observations';
const WAIT = { timeout: 30_000 };

describe.skipIf(!hasRedisServer)('a stream of a Redis (skipped without redis-server)', () => {
  let server: RedisServer;
  const open: AsyncDisposable[] = [];
  beforeEach(async () => {
    server = await startRedis();
    open.push(server);
  });
  afterEach(async () => {
    for (const each of open.splice(0).reverse()) await each[Symbol.asyncDispose]();
  });

  async function writer() {
    const client = await createClient({ url: server.url }).connect();
    client.on('error', () => {});
    open.push({ [Symbol.asyncDispose]: async () => client.destroy() });
    return client;
  }

  /** Follows the stream until the end of the test, and keeps what came. */
  function follow(url = server.url, stream = STREAM) {
    const rows: unknown[] = [];
    const unreadable: string[] = [];
    const troubles: string[] = [];
    let rounds = 0;
    const ending = new AbortController();
    const how = {
      signal: ending.signal,
      async between() {
        rounds += 1;
      },
      onTrouble: (sentence: string) => void troubles.push(sentence),
    };
    const file: InputFile = {
      name: 'stream',
      open: () => followedStream({ variable: '--watch', url, stream }, how),
    };
    const ended = readJsonLines(file, {
      row: (row) => void rows.push(row.n),
      unreadable: (problem) => void unreadable.push(problem),
    });
    ended.catch(() => {});
    open.push({
      async [Symbol.asyncDispose]() {
        ending.abort();
        await ended.catch(() => {});
      },
    });
    return { rows, unreadable, troubles, ended, rounds: () => rounds };
  }

  const add = async (client: Awaited<ReturnType<typeof writer>>, from: number, to: number) => {
    for (let n = from; n <= to; n += 1)
      await client.xAdd(STREAM, '*', { observation: JSON.stringify({ n }) });
  };
  const upTo = (to: number, from = 1) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

  test('is read from its beginning and on, in its order', async () => {
    const client = await writer();
    await add(client, 1, 1200);
    const { rows, rounds, troubles } = follow();
    await expect.poll(() => rows.length, WAIT).toBe(1200);
    await expect.poll(rounds, WAIT).toBeGreaterThan(0);
    await add(client, 1201, 1210);
    await expect.poll(() => rows, WAIT).toEqual(upTo(1210));
    expect(troubles).toEqual([]);
  });

  test('may begin later than whoever follows it', async () => {
    const { rows, troubles, rounds } = follow();
    await expect.poll(rounds, WAIT).toBeGreaterThan(0);
    await add(await writer(), 1, 3);
    await expect.poll(() => rows, WAIT).toEqual([1, 2, 3]);
    expect(troubles).toEqual([`There is no stream ${STREAM} yet.`]);
  });

  test('garbage, entries of other fields and line ends do no harm to what comes after', async () => {
    const client = await writer();
    await client.xAdd(STREAM, '*', { observation: '[1, 2' });
    await client.xAdd(STREAM, '*', { one: '1', two: '2' });
    await client.xAdd(STREAM, '*', { anything: '{\n  "n":\r\n 7\n}' });
    await client.xAdd(STREAM, '*', { observation: 'x'.repeat(33_000_000) });
    await client.xAdd(STREAM, '*', { observation: '{"n": 8}' });
    const { rows, unreadable } = follow();
    await expect.poll(() => rows, WAIT).toEqual([7, 8]);
    expect(unreadable).toEqual(['is not valid JSON', 'is not a JSON object', 'is not valid JSON']);
  });

  test('a Redis that stops answering is asked again, and nothing is read twice or left out', async () => {
    const client = await writer();
    await add(client, 1, 5);
    const { rows, troubles } = follow();
    await expect.poll(() => rows, WAIT).toEqual(upTo(5));
    server.pause();
    await expect.poll(() => troubles.length, WAIT).toBe(1);
    server.resume();
    await expect.poll(() => troubles.length, WAIT).toBe(2);
    await add(client, 6, 8);
    await expect.poll(() => rows, WAIT).toEqual(upTo(8));
    expect(troubles[0]).toMatch(
      /^Redis \(--watch, 127\.0\.0\.1:\d+\) cannot be used: .* It is tried again\.$/,
    );
    expect(troubles[1]).toBe('Redis (--watch) is read again.');
  });

  test('entries that are too large to come in time all at once are read in smaller parts, and none is lost', async () => {
    const client = await writer();
    for (const n of upTo(4)) {
      await client.xAdd(STREAM, '*', { observation: JSON.stringify({ n, text: 'x'.repeat(600_000) }) });
    }
    // Five entries: what tells of a stream has its first and its last one besides.
    await using slow = await startSlowProxy(server.port, 3_100_000);
    const { rows, troubles } = follow(slow.url);
    await expect.poll(() => rows, WAIT).toEqual(upTo(4));
    await add(client, 5, 5);
    await expect.poll(() => rows, WAIT).toEqual(upTo(5));
    expect(troubles).toEqual([]);
  });

  test('one that lost its stream is told, and the new stream is read from its beginning', async () => {
    await add(await writer(), 1, 5);
    const { rows, troubles } = follow();
    await expect.poll(() => rows, WAIT).toEqual(upTo(5));
    await server.kill();
    await expect.poll(() => troubles.length, WAIT).toBe(1);
    await server.start();
    await add(await writer(), 6, 7);
    await expect.poll(() => rows, WAIT).toEqual(upTo(7));
    expect(troubles.join('\n')).toContain(
      'The stream observations was made anew: what was in it and not read yet is lost.',
    );
  });

  test('entries that were removed before they were read are told once; those that were read are no news', async () => {
    const client = await writer();
    await add(client, 1, 5);
    const { rows, troubles } = follow();
    await expect.poll(() => rows, WAIT).toEqual(upTo(5));
    await client.xTrim(STREAM, 'MAXLEN', 2);
    await add(client, 6, 6);
    await expect.poll(() => rows, WAIT).toEqual(upTo(6));
    expect(troubles).toEqual([]);

    // Within one moment, as while the connection is broken: nobody can read what is added and removed.
    const many = client.multi();
    for (let n = 7; n <= 20; n += 1) many.xAdd(STREAM, '*', { observation: JSON.stringify({ n }) });
    await many.xTrim(STREAM, 'MAXLEN', 3).exec();
    await expect.poll(() => rows, WAIT).toEqual([...upTo(6), 18, 19, 20]);
    await add(client, 21, 21);
    await expect.poll(() => rows.at(-1), WAIT).toBe(21);
    expect(troubles).toEqual(['11 entries of the stream observations were removed before they were read.']);
  });

  test('what was removed before it is followed is told as well', async () => {
    const client = await writer();
    await add(client, 1, 9);
    await client.xTrim(STREAM, 'MAXLEN', 4);
    const { rows, troubles } = follow();
    await expect.poll(() => rows, WAIT).toEqual([6, 7, 8, 9]);
    expect(troubles).toEqual(['5 entries of the stream observations are gone, and not judged.']);
  });

  test('the user that the documentation gives is enough', async () => {
    const admin = await writer();
    await admin.sendCommand(['ACL', ...(await documentedUser('prompts-guard', 'word', 'guards.md'))]);
    await add(admin, 1, 3);
    const { rows } = follow(server.url.replace('//', '//prompts-guard:word@'));
    await expect.poll(() => rows, WAIT).toEqual([1, 2, 3]);
  });

  test('a wrong user, another kind of value and no Redis end it at the beginning, and no password is shown', async () => {
    await (await writer()).set('text', '1');
    await expect(follow(server.url, 'text').ended).rejects.toThrow(/cannot be used: WRONGTYPE/);
    const url = server.url.replace('//', '//guard:hunter2-secret@');
    const denied = follow(url).ended;
    await expect(denied).rejects.toThrow(/cannot be used/);
    await expect(denied).rejects.not.toThrow(/hunter2/);
    await server.kill();
    await expect(follow().ended).rejects.toThrow(/cannot be used/);
  });
});
