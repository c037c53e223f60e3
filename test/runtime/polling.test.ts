import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Clock, Prompts } from '../../src/runtime/api.ts';
import { openPrompts } from '../../src/runtime/open.ts';
import { directory } from '../../src/runtime/sources/directory.ts';
import { greeting, publishInto, serving } from '../kit/published.ts';

/** Time that passes only when a test lets it. */
function manualClock(): Clock & { pass(milliseconds: number): void; waiting(): number } {
  let now = 0;
  const timers = new Set<{ at: number; run: () => void }>();
  return {
    now: () => now,
    after(milliseconds, run) {
      const timer = { at: now + milliseconds, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    pass(milliseconds) {
      now += milliseconds;
      for (const timer of [...timers]) {
        if (timer.at > now) continue;
        timers.delete(timer);
        timer.run();
      }
    },
    waiting: () => timers.size,
  };
}

let folder = '';
let prompts: Prompts;
let clock: ReturnType<typeof manualClock>;
let asked = 0;

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
      expect([asked, source?.checkedAt, clock.waiting()]).toEqual([times, at, 1]);
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

test('nothing is asked any more once it is closed, and what served goes on serving', async () => {
  await answered(1, 0);
  await prompts.close();
  expect(clock.waiting()).toBe(0);
  clock.pass(60_000);
  expect(asked).toBe(1);
  expect(prompts.get('support').version).toBe('1.0.0');
});
