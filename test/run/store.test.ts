import { spawn } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Trial } from '../../src/domain/trial.ts';
import { openStore, trialKey } from '../../src/run/store.ts';
import { noteUse, pruneStore, tidyStore } from '../../src/run/store-files.ts';
import { answerOf, keyOf } from '../kit/answers.ts';
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

async function open(path: string, options?: Parameters<typeof openStore>[1]) {
  const store = await openStore(path, options);
  closers.push(() => store.close());
  return store;
}

async function fill(path: string, first: number, count: number): Promise<void> {
  const store = await openStore(path);
  for (let number = first; number < first + count; number += 1) store.put(keyOf(number), answerOf(number));
  await store.close();
}

function fileIn(path: string): string {
  return join(path, readdirSync(path)[0] ?? '');
}

/** Runs a process that writes answers, until it ends or has told `killAfter` of them. */
function write(
  path: string,
  first: number,
  count: number,
  killAfter = Number.POSITIVE_INFINITY,
): Promise<number> {
  const script = join(import.meta.dirname, 'store-writer.ts');
  const writer = spawn(process.execPath, [script, path, String(first), String(count)]);
  let told = 0;
  writer.stdout.on('data', (chunk: Buffer) => {
    told += chunk.toString().split('\n').length - 1;
    if (told >= killAfter) writer.kill('SIGKILL');
  });
  return new Promise((resolve, reject) => {
    writer.on('error', reject);
    writer.on('close', () => resolve(told));
  });
}

test('what is put is there, now and when opened again', async () => {
  const path = directory();
  const store = await open(path);
  for (let number = 0; number < 50; number += 1) {
    store.put(keyOf(number), answerOf(number));
    expect(store.get(keyOf(number))).toEqual(answerOf(number));
  }
  const later = await open(path);
  expect(later.size()).toBe(50);
  for (let number = 0; number < 50; number += 1) expect(later.get(keyOf(number))).toEqual(answerOf(number));
  expect(later.get(keyOf(99))).toBeUndefined();
  expect(later.has(keyOf(99))).toBe(false);
});

test('an answer is found after the store was closed too, and the file is closed again', async () => {
  const store = await open(directory());
  store.put(keyOf(1), answerOf(1));
  const descriptors = () => readdirSync('/proc/self/fd').length;
  await store.close();
  const before = descriptors();
  expect(store.get(keyOf(1))).toEqual(answerOf(1));
  await store.close();
  expect(descriptors()).toBe(before);
});

test('opening and reading leave no trace', async () => {
  const path = join(directory(), 'store');
  const store = await open(path);
  expect(store.get(keyOf(1))).toBeUndefined();
  await store.close();
  expect(() => readdirSync(path)).toThrow('ENOENT');
});

test('the first answer to a key stays', async () => {
  const path = directory();
  const store = await open(path);
  store.put(keyOf(1), answerOf(1));
  store.put(keyOf(1), answerOf(2));
  expect(store.get(keyOf(1))).toEqual(answerOf(1));
  expect((await open(path)).get(keyOf(1))).toEqual(answerOf(1));
});

test('a process that is killed while it writes loses nothing that it has reported', async () => {
  const path = directory();
  const told = await write(path, 0, 100_000, 500);
  expect(told).toBeGreaterThanOrEqual(500);
  expect(told).toBeLessThan(100_000);
  const store = await open(path);
  for (let number = 0; number < told; number += 1) expect(store.get(keyOf(number))).toEqual(answerOf(number));
});

test('two processes write at once, and both are found', async () => {
  const path = directory();
  await Promise.all([write(path, 0, 400), write(path, 200, 400)]);
  const store = await open(path);
  expect(store.size()).toBe(600);
  for (let number = 0; number < 600; number += 1) expect(store.get(keyOf(number))).toEqual(answerOf(number));
});

test('a line cut off anywhere costs only itself', async () => {
  const path = directory();
  await fill(path, 0, 3);
  const file = fileIn(path);
  const whole = readFileSync(file);
  const lastLine = whole.lastIndexOf(10, whole.length - 2) + 1;
  // Each byte near both ends of the line, and some between.
  const step = (size: number) => (size < lastLine + 8 || size > whole.length - 10 ? 1 : 13);
  for (let size = lastLine; size < whole.length - 1; size += step(size)) {
    truncateSync(file, size);
    const store = await openStore(path);
    expect(store.get(keyOf(0))).toEqual(answerOf(0));
    expect(store.get(keyOf(1))).toEqual(answerOf(1));
    expect(store.get(keyOf(2))).toBeUndefined();
    await store.close();
    writeFileSync(file, whole);
  }
});

test('a damaged answer counts as absent, and can be put again', async () => {
  const path = directory();
  await fill(path, 0, 3);
  const file = fileIn(path);
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace('answer 1 ', 'answer 7 '));
  const store = await open(path);
  expect(store.get(keyOf(0))).toEqual(answerOf(0));
  expect(store.get(keyOf(1))).toBeUndefined();
  expect(store.get(keyOf(2))).toEqual(answerOf(2));
  store.put(keyOf(1), answerOf(1));
  expect(store.get(keyOf(1))).toEqual(answerOf(1));
});

test('garbage in the directory is no answer', async () => {
  const path = directory();
  await fill(path, 0, 2);
  appendFileSync(fileIn(path), 'not json\n{"key":"short"}\n\n{"__proto__":{"a":1}}\n');
  writeFileSync(join(path, 'notes.txt'), 'hello');
  writeFileSync(join(path, 'empty.jsonl'), '');
  const store = await open(path);
  expect(store.size()).toBe(2);
  expect(store.get(keyOf(1))).toEqual(answerOf(1));
});

test('a recorded file is read and never changed', async () => {
  const path = directory();
  const lines = [1, 2].map((number) => JSON.stringify({ key: keyOf(number), answer: answerOf(number) }));
  const file = join(path, 'recorded.jsonl');
  writeFileSync(file, `${lines.join('\n')}\n`);
  const before = statSync(file).mtimeMs;
  const store = await open(path, { readOnly: true });
  expect(store.get(keyOf(2))).toEqual(answerOf(2));
  store.put(keyOf(3), answerOf(3));
  expect(store.get(keyOf(3))).toEqual(answerOf(3));
  expect(readdirSync(path)).toEqual(['recorded.jsonl']);
  expect(statSync(file).mtimeMs).toBe(before);
});

test('answers of another directory are found, and written only to one’s own', async () => {
  const [own, other] = [directory(), directory()];
  await fill(other, 0, 5);
  const store = await open(own, { alsoRead: [other] });
  expect(store.get(keyOf(4))).toEqual(answerOf(4));
  store.put(keyOf(9), answerOf(9));
  expect((await open(own)).size()).toBe(1);
  expect((await open(other)).size()).toBe(5);
});

test('old answers go first, by age and by size', async () => {
  const path = directory();
  const day = 86_400_000;
  const now = Date.now();
  for (const [position, age] of [40, 20, 1].entries()) {
    await fill(path, position * 10, 10);
    const file = readdirSync(path).sort().at(-1) ?? '';
    const time = (now - age * day) / 1000;
    utimesSync(join(path, file), time, time);
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
  const removed = pruneStore(path, { maxAgeMs: 30 * day, maxBytes: 1e9, now });
  expect(removed.files).toBe(1);
  expect((await open(path)).has(keyOf(5))).toBe(false);
  expect((await open(path)).size()).toBe(20);
  pruneStore(path, { maxAgeMs: 30 * day, maxBytes: 6000, now });
  expect((await open(path)).has(keyOf(25))).toBe(true);
  expect((await open(path)).size()).toBe(10);
});

describe('a store that tidies', () => {
  const DAY = 86_400_000;
  const ago = (file: string, days: number) => {
    const time = (Date.now() - days * DAY) / 1000;
    utimesSync(file, time, time);
  };
  /** Ten answers from `first` on, last used so many days ago. */
  async function answersOf(path: string, first: number, days: number): Promise<void> {
    const before = new Set(readdirSync(path));
    await fill(path, first, 10);
    for (const name of readdirSync(path)) if (!before.has(name)) ago(join(path, name), days);
  }
  const sizeOf = async (path: string) => (await open(path)).size();

  test('lets go of what no run used for long, once a day, and of nothing that this run took', async () => {
    const path = directory();
    for (const [first, days] of [
      [0, 100],
      [10, 100],
      [20, 80],
    ] as const)
      await answersOf(path, first, days);
    await (await openStore(path)).close();
    expect(await sizeOf(path)).toBe(30);

    const store = await openStore(path, { notesUse: true, tidies: true });
    expect(store.get(keyOf(3))).toEqual(answerOf(3));
    await store.close();
    const after = await open(path);
    expect([after.has(keyOf(3)), after.has(keyOf(13)), after.has(keyOf(23))]).toEqual([true, false, true]);

    await answersOf(path, 30, 100);
    await (await openStore(path, { tidies: true })).close();
    expect(await sizeOf(path)).toBe(30);
    ago(join(path, 'tidied'), 2);
    await (await openStore(path, { tidies: true })).close();
    expect(await sizeOf(path)).toBe(20);
  });

  test('keeps what a run took that itself removes nothing, as one offline does', async () => {
    const path = directory();
    await answersOf(path, 0, 100);
    const replay = await openStore(path, { notesUse: true });
    expect(replay.get(keyOf(3))).toEqual(answerOf(3));
    await replay.close();
    await (await openStore(path, { tidies: true })).close();
    expect(await sizeOf(path)).toBe(10);
  });

  test('lets go of the longest unused where there is too much, but not of what somebody may be writing', () => {
    const path = directory();
    const file = (name: string, days: number) => {
      writeFileSync(join(path, name), '');
      truncateSync(join(path, name), 300 * 1024 * 1024);
      ago(join(path, name), days);
    };
    file('a.jsonl', 3);
    file('b.jsonl', 5);
    file('c.jsonl', 0.5);
    file('d.jsonl', 0.1);
    file('notes.txt', 200);
    tidyStore(path, Date.now());
    expect(readdirSync(path).sort()).toEqual(['c.jsonl', 'd.jsonl', 'notes.txt', 'tidied']);
  });

  test('makes no folder, and stops no run if it may not write', async () => {
    const path = join(directory(), 'none');
    await (await openStore(path, { tidies: true })).close();
    expect(existsSync(path)).toBe(false);
    tidyStore(path, Date.now());
    noteUse([join(path, 'gone.jsonl')], Date.now());
  });
});

test('the key is made of everything that determines the answer, and of nothing else', () => {
  const [trial] = [...trialsOf({ baseUrl: 'http://localhost', cases: 1 })];
  if (!trial) throw new Error('no trial');
  const { request } = trial;
  const key = trialKey(trial);
  const differs = (change: Partial<Trial>) => expect(trialKey({ ...trial, ...change })).not.toBe(key);
  differs({ index: 1 });
  differs({ scope: 'pull request 7' });
  differs({ request: { ...request, body: { ...request.body, temperature: 0.5 } } });
  differs({ request: { ...request, target: { ...request.target, baseUrl: 'http://elsewhere' } } });
  differs({ request: { ...request, target: { ...request.target, provider: 'anthropic' } } });
  const reversed = Object.fromEntries(Object.entries(request.body).reverse());
  expect(trialKey({ ...trial, request: { ...request, body: reversed } })).toBe(key);
  expect(trialKey({ ...trial, arm: 'baseline', caseId: 'another', prompt: 'q' })).toBe(key);
});
