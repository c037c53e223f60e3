import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Prompts } from '../../src/runtime/api.ts';
import { openPrompts } from '../../src/runtime/open.ts';
import { directory } from '../../src/runtime/sources/directory.ts';
import { type ManualClock, manualClock } from '../kit/manual-clock.ts';
import { greeting, publishInto, serving } from '../kit/published.ts';

let folder = '';
let prompts: Prompts;
let clock: ManualClock;
let asked = 0;
let announce = () => {};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'published-'));
  await publishInto(folder, serving(1, { '1.0.0': greeting('1.0.0') }));
  clock = manualClock();
  asked = 0;
  const published = directory(folder);
  prompts = await openPrompts({
    ...{ environment: 'production', clock, random: () => 0 },
    sources: [
      {
        ...published,
        readPointer(environment, signal) {
          asked += 1;
          return published.readPointer(environment, signal);
        },
        watch(_, changed) {
          announce = changed;
          return () => {};
        },
      },
    ],
  });
});

afterEach(async () => {
  await prompts.close();
  await rm(folder, { recursive: true, force: true });
});

/** The source has answered the last question, asked at this time (ms), and the next one waits. */
const answered = (times: number, at: number) =>
  vi.waitFor(
    () => {
      const [source] = prompts.state().sources;
      expect([asked, source?.checkedAt, clock.waiting().length]).toEqual([times, at, 1]);
    },
    { timeout: 30_000 },
  );

test('a source is asked every 3 s, and a new pointer is taken at the next question', async () => {
  await answered(1, 0);
  clock.pass(2_999);
  await answered(1, 0);
  await publishInto(folder, serving(2, { '1.1.0': greeting('1.1.0') }));
  expect(prompts.state().serial).toBe(1);
  clock.pass(1);
  await answered(2, 3_000);
  expect(prompts.state()).toMatchObject({ serial: 2, takenAt: 3_000, checkedAt: 3_000 });
  clock.pass(3_000);
  await answered(3, 6_000);
  expect(prompts.state()).toMatchObject({ serial: 2, takenAt: 3_000, ageMs: 3_000, checkedAt: 6_000 });
});

test('what a source announces is asked for within 0.1 s, however often it says so, and every 3 s besides', async () => {
  await answered(1, 0);
  for (let message = 0; message < 50; message += 1) announce();
  await answered(1, 0);
  clock.pass(99);
  expect(asked).toBe(1);
  await publishInto(folder, serving(2, { '1.1.0': greeting('1.1.0') }));
  clock.pass(1);
  await answered(2, 100);
  expect(prompts.state().serial).toBe(2);
  clock.pass(2_999);
  expect(asked).toBe(2);
  clock.pass(1);
  await answered(3, 3_100);
});

test('what is announced while it is being asked is asked for once more', async () => {
  await answered(1, 0);
  clock.pass(3_000);
  expect(asked).toBe(2);
  announce();
  announce();
  await answered(2, 3_000);
  clock.pass(100);
  await answered(3, 3_100);
  clock.pass(2_999);
  expect(asked).toBe(3);
});

test('nothing is asked any more once it is closed, and what served goes on serving', async () => {
  await answered(1, 0);
  await prompts.close();
  expect(clock.waiting()).toEqual([]);
  clock.pass(60_000);
  expect(asked).toBe(1);
  expect(prompts.get('support').version).toBe('1.0.0');
});
