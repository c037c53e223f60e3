import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { parse } from 'yaml';
import { canonicalJson } from '../src/base/canonical-json.ts';
import { digestOf } from '../src/base/digest.ts';
import { murmur3 } from '../src/base/slot.ts';
import { redisTarget } from '../src/delivery/redis.ts';
import type { Bundle } from '../src/domain/bundle.ts';
import { signPointer } from '../src/registry/pointer.ts';
import { publicationOf } from '../src/registry/publication.ts';
import { type SourceAddress, startFleet } from '../test/kit/fleet.ts';
import { publishInto, serving, type World } from '../test/kit/published.ts';
import { hasRedisServer, startRedis } from '../test/kit/redis.ts';
import { startStaticServer } from '../test/kit/static-server.ts';
import { median } from './median.ts';

/*
 * npm run bench -- runtime [--rounds 5] [--dist DIR]: what applications notice of the runtime. Never fails.
 */

const { values: given } = parseArgs({
  // The name of this part.
  allowPositionals: true,
  options: { rounds: { type: 'string' }, dist: { type: 'string' } },
});
const rounds = Number(given.rounds ?? 5);
const dist = given.dist ?? join(import.meta.dirname, '..', 'dist');
const { directory, https, openPrompts }: typeof import('../src/runtime.ts') = await import(
  pathToFileURL(join(dist, 'runtime.js')).href
);
const folder = await mkdtemp(join(tmpdir(), 'prompt-eval-gate-bench-'));

function tell(what: string, value: string): void {
  process.stdout.write(`| ${what} | ${value} |\n`);
}

/** The demo's prompt, with one more line. */
async function support(line: string): Promise<Bundle> {
  const path = join(import.meta.dirname, '../fixtures/demo/base/prompts/support.prompt.yml');
  const prompt: { messages: { content: string }[] } = parse(await readFile(path, 'utf8'));
  const [system, user] = prompt.messages.map(({ content }) => content);
  return {
    ...{ format: 1, engine: 'substitution', includes: {} },
    messages: [
      { role: 'system', template: `${system}${line}` },
      { role: 'user', template: `${user}` },
    ],
    model: { provider: 'openai', api: 'chat', model: 'gpt-4.1-mini-2025-04-14' },
    parameters: { temperature: 0, maxTokens: 300 },
    variables: {
      customer_tier: { enum: ['standard', 'premium', 'enterprise'], required: true },
      user_message: { type: 'string', 'max-length': 400, required: true },
    },
  };
}

const one = await support('One.');
const two = await support('Two.');
const mixed: World = serving(
  1,
  { '1.0.0': one, '1.1.0': two },
  {
    allocation: {
      '*': [
        ['1.0.0', [0, 9_000]],
        ['1.1.0', [9_000, 10_000]],
      ],
      enterprise: [['1.0.0', [0, 10_000]]],
    },
  },
);

/** CPU time of so many calls, ms, the quickest of three: what else the machine does only makes it slower. */
function timeOf(calls: number, call: (index: number) => unknown): number {
  const times = Array.from({ length: 3 }, () => {
    const before = process.cpuUsage();
    for (let index = 0; index < calls; index += 1) call(index);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}

async function calls(): Promise<void> {
  await publishInto(folder, mixed);
  const prompts = await openPrompts({ environment: 'production', sources: [directory(folder)] });
  const units = Array.from({ length: 10_000 }, (_, index) => `user-${index}`);
  const unitAt = (index: number) => units[index % units.length] ?? '';
  const variables = { customer_tier: 'standard', user_message: 'How do I restore a backup from yesterday?' };
  const prompt = prompts.get('support', { unit: 'user-17' });
  const count = 100_000;
  const measured = Array.from({ length: rounds }, () => ({
    murmur: timeOf(count, (index) => murmur3(`support${unitAt(index)}`)),
    get: timeOf(count, (index) =>
      prompts.get('support', { unit: unitAt(index), segment: { customer_tier: 'standard' } }),
    ),
    render: timeOf(count, () => prompt.render(variables)),
  }));
  await prompts.close();
  const µs = (of: 'get' | 'render') =>
    ((median(measured.map((round) => round[of])) * 1000) / count).toFixed(2);
  const ratio = median(measured.map(({ get, murmur }) => get / murmur));
  tell('`get` (a unit, a segment, two versions) / one murmur of the unit', ratio.toFixed(1));
  tell('– one `get`', `${µs('get')} µs of CPU`);
  const length = prompt.render(variables).reduce((sum, { content }) => sum + content.length, 0);
  tell(`one \`render\` (two variables with bounds, ${length} characters)`, `${µs('render')} µs of CPU`);
}

/** Publishes again and again, at random times, and sees when 200 clients in ten processes took it. */
async function lagsOf(
  source: SourceAddress,
  publish: (world: World) => Promise<unknown>,
): Promise<{ halfMs: number; lastMs: number; slowestMs: number; count: number }> {
  await using fleet = startFleet(10);
  await fleet.tell({
    ...{ kind: 'open', count: 20, environment: 'production', pace: 'by-the-clock' },
    sources: [[source]],
  });
  const halves: number[] = [];
  const lasts: number[] = [];
  for (let serial = 2; serial < 2 + 2 * rounds; serial += 1) {
    // Not in step with the clients' questions.
    await setTimeout(Math.random() * 3_000);
    await publish(serving(serial, serial % 2 === 0 ? { '1.0.0': one } : { '1.1.0': two }));
    const publishedAt = Date.now();
    let clients = await fleet.tell({ kind: 'look' });
    while (clients.some((client) => client.serial !== serial)) {
      await setTimeout(200);
      clients = await fleet.tell({ kind: 'look' });
    }
    const lags = clients.map(({ takenAt }) => takenAt - publishedAt);
    halves.push(median(lags));
    lasts.push(Math.max(...lags));
  }
  await fleet.tell({ kind: 'close' });
  return {
    ...{ halfMs: median(halves), lastMs: median(lasts), slowestMs: Math.max(...lasts) },
    count: lasts.length,
  };
}

async function publications(): Promise<void> {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  await using server = await startStaticServer(folder);
  const web = await lagsOf({ url: server.url }, (world) => publishInto(folder, world));
  tell('publication to half of 200 clients in ten processes, by a web server', seconds(web.halfMs));
  tell(`– to the last: median of ${web.count} publications`, seconds(web.lastMs));
  tell('– to the last: the slowest of them', seconds(web.slowestMs));
  if (!hasRedisServer) return;
  await using redis = await startRedis();
  await using target = redisTarget({ variable: 'PROMPTS_REDIS_URL', url: redis.url });
  const publish = ({ pointer, bundles }: World) => {
    const objects = Object.fromEntries(bundles.map((bundle) => [digestOf(bundle), canonicalJson(bundle)]));
    return target.publish([publicationOf(pointer, objects)]);
  };
  await publish(mixed);
  const announced = await lagsOf({ redis: redis.url }, publish);
  tell('publication to the last of them, by Redis, which announces it', seconds(announced.lastMs));
  tell('– the slowest', seconds(announced.slowestMs));
}

/** A world of so many prompts, each of one version. */
async function worldOf(count: number): Promise<World> {
  const bundles = await Promise.all(Array.from({ length: count }, (_, index) => support(`Prompt ${index}.`)));
  const worlds = bundles.map((bundle, index) => ({
    name: `support-${index}`,
    prompt: serving(1, { '1.0.0': bundle }).pointer.prompts.support,
  }));
  const prompts = Object.fromEntries(worlds.flatMap(({ name, prompt }) => (prompt ? [[name, prompt]] : [])));
  const { signatures: _, ...pointer } = mixed.pointer;
  return { pointer: signPointer({ ...pointer, prompts }, []), bundles };
}

/** HTTP bytes in both directions between a client and a port. */
async function countingProxy(port: number) {
  let bytes = 0;
  const proxy = createServer((client) => {
    const server = connect(port, '127.0.0.1');
    client.on('data', (chunk) => (bytes += chunk.length)).pipe(server);
    server.on('data', (chunk) => (bytes += chunk.length)).pipe(client);
    for (const socket of [client, server]) socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const address = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy listens on no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    /** Since it was asked last. */
    counted() {
      const counted = bytes;
      bytes = 0;
      return counted;
    },
    close: () => proxy.close(),
  };
}

async function bytesAPoll(prompts: number, world: World): Promise<void> {
  const path = await mkdtemp(join(folder, 'bytes-'));
  await publishInto(path, world);
  await using server = await startStaticServer(path);
  const proxy = await countingProxy(Number(new URL(server.url).port));
  const source = https(proxy.url);
  const ask = async () => {
    await source.readPointer('production', new AbortController().signal);
    // The last bytes pass the proxy before the client sees them.
    return proxy.counted();
  };
  const full = await ask();
  // After three alike, only the mark is sent.
  for (let i = 0; i < 2; i += 1) await ask();
  const unchanged = await ask();
  proxy.close();
  tell(`bytes of a poll, ${prompts} prompt${prompts === 1 ? '' : 's'}: a new pointer`, `${full}`);
  tell('– a pointer that did not change (304)', `${unchanged}`);
}

async function memory(world: World): Promise<void> {
  const path = await mkdtemp(join(folder, 'memory-'));
  await publishInto(path, world);
  const run = promisify(execFile);
  const script = join(import.meta.dirname, 'runtime-memory.ts');
  const measured: { count: number; openingMs: number; heapBytes: number; residentBytes: number }[] = [];
  const bare: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { stdout } = await run(process.execPath, ['--expose-gc', script, dist, path]);
    measured.push(JSON.parse(stdout));
    const empty = await run(process.execPath, ['-p', 'process.memoryUsage().rss']);
    bare.push(Number(empty.stdout));
  }
  const of = (value: 'openingMs' | 'heapBytes' | 'residentBytes') =>
    median(measured.map((one) => one[value]));
  tell('memory of a process with 100 prompts / `node -e 0`', (of('residentBytes') / median(bare)).toFixed(2));
  tell('– heap that the 100 prompts need', `${(of('heapBytes') / 1e6).toFixed(1)} MB`);
  tell('– `openPrompts` from a folder', `${of('openingMs').toFixed(0)} ms of CPU`);
}

process.stdout.write(`| measured (median of ${rounds} rounds) | value |\n| --- | --- |\n`);
try {
  await calls();
  await publications();
  await bytesAPoll(1, serving(1, { '1.0.0': one }));
  const hundred = await worldOf(100);
  await bytesAPoll(100, hundred);
  await memory(hundred);
} finally {
  await rm(folder, { recursive: true, force: true });
}
