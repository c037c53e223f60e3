import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { canonicalJson } from '../../src/base/canonical-json.ts';
import { digestOf } from '../../src/base/digest.ts';
import { isMapping, type Json } from '../../src/base/json.ts';
import type { PointerPrompt } from '../../src/domain/pointer.ts';
import type { OpenOptions, Prompts, Source } from '../../src/runtime/api.ts';
import { openPrompts } from '../../src/runtime/open.ts';
import { directory } from '../../src/runtime/sources/directory.ts';
import { file } from '../../src/runtime/sources/file.ts';
import { https } from '../../src/runtime/sources/https.ts';
import { redis } from '../../src/runtime/sources/redis.ts';
import { bundleFileOf, greeting, newKeys, publicHalves, publishInto, serving } from '../kit/published.ts';
import { type StaticServer, startStaticServer } from '../kit/static-server.ts';

const one = greeting('1.0.0');
const two = greeting('1.1.0');
const three = greeting('1.2.0');

let folder = '';
let server: StaticServer;
const opened: Prompts[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'published-'));
  server = await startStaticServer(folder);
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((prompts) => prompts.close()));
  await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

async function open(options: Partial<OpenOptions> & Pick<OpenOptions, 'sources'>): Promise<Prompts> {
  const prompts = await openPrompts({
    ...{ environment: 'production', intervalMs: 20, timeoutMs: 1_000 },
    ...options,
  });
  opened.push(prompts);
  return prompts;
}

const versionOf = (prompts: Prompts) => prompts.get('support', { unit: 'ada' }).version;
const refused = (prompts: Prompts, reason: RegExp) =>
  vi.waitFor(() => expect(prompts.state().lastRefusal?.reason).toMatch(reason), { timeout: 30_000 });
const serves = (prompts: Prompts, serial: number) =>
  vi.waitFor(() => expect(prompts.state().serial).toBe(serial), { timeout: 30_000 });

/** The value with another member at this path. */
function withMember(value: Json, [name = '', ...rest]: string[], member: Json): Json {
  if (!isMapping(value)) throw new Error(`no object at ${name}`);
  return { ...value, [name]: rest.length === 0 ? member : withMember(value[name] ?? null, rest, member) };
}

describe('what is published is served, and a new pointer is taken', () => {
  test('from a folder', async () => {
    await publishInto(folder, serving(1, { '1.0.0': one }));
    const prompts = await open({ sources: [directory(folder)] });
    expect(prompts.get('support').render({ user_message: 'Ada' })).toEqual([
      { role: 'system', content: '1.0.0: hello Ada' },
    ]);
    await publishInto(folder, serving(2, { '1.0.0': one, '1.1.0': two }));
    await serves(prompts, 2);
    expect(versionOf(prompts)).toBe('1.1.0');
  });

  test('from a web server, which sends a pointer that did not change only once', async () => {
    await publishInto(folder, serving(1, { '1.0.0': one }));
    const prompts = await open({ sources: [https(server.url)] });
    await vi.waitFor(() => expect(server.answers[304]).toBeGreaterThan(2), { timeout: 30_000 });
    // The pointer and one bundle.
    expect(server.answers[200]).toBe(2);
    await publishInto(folder, serving(2, { '1.1.0': two }));
    await serves(prompts, 2);
  });

  test('from Redis, by the keys that are documented', async () => {
    const { pointer } = serving(4, { '1.0.0': one });
    const keys = new Map([
      ['prompts:production:pointer', canonicalJson(pointer)],
      [`prompts:object:${digestOf(one)}`, canonicalJson(one)],
    ]);
    const prompts = await open({ sources: [redis({ get: async (key) => keys.get(key) ?? null })] });
    expect(prompts.state()).toMatchObject({ serial: 4, source: 'redis', lastRefusal: null });
  });

  test('from a bundle file, as long as nothing else answers', async () => {
    const path = join(folder, 'prompts.bundle.json');
    await writeFile(path, bundleFileOf(serving(1, { '1.0.0': one })));
    const prompts = await open({ sources: [https(server.url), file(path)] });
    expect(prompts.state()).toMatchObject({ serial: 1, source: `file ${path}`, checkedAt: null });
    await publishInto(folder, serving(3, { '1.1.0': two }));
    await serves(prompts, 3);
    expect(prompts.state().checkedAt).not.toBeNull();
    // The image's file is older from now on, which is as it should be.
    expect(prompts.state().lastRefusal).toBeNull();
  });

  test('from several, of which the highest serial wins, and a bundle may come from another', async () => {
    const other = await mkdtemp(join(tmpdir(), 'published-'));
    await publishInto(folder, serving(1, { '1.0.0': one }));
    await publishInto(other, serving(2, { '1.1.0': two }));
    await rm(join(other, 'objects'), { recursive: true });
    const prompts = await open({ sources: [directory(other), https(server.url)] });
    expect(versionOf(prompts)).toBe('1.0.0');
    await refused(
      prompts,
      /serves serial 2, of which support 1\.1\.0 cannot be had: .* does not have its bundle/,
    );
    await writeFile(join(folder, `objects/sha256/${digestOf(two)}.json`), canonicalJson(two));
    await serves(prompts, 2);
    await rm(other, { recursive: true });
  });
});

describe('changes nothing but the reported state:', () => {
  let prompts: Prompts;
  const pointerPath = () => join(folder, 'production/pointer.json');
  beforeEach(async () => {
    await publishInto(folder, serving(5, { '1.0.0': one }));
    prompts = await open({ sources: [https(server.url)], timeoutMs: 2_000 });
  });
  afterEach(() => {
    expect(prompts.state().serial).toBe(5);
    expect(versionOf(prompts)).toBe('1.0.0');
  });
  const isPointer = (path: string) => path.endsWith('pointer.json');
  const problem = (reason: RegExp) =>
    vi.waitFor(() => expect(prompts.state().sources[0]?.problem).toMatch(reason), { timeout: 30_000 });

  test('a server that hangs, and it is followed again when it is back', async () => {
    server.behave(() => ({ kind: 'hang' }));
    await problem(/no answer within 2 s/);
    server.behave(() => ({ kind: 'serve' }));
    await vi.waitFor(() => expect(prompts.state().sources[0]?.problem).toBeNull(), { timeout: 30_000 });
  });

  test('a source that fails without a message, and one that cannot be told what serves', async () => {
    const refusedConnection = Object.assign(new Error(''), { code: 'ECONNREFUSED' });
    const failing = (error: unknown): Source => ({
      name: 'own',
      readPointer: () => Promise.reject(error),
      readObject: () => Promise.reject(error),
      report() {
        throw new Error('nobody listens');
      },
    });
    const errors = [refusedConnection, new TypeError(''), new Error('', { cause: refusedConnection }), ''];
    const other = await open({ sources: [directory(folder), ...errors.map(failing)] });
    await vi.waitFor(
      () =>
        expect(other.state().sources.map(({ problem: reason }) => reason)).toEqual([
          ...[null, 'ECONNREFUSED', 'TypeError', 'Error (ECONNREFUSED)', 'gave no reason'],
        ]),
      { timeout: 30_000 },
    );
  });

  test('an answer that is cut off', async () => {
    server.behave(() => ({ kind: 'truncate' }));
    await publishInto(folder, serving(6, { '1.1.0': two }));
    await problem(/terminated|closed|aborted|socket|fetch failed/);
  });

  test('a page of a proxy, with status 200 and with others', async () => {
    server.behave(() => ({ kind: 'text', text: '<html>Please log in</html>' }));
    await refused(prompts, /a pointer that is no JSON/);
    server.behave(() => ({ kind: 'status', status: 502 }));
    await problem(/status 502/);
    server.behave(() => ({ kind: 'status', status: 302, location: 'http://127.0.0.1:9/' }));
    await problem(/status 302/);
    server.behave(() => ({ kind: 'text', text: ' '.repeat(5_000_001) }));
    await problem(/more than 5 MB/);
  });

  test('an older pointer, played again', async () => {
    const { pointer } = serving(4, { '1.1.0': two });
    await writeFile(pointerPath(), canonicalJson(pointer));
    await refused(prompts, /serves serial 4, lower than 5/);
  });

  test('other content under the serial that serves', async () => {
    const { pointer } = serving(5, { '1.1.0': two });
    await writeFile(pointerPath(), canonicalJson(pointer));
    await refused(prompts, /serial 5 with other content/);
  });

  test('a pointer of another environment, and JSON that is no pointer', async () => {
    const { pointer } = serving(6, { '1.0.0': one }, { environment: 'staging' });
    await writeFile(pointerPath(), canonicalJson(pointer));
    await refused(prompts, /a pointer of "staging"/);
    await writeFile(pointerPath(), '{"format":1,"environment":"production","serial":9}');
    await refused(prompts, /no pointer of format 1/);
  });

  test.for<[string, (pointer: Json) => Json]>([
    ['main', (pointer) => withMember(pointer, ['main'], 'https://github.com/acme/support')],
    [
      'main’s branch',
      (pointer) => withMember(pointer, ['main'], { repository: 'https://github.com/acme/support' }),
    ],
    ['a source', (pointer) => withMember(pointer, ['prompts', 'support', 'versions', '1.1.0', 'source'], 7)],
    ['what segments are by', (pointer) => withMember(pointer, ['prompts', 'support', 'segmentBy'], ['plan'])],
  ])('a pointer that says what is no text for %s', async ([, changed]) => {
    const { pointer } = serving(6, { '1.1.0': two });
    await writeFile(pointerPath(), canonicalJson(changed(JSON.parse(canonicalJson(pointer)))));
    await refused(prompts, /no pointer of format 1/);
  });

  test.for([
    ['leaves slots out', [['1.1.0', [0, 9_999]]]],
    [
      'gives a slot twice',
      [
        ['1.1.0', [0, 6_000]],
        ['1.0.0', [5_000, 10_000]],
      ],
    ],
    ['names a version that it does not have', [['7.0.0', [0, 10_000]]]],
  ] as [string, PointerPrompt['allocation'][string]][])('a pointer that %s', async ([, shares]) => {
    const { pointer } = serving(6, { '1.0.0': one, '1.1.0': two });
    const text = canonicalJson({
      ...pointer,
      prompts: { support: { ...pointer.prompts.support, allocation: { '*': shares } } },
    });
    await writeFile(pointerPath(), text);
    await refused(prompts, /no pointer of format 1/);
  });

  test('a bundle whose bytes are not those of its name', async () => {
    server.behave((path) =>
      isPointer(path) ? { kind: 'serve' } : { kind: 'text', text: canonicalJson(three) },
    );
    await publishInto(folder, serving(6, { '1.1.0': two }));
    await refused(prompts, /support 1\.1\.0 cannot be had: .* has other bytes under the name of its bundle/);
  });

  test('a bundle of an engine that is not known here', async () => {
    await publishInto(folder, serving(6, { '1.1.0': { ...two, engine: 'velocity' } }));
    await refused(prompts, /no template engine "velocity"/);
  });
});

describe('with public keys', () => {
  const keys = newKeys();
  const stranger = newKeys();

  test('what both roles signed is taken, and nothing else', async () => {
    await publishInto(folder, serving(1, { '1.0.0': one }, { keys }));
    const prompts = await open({ sources: [directory(folder)], publicKeys: publicHalves(keys) });
    const attempt = async (serial: number, options: Parameters<typeof serving>[2], reason: RegExp) => {
      await publishInto(folder, serving(serial, { '1.1.0': two }, options));
      await refused(prompts, reason);
    };
    await attempt(2, {}, /bears no signature of a pointer key/);
    await attempt(3, { keys: stranger }, /bears no signature of a pointer key/);
    // A stolen on-call key can send out nothing new.
    await attempt(
      4,
      { keys: { ...keys, promotion: stranger.promotion } },
      /1\.1\.0 bears no signature of a promotion key/,
    );
    expect(versionOf(prompts)).toBe('1.0.0');
    await publishInto(folder, serving(5, { '1.1.0': two }, { keys }));
    await serves(prompts, 5);
  });

  test('an address without encryption is taken only with them, but for loopback', async () => {
    const sources = [https('http://prompts.acme.test/')];
    await expect(open({ sources })).rejects.toThrow(/is not encrypted, so it is taken only with publicKeys/);
    expect(() => https('https://ada:secret@prompts.acme.test/')).toThrow(/no password/);
    const keyless = { pointer: [], promotion: [] };
    await expect(open({ sources, publicKeys: keyless })).rejects.toThrow(/needs at least one key/);
  });
});

describe('a start', () => {
  test('does not fail by one broken connection', async () => {
    await publishInto(folder, serving(1, { '1.0.0': one }));
    let asked = 0;
    server.behave((path) => {
      if (!path.endsWith('pointer.json')) return { kind: 'serve' };
      asked += 1;
      return asked === 1 ? { kind: 'truncate' } : { kind: 'serve' };
    });
    const prompts = await open({ sources: [https(server.url)], timeoutMs: 60_000 });
    expect(versionOf(prompts)).toBe('1.0.0');
  });

  test('without anything that answers fails, with the reason of each source', async () => {
    server.behave(() => ({ kind: 'status', status: 500 }));
    const sources = [https(server.url), directory(join(folder, 'nowhere')), file(join(folder, 'none.json'))];
    const opening = open({ sources });
    await expect(opening).rejects.toThrow(/No source serves a valid pointer of production/);
    await expect(opening).rejects.toThrow(/127\.0\.0\.1:\d+\/: answers with status 500/);
    await expect(opening).rejects.toThrow(/nowhere: cannot be read: there is no folder \/.*nowhere/);
    await expect(opening).rejects.toThrow(/none\.json: ENOENT/);
  });

  test('asks a source that just connects once more before it begins with what is older', async () => {
    await publishInto(folder, serving(2, { '1.1.0': two }));
    await writeFile(join(folder, 'built-in.json'), bundleFileOf(serving(1, { '1.0.0': one })));
    const published = directory(folder);
    let asked = 0;
    const connecting: Source = {
      ...published,
      async readPointer(environment, signal) {
        asked += 1;
        if (asked === 1) throw new Error('The client is offline');
        return published.readPointer(environment, signal);
      },
    };
    const sources = [connecting, file(join(folder, 'built-in.json'))];
    const prompts = await open({ sources, timeoutMs: 60_000, intervalMs: 60_000 });
    expect(prompts.state().serial).toBe(2);
  });

  test('with a misspelt environment names those that the folder has', async () => {
    await expect(open({ sources: [directory(folder)] })).rejects.toThrow(/has no environment: nothing was/);
    await publishInto(folder, serving(1, { '1.0.0': one }));
    await publishInto(folder, serving(1, { '1.0.0': one }, { environment: 'staging' }));
    await expect(open({ environment: 'prodction', sources: [directory(folder)] })).rejects.toThrow(
      'has no environment prodction, but production, staging',
    );
  });

  test('does not wait for a source that hangs once another has answered', async () => {
    server.behave(() => ({ kind: 'hang' }));
    const other = await mkdtemp(join(tmpdir(), 'published-'));
    await publishInto(other, serving(1, { '1.0.0': one }));
    const prompts = await open({ sources: [https(server.url), directory(other)], timeoutMs: 100_000 });
    expect(prompts.state().serial).toBe(1);
    await rm(other, { recursive: true });
  });

  test('serves what was good last when nothing answers, and refuses what is older than that', async () => {
    const cacheDirectory = join(folder, 'cache');
    await publishInto(folder, serving(7, { '1.1.0': two }));
    const before = await open({ sources: [directory(folder)], cacheDirectory });
    await before.close();
    expect(await readdir(cacheDirectory)).toEqual(['production.json']);

    await rm(join(folder, 'production'), { recursive: true });
    const after = await open({ sources: [directory(folder)], cacheDirectory });
    expect(after.state()).toMatchObject({ serial: 7, checkedAt: null });
    expect(versionOf(after)).toBe('1.1.0');
    await publishInto(folder, serving(6, { '1.0.0': one }));
    await refused(after, /serves serial 6, lower than 7/);
  });

  test('with a broken last state goes on without it, and replaces it', async () => {
    const cacheDirectory = join(folder, 'cache');
    await publishInto(folder, serving(1, { '1.0.0': one }));
    await (await open({ sources: [directory(folder)], cacheDirectory })).close();
    const path = join(cacheDirectory, 'production.json');
    const whole = await readFile(path, 'utf8');
    await writeFile(path, whole.slice(0, 100));
    await (await open({ sources: [directory(folder)], cacheDirectory })).close();
    expect(await readFile(path, 'utf8')).toBe(whole);
  });

  test('with a last state that cannot be written serves all the same, and reports it', async () => {
    await publishInto(folder, serving(1, { '1.0.0': one }));
    await writeFile(join(folder, 'a-file'), '');
    const cacheDirectory = join(folder, 'a-file');
    const prompts = await open({ sources: [directory(folder)], cacheDirectory });
    await vi.waitFor(() =>
      expect(prompts.state().problems).toEqual([expect.stringMatching(/a-file.*EEXIST|ENOTDIR/)]),
    );
    expect(versionOf(prompts)).toBe('1.0.0');
  });
});
