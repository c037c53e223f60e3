import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createClient } from '@redis/client';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { canonicalJson } from '../../../src/base/canonical-json.ts';
import type { Pointer } from '../../../src/domain/pointer.ts';
import { signPointer } from '../../../src/registry/pointer.ts';
import { type ClientState, type Fleet, type SourceAddress, startFleet } from '../../kit/fleet.ts';
import { type AskedModel, startModels } from '../../kit/models.ts';
import { newKeys, publicHalves } from '../../kit/published.ts';
import { hasRedisServer, type RedisServer, startRedis } from '../../kit/redis.ts';
import {
  answerOf,
  buildRegistryTeam,
  goodPrompt,
  policyWith,
  type RegistryTeam,
} from '../../kit/registry-team.ts';
import { type StaticServer, startStaticServer } from '../../kit/static-server.ts';
import { PROMPT } from '../../kit/support.ts';

/*
 * 200 clients of the runtime in ten processes follow what `rollback` publishes. Time passes for them when the test says
 * so, an interval at a time, so that what is counted is questions and not seconds.
 */

const POINTER = 'production/pointer.json';
const PROCESSES = 10;
const CLIENTS_EACH = 20;
const CLIENTS = PROCESSES * CLIENTS_EACH;

const keys = newKeys();
const publicKeys = publicHalves(keys);
const KEYS = {
  PROMPT_PROMOTION_KEY: keys.promotion.privateKey,
  PROMPT_POINTER_KEY: keys.pointer.privateKey,
};
const policyThatPublishes = (...destinations: string[]) =>
  policyWith(`registry:
  environments: { production: { promote: on-merge, pinned: false } }
  publish: [${['{ directory: published }', ...destinations].join(', ')}]
  signing: ${JSON.stringify(publicKeys)}
`);

let models: AskedModel;
let fleet: Fleet;
beforeAll(async () => {
  models = await startModels(answerOf);
  fleet = startFleet(PROCESSES);
});
afterAll(async () => {
  await fleet[Symbol.asyncDispose]();
  await models.stop();
});

/** A team whose production served 1.0.0 and serves 1.1.0, and the web server of its published folder. */
async function publishingTeam(
  redis?: RedisServer,
): Promise<{ team: RegistryTeam; server: StaticServer; folder: string }> {
  const team = await buildRegistryTeam({
    environment: { ...models.environment, ...KEYS, ...(redis && { PROMPTS_REDIS_URL: redis.url }) },
    policy: policyThatPublishes(...(redis ? ['{ redis: PROMPTS_REDIS_URL }'] : [])),
  });
  await team.run('record', { withoutKey: true });
  await team.merge({ [PROMPT]: goodPrompt('Two.') });
  await team.run('record', { withoutKey: true });
  const folder = join(team.clone.root, 'published');
  return { team, folder, server: await startStaticServer(folder) };
}

const open = (...sources: SourceAddress[][]) =>
  fleet.tell({
    ...{ kind: 'open', count: CLIENTS_EACH, sources, environment: 'production', publicKeys, pace: 'by-hand' },
  });

async function rollBack(team: RegistryTeam): Promise<{ serial: number; to: string }> {
  return team.json(['rollback', 'support', '--env', 'production', '--reason', 'wrong limits']);
}

/** How many clients serve each version, with its serial. */
function served(states: readonly ClientState[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { version, serial } of states) {
    const what = `${version}, serial ${serial}`;
    counts[what] = (counts[what] ?? 0) + 1;
  }
  return counts;
}

const allOnTwo = { '1.1.0, serial 2': CLIENTS };
const allBackOnOne = { '1.0.0, serial 3': CLIENTS };

test('on a calm day every client serves it at its second poll, also one that was asking meanwhile', async () => {
  const { team, server } = await publishingTeam();
  await using _team = team;
  await using _server = server;
  expect(served(await open([{ url: server.url }]))).toEqual(allOnTwo);

  // Every client is told what served before, in an answer that arrives after the rollback.
  const answers = server.hold(CLIENTS);
  const first = fleet.poll();
  await answers.made;
  expect(await rollBack(team)).toMatchObject({ from: '1.1.0', to: '1.0.0', serial: 3 });
  answers.release();
  expect(served(await first)).toEqual(allOnTwo);

  expect(served(await fleet.poll())).toEqual(allBackOnOne);
  await fleet.tell({ kind: 'close' });
});

test('while the web server is down what served goes on, and a second source brings it; the others follow when it is back', async () => {
  const { team, server, folder } = await publishingTeam();
  await using _team = team;
  await using _server = server;
  const web = { url: server.url };
  expect(served(await open([web], [web, { directory: folder }]))).toEqual(allOnTwo);

  await server.takeDown();
  const down = await fleet.poll();
  expect(served(down)).toEqual(allOnTwo);
  expect(down.every(({ problems: [ofWeb] }) => ofWeb !== null)).toBe(true);

  await rollBack(team);
  await fleet.poll();
  expect(served(await fleet.poll())).toEqual({
    '1.1.0, serial 2': CLIENTS / 2,
    '1.0.0, serial 3': CLIENTS / 2,
  });

  await server.bringUp();
  await fleet.poll();
  const back = await fleet.poll();
  expect(served(back)).toEqual(allBackOnOne);
  expect(back.flatMap(({ problems }) => problems).filter((problem) => problem !== null)).toEqual([]);
  await fleet.tell({ kind: 'close' });
});

test('a poisoned pointer is refused by every client, and the other source brings the rollback', async () => {
  const { team, server, folder } = await publishingTeam();
  await using _team = team;
  await using _server = server;
  await using poisoned = await startStaticServer(folder);
  expect(served(await open([{ url: poisoned.url }, { url: server.url }]))).toEqual(allOnTwo);

  const pointerPath = join(folder, POINTER);
  const text = await readFile(pointerPath, 'utf8');
  const pointer: Pointer = JSON.parse(text);
  const { signatures: _, ...unsigned } = pointer;
  const stolen = (changes: Partial<Pointer>) =>
    canonicalJson(signPointer({ ...unsigned, ...changes }, [keys.pointer.privateKey]));
  const serve = (body: string) =>
    poisoned.behave((path) => (path.endsWith(POINTER) ? { kind: 'text', text: body } : { kind: 'serve' }));

  const poisons: [refusal: RegExp, act: () => void][] = [
    [/is no JSON/, () => serve(text.slice(1))],
    [/is no JSON/, () => serve(text.slice(0, -200))],
    [/no pointer of format 1/, () => serve('{}')],
    [/serial 1, lower than 2/, () => serve(stolen({ serial: 1 }))],
    [/serial 2 with other content/, () => serve(stolen({ at: '2026-11-29T00:00:00.000Z' }))],
    [/signature/, () => serve(canonicalJson({ ...pointer, serial: 99 }))],
    [
      /signature/,
      () => serve(canonicalJson(signPointer({ ...unsigned, serial: 99 }, [newKeys().pointer.privateKey]))),
    ],
  ];
  for (const [refusal, act] of poisons) {
    act();
    const states = await fleet.poll();
    expect(served(states)).toEqual(allOnTwo);
    expect(states.filter((state) => !refusal.test(state.refusal ?? ''))).toEqual([]);
  }
  poisoned.behave(() => ({ kind: 'truncate' }));
  expect(served(await fleet.poll())).toEqual(allOnTwo);

  await rollBack(team);
  await fleet.poll();
  expect(served(await fleet.poll())).toEqual(allBackOnOne);

  // What served before is a good pointer, with a good signature; it is old.
  serve(text);
  const replayed = await fleet.poll();
  expect(served(replayed)).toEqual(allBackOnOne);
  expect(replayed.filter(({ refusal }) => !/serial 2, lower than 3/.test(refusal ?? ''))).toEqual([]);
  await fleet.tell({ kind: 'close' });
});

const withRedis = hasRedisServer ? test : test.skip;

async function serialIn({ url }: RedisServer): Promise<number> {
  const client = await createClient({ url }).connect();
  const pointer = await client.get(`prompts:production:pointer`);
  client.destroy();
  return JSON.parse(pointer ?? '{}').serial;
}

withRedis(
  'Redis dies while a rollback arrives: those who do not have it yet follow by the web server (needs redis-server)',
  async () => {
    await using redis = await startRedis();
    const { team, server, folder } = await publishingTeam(redis);
    await using _team = team;
    await using _server = server;
    expect(served(await open([{ redis: redis.url }, { url: server.url }]))).toEqual(allOnTwo);

    // The web server lags behind, as one does with a cache before it, so that the first half has it from Redis.
    const before = await readFile(join(folder, POINTER), 'utf8');
    server.behave((path) => (path.endsWith(POINTER) ? { kind: 'text', text: before } : { kind: 'serve' }));
    // It waits for all processes, until Redis is gone.
    const rollback = rollBack(team);
    await vi.waitFor(async () => expect(await serialIn(redis)).toBe(3), { timeout: 60_000 });
    const half = await fleet.poll({ to: PROCESSES / 2 });
    expect(served(half)).toEqual({ '1.0.0, serial 3': CLIENTS / 2, '1.1.0, serial 2': CLIENTS / 2 });
    await redis.kill();
    server.behave(() => ({ kind: 'serve' }));
    expect(await rollback).toMatchObject({ from: '1.1.0', to: '1.0.0', serial: 3 });

    await fleet.poll({ from: PROCESSES / 2, down: 'redis' });
    const all = await fleet.poll({ down: 'redis' });
    expect(served(all)).toEqual(allBackOnOne);
    expect(all.filter(({ problems: [ofRedis] }) => ofRedis === null)).toEqual([]);

    // It comes back with nothing in it, which takes nothing from anybody.
    await redis.start();
    const askedWhenEmpty = async () => {
      const empty = await fleet.poll();
      expect(served(empty)).toEqual(allBackOnOne);
      expect(empty.filter(({ problems: [ofRedis] }) => !/serves nothing/.test(ofRedis ?? ''))).toEqual([]);
    };
    // Each client connects again in its own time.
    await vi.waitFor(askedWhenEmpty, { timeout: 120_000, interval: 500 });
    expect(await team.run('publish')).toMatchObject({ code: 0 });
    const whole = await fleet.poll();
    expect(served(whole)).toEqual(allBackOnOne);
    expect(whole.flatMap(({ problems }) => problems).filter((problem) => problem !== null)).toEqual([]);
    await fleet.tell({ kind: 'close' });
  },
);
