import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Json } from '../../src/base/json.ts';
import { openStore, trialKey } from '../../src/run/store.ts';
import { answerOf, keyOf } from '../kit/answers.ts';
import { asOrdinaryUser } from '../kit/ordinary-user.ts';
import { temporaryDirectory, trialsOf } from '../kit/trials.ts';

const closers: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

function directory(): string {
  const own = temporaryDirectory();
  closers.push(own.remove);
  return own.path;
}

async function open(path: string) {
  const store = await openStore(path);
  closers.push(() => store.close());
  return store;
}

test('an answer is found wherever in a file its line begins', async () => {
  const read = 1 << 20;
  for (const beginsAt of [read - 1, read, read + 1]) {
    const path = directory();
    const lineOf = (number: number, text: string) =>
      `${JSON.stringify({ key: keyOf(number), answer: { ...answerOf(number), text } })}\n`;
    const padding = 'x'.repeat(beginsAt - lineOf(1, '').length);
    writeFileSync(
      join(path, 'recorded.jsonl'),
      `${lineOf(1, padding)}${lineOf(2, 'second')}${lineOf(3, 'third')}`,
    );
    const store = await open(path);
    expect(store.size()).toBe(3);
    expect(store.get(keyOf(1))?.text).toBe(padding);
    expect(store.get(keyOf(2))?.text).toBe('second');
    expect(store.get(keyOf(3))?.text).toBe('third');
  }
});

test('files are named by their time, in characters that every file system takes', async () => {
  const path = directory();
  const before = new Date().toISOString();
  const store = await open(path);
  store.put(keyOf(1), answerOf(1));
  const [name = ''] = readdirSync(path);
  expect(name).toMatch(/^\d{8}T\d{9}Z-\d+-[0-9a-f]{8}\.jsonl$/);
  expect(name > before.replace(/\D/g, '').slice(0, 8)).toBe(true);
});

test('a file has a line for each answer, and anybody may read it', async () => {
  const path = directory();
  const store = await open(path);
  for (const number of [1, 2, 3]) store.put(keyOf(number), answerOf(number));
  const file = join(path, readdirSync(path)[0] ?? '');
  const lines = readFileSync(file, 'utf8').split('\n');
  expect(lines.map((line) => line.slice(8, 72))).toEqual([keyOf(1), keyOf(2), keyOf(3), '']);
  expect(statSync(file).mode & 0o777).toBe(0o644 & ~process.umask());
});

test('the key of an answer stays what it was when the answer was recorded', () => {
  const [trial] = [...trialsOf({ baseUrl: 'http://localhost', cases: 1 })];
  if (!trial) throw new Error('no trial');
  const { target } = trial.request;
  const keyWith = (body: Record<string, Json>) =>
    trialKey({ ...trial, index: 2, scope: 's', request: { ...trial.request, target, body } });
  const written =
    '{"baseUrl":"http://localhost","body":{"a":[1,{"c":null}],"b":"x"},"index":2,"provider":"openai","scope":"s"}';
  expect(keyWith({ b: 'x', a: [1, { c: null }] })).toBe(createHash('sha256').update(written).digest('hex'));
  expect(keyWith({ a: [1, 23] })).not.toBe(keyWith({ a: [12, 3] }));
});

test('a file that cannot be read is named, with what to do', async () => {
  const path = directory();
  chmodSync(path, 0o755);
  const locked = join(path, 'locked.jsonl');
  writeFileSync(locked, '', { mode: 0o000 });
  const program = `
    const { openStore } = await import('SOURCES/run/store.ts');
    const error = await openStore(process.argv[1]).catch((thrown) => thrown);
    console.log(JSON.stringify({ name: error.name, message: error.message, place: error.place }));
  `;
  expect(await asOrdinaryUser(path, { program, words: [path] })).toEqual({
    name: 'ConfigurationError',
    message: expect.stringMatching(/the recorded answers cannot be read\. Check its permissions/),
    place: { path: locked },
  });
});

test('a file that another process has removed meanwhile has no answers', async () => {
  const path = directory();
  const gone = join(path, 'gone.jsonl');
  symlinkSync(join(path, 'nowhere'), gone);
  const store = await open(path);
  expect(store.size()).toBe(0);
});

const hasPrlimit = spawnSync('prlimit', ['--version']).status === 0;

test.skipIf(!hasPrlimit)('a disk that is full in the middle of a line costs only that answer', async () => {
  const path = directory();
  const script = join(import.meta.dirname, 'store-on-full-disk.ts');
  const { stdout } = spawnSync('prlimit', ['--fsize=6000:unlimited', process.execPath, script, path]);
  const { refused, wrong } = JSON.parse(stdout.toString());
  expect(refused).toHaveLength(1);
  expect(wrong).toEqual([]);
  const store = await open(path);
  expect(store.size()).toBe(39);
  for (let number = 0; number < 40; number += 1) {
    expect(store.get(keyOf(number))).toEqual(number === refused[0] ? undefined : answerOf(number));
  }
});

test.skipIf(process.platform !== 'linux')('a store that is closed keeps no file open', async () => {
  const path = directory();
  const openFiles = () =>
    readdirSync('/proc/self/fd').filter((descriptor) => {
      try {
        return readlinkSync(`/proc/self/fd/${descriptor}`).startsWith(path);
      } catch {
        return false;
      }
    }).length;
  const writer = await openStore(path);
  writer.put(keyOf(1), answerOf(1));
  const reader = await openStore(path);
  reader.get(keyOf(1));
  expect(openFiles()).toBeGreaterThan(0);
  await writer.close();
  await reader.close();
  expect(openFiles()).toBe(0);
});
