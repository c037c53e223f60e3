import { once } from 'node:events';
import { mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openReceiver, type Receiver, receiverPlace, receiverToken } from '../../src/delivery/receiver.ts';

const NDJSON = 'application/x-ndjson';
const JSON_TYPE = 'application/json';
const TOKEN = 'a-token-of-some-length';

let folder: string;
let path: string;
let receiver: Receiver;
const troubles: string[] = [];

async function start(token: string | null = null): Promise<void> {
  const onTrouble = (sentence: string) => void troubles.push(sentence);
  receiver = await openReceiver({ host: '127.0.0.1', port: 0 }, { path, token, onTrouble });
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'receiver-'));
  path = join(folder, 'observations.jsonl');
  troubles.splice(0);
  await start();
});
afterEach(async () => {
  await receiver[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

async function post(
  body: string | Uint8Array<ArrayBuffer>,
  type = NDJSON,
  headers: Record<string, string> = {},
) {
  const response = await fetch(`${receiver.address}/any/path`, {
    method: 'POST',
    headers: { 'content-type': type, ...headers },
    body,
  });
  return { status: response.status, body: await response.text() };
}

const written = () => readFile(path, 'utf8');

test('lines, documents, lists and packed bodies are appended, a line each, before they are answered', async () => {
  expect(await post('{"n": 1}\n\n{"n":2}\r\n')).toEqual({ status: 200, body: '{}' });
  expect((await post('{\n  "n": 3\n}', JSON_TYPE)).status).toBe(200);
  expect((await post('[{"n": 4}, {"n": 5}]', `${JSON_TYPE}; charset=utf-8`)).status).toBe(200);
  const packed = new Uint8Array(gzipSync('{"n": 6}'));
  expect((await post(packed, JSON_TYPE, { 'content-encoding': 'gzip' })).status).toBe(200);
  expect((await post('')).status).toBe(200);
  expect(await written()).toBe([1, 2, 3, 4, 5, 6].map((n) => `{"n":${n}}\n`).join(''));
});

test('a body with one mistake is not taken at all, and the place of the mistake is told', async () => {
  expect(await post('{"n": 1}\n{"n":\n')).toEqual({
    status: 400,
    body: '{"error":"Nothing is taken: line 2 is not valid JSON."}',
  });
  expect((await post('[{"n": 1}, 2]', JSON_TYPE)).body).toContain('item 2 is not a JSON object');
  expect((await post(new Uint8Array([0xff, 0xfe]))).status).toBe(400);
  expect((await post('{}', JSON_TYPE, { 'content-encoding': 'gzip' })).status).toBe(400);
  expect((await post('{}', JSON_TYPE, { 'content-encoding': 'br' })).status).toBe(415);
  expect(await written()).toBe('');
});

test('bodies have a bound, unpacked as well, and whoever sends more is told', async () => {
  const large = `{"n": "${'x'.repeat(9_000_000)}"}`;
  expect((await post(large)).status).toBe(413);
  const packed = new Uint8Array(gzipSync(large));
  expect((await post(packed, JSON_TYPE, { 'content-encoding': 'gzip' })).status).toBe(413);
  expect((await post('{"n": 1}')).status).toBe(200);
});

test('pages in browsers, other types and other methods are refused', async () => {
  expect((await post('{"n": 1}', 'text/plain')).status).toBe(415);
  expect((await post('{"n": 1}', NDJSON, { origin: 'https://evil.example' })).status).toBe(403);
  expect((await post('{"n": 1}', NDJSON, { origin: 'null' })).status).toBe(403);
  const read = await fetch(receiver.address);
  expect([read.status, read.headers.get('allow')]).toEqual([405, 'POST']);
  expect(await written()).toBe('');
});

test('with a token, only whoever knows it is heard', async () => {
  await receiver[Symbol.asyncDispose]();
  await start(TOKEN);
  expect((await post('{"n": 1}')).status).toBe(401);
  expect((await post('{"n": 1}', NDJSON, { authorization: `Bearer ${TOKEN}x` })).status).toBe(401);
  expect((await post('{"n": 1}', NDJSON, { authorization: `Bearer ${TOKEN}` })).status).toBe(200);
  expect(await written()).toBe('{"n":1}\n');
});

test('an address that others reach needs a token, and a token cannot be short', () => {
  expect(receiverPlace('4318', { token: null })).toEqual({ host: '127.0.0.1', port: 4318 });
  expect(receiverPlace('[::1]:80', { token: null })).toEqual({ host: '::1', port: 80 });
  expect(receiverPlace('0.0.0.0:80', { token: TOKEN })).toEqual({ host: '0.0.0.0', port: 80 });
  for (const open of ['0.0.0.0:80', '[::]:80', 'guard.internal:80']) {
    expect(() => receiverPlace(open, { token: null })).toThrow(/other machines reach/);
  }
  for (const wrong of ['', 'x', '127.0.0.1', '1:2:3', '70000', 'http://127.0.0.1:1']) {
    expect(() => receiverPlace(wrong, { token: null })).toThrow(/is no address/);
  }
  expect(receiverToken({})).toBeNull();
  expect(() => receiverToken({ PROMPT_OBSERVATIONS_TOKEN: 'short' })).toThrow(/shorter than 16/);
});

test('a line that was cut off is ended first, and a rotated file is made anew', async () => {
  await receiver[Symbol.asyncDispose]();
  await writeFile(path, '{"n": 1}\n{"n": 2');
  await start();
  await post('{"n": 3}');
  expect(await written()).toBe('{"n": 1}\n{"n": 2\n{"n":3}\n');
  await rename(path, `${path}.1`);
  await post('{"n": 4}');
  expect(await written()).toBe('{"n":4}\n');
});

test('many at once leave whole lines', async () => {
  const bodies = Array.from({ length: 40 }, (_, index) => `{"n":${index}}\n`.repeat(200));
  const answers = await Promise.all(bodies.map((body) => post(body)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  const lines = (await written()).trimEnd().split('\n');
  expect(lines).toHaveLength(8000);
  for (const line of lines) expect(line).toMatch(/^\{"n":\d+\}$/);
});

test('a body that breaks off is not taken', async () => {
  const socket = connect(Number(new URL(receiver.address).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.write(
    `POST / HTTP/1.1\r\nhost: x\r\ncontent-type: ${NDJSON}\r\ncontent-length: 100\r\n\r\n{"n": 1}\n`,
  );
  socket.destroy();
  await post('{"n": 2}');
  expect(await written()).toBe('{"n":2}\n');
});

test('a file that cannot be written is told, and the sender learns that it has to try again', async () => {
  await rm(folder, { recursive: true });
  expect((await post('{"n": 1}')).status).toBe(503);
  expect(troubles).toEqual([expect.stringMatching(/observations\.jsonl cannot be written/)]);
});

/** A connection that sends something and waits. */
async function connected(sent: string) {
  const socket = connect(Number(new URL(receiver.address).port), '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write(sent);
  return socket;
}

test('it ends although somebody never ends a request', async () => {
  const header = `POST / HTTP/1.1\r\nhost: localhost\r\ncontent-type: ${NDJSON}\r\ncontent-length: 100\r\n\r\n`;
  const socket = await connected(`${header}{`);
  expect((await post('{"n": 1}')).status).toBe(200);
  await receiver[Symbol.asyncDispose]();
  if (!socket.closed) await once(socket, 'close');
  await start();
});

test('whoever does not know the token, or sends nothing, keeps nobody out', async () => {
  await receiver[Symbol.asyncDispose]();
  await start(TOKEN);
  const silent = [];
  for (let n = 0; n < 600; n += 1) silent.push(await connected('POST / HTTP/1.1\r\n'));
  expect((await post('{"n": 1}', NDJSON, { authorization: `Bearer ${TOKEN}` })).status).toBe(200);
  const stranger = await connected('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n');
  const [answered] = await once(stranger, 'data');
  expect(String(answered)).toMatch(/^HTTP\/1\.1 401 [\s\S]*connection: close/i);
  if (!stranger.closed) await once(stranger, 'close');
  for (const socket of silent) socket.destroy();
});

test('what is nested too deeply, or has too many rows, is the sender’s mistake', async () => {
  const deep = `{"n": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  expect(await post(deep)).toMatchObject({ status: 400, body: expect.stringContaining('line 1') });
  const many = new Uint8Array(gzipSync('{}\n'.repeat(2_000_000)));
  expect((await post(many, NDJSON, { 'content-encoding': 'gzip' })).status).toBe(413);
  expect((await post(`[${'{},'.repeat(1_000_000)}{}]`, JSON_TYPE)).status).toBe(413);
  expect(await written()).toBe('');
  expect(troubles).toEqual([]);
});

test('a row that is wrong is told with its place, and nothing is taken', async () => {
  await receiver[Symbol.asyncDispose]();
  const check = (row: object) => ('at' in row ? null : 'has no time');
  receiver = await openReceiver(
    { host: '127.0.0.1', port: 0 },
    { path, token: null, check, onTrouble: () => {} },
  );
  expect(await post('{"at": 1}\n\n{"n": 2}')).toEqual({
    status: 400,
    body: '{"error":"Nothing is taken: line 3 has no time."}',
  });
  expect(await written()).toBe('');
});

test('a name that leads to this machine is not this machine, and neither is a page that says where it is from', async () => {
  const header = (lines: string) =>
    `POST / HTTP/1.1\r\n${lines}content-type: ${NDJSON}\r\ncontent-length: 8\r\n\r\n`;
  for (const lines of ['host: evil.example\r\n', 'host: localhost\r\nsec-fetch-site: same-origin\r\n']) {
    const socket = await connected(`${header(lines)}{"n": 1}`);
    const [answered] = await once(socket, 'data');
    expect(String(answered)).toMatch(/^HTTP\/1\.1 403 /);
    socket.destroy();
  }
  expect(await written()).toBe('');
});

test('nothing is appended through a link', async () => {
  const target = join(folder, 'target');
  await writeFile(target, '');
  const link = join(folder, 'link');
  await symlink(target, link);
  const opened = openReceiver(
    { host: '127.0.0.1', port: 0 },
    { path: link, token: null, onTrouble: () => {} },
  );
  await expect(opened).rejects.toThrow(/cannot be written/);
  await rm(path);
  await symlink(target, path);
  expect((await post('{"n": 1}')).status).toBe(503);
  expect(await readFile(target, 'utf8')).toBe('');
});

test('a port that is taken, and a file that cannot be made, end it', async () => {
  const port = Number(new URL(receiver.address).port);
  const onTrouble = () => {};
  await expect(openReceiver({ host: '127.0.0.1', port }, { path, token: null, onTrouble })).rejects.toThrow(
    /cannot be listened on/,
  );
  const nowhere = join(folder, 'no', 'file');
  await expect(
    openReceiver({ host: '127.0.0.1', port: 0 }, { path: nowhere, token: null, onTrouble }),
  ).rejects.toThrow(/cannot be written/);
});
