import { execFileSync } from 'node:child_process';
import { getEventListeners } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test, vi } from 'vitest';
import { withDeadline } from '../../src/runtime/clock.ts';
import { openFileReader } from '../../src/runtime/file-reader.ts';
import { directory } from '../../src/runtime/sources/directory.ts';
import { deferred } from '../kit/deferred.ts';
import { manualClock } from '../kit/manual-clock.ts';
import { greeting, publishInto, serving } from '../kit/published.ts';

test('a question leaves nothing behind, whether it is answered, fails, is too late, or throws at once', async () => {
  const clock = manualClock();
  const { signal: stop } = new AbortController();
  const ask = (work: () => Promise<string>) => withDeadline({ clock, milliseconds: 100, stop }, work);
  await expect(ask(async () => 'yes')).resolves.toBe('yes');
  await expect(ask(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await expect(
    ask(() => {
      throw new Error('never began');
    }),
  ).rejects.toThrow('never began');
  const late = ask(() => new Promise(() => {}));
  expect(getEventListeners(stop, 'abort')).toHaveLength(1);
  clock.pass(100);
  await expect(late).rejects.toThrow('no answer within 0.1 s');
  expect(getEventListeners(stop, 'abort')).toEqual([]);
  expect(clock.waiting()).toEqual([]);
});

test('what a question needed is given back to the memory while the runtime goes on', async () => {
  const clock = manualClock();
  const { signal: stop } = new AbortController();
  const signals: WeakRef<AbortSignal>[] = [];
  for (let i = 0; i < 100; i += 1) {
    await withDeadline({ clock, milliseconds: 100, stop }, async (signal) =>
      signals.push(new WeakRef(signal)),
    );
  }
  await collectGarbage();
  expect(signals.filter((signal) => signal.deref()).length).toBeLessThan(5);
  expect(stop.aborted).toBe(false);
});

test('a folder whose files are pipes is refused at once, and keeps no thread', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'published-'));
  await publishInto(folder, serving(1, { '1.0.0': greeting('1.0.0') }));
  const pointer = join(folder, 'production/pointer.json');
  await rm(pointer);
  execFileSync('mkfifo', [pointer]);
  const source = directory(folder);
  const { signal } = new AbortController();
  for (let i = 0; i < 8; i += 1) {
    await expect(source.readPointer('production', signal)).rejects.toThrow(/is no regular file/);
  }
  await rm(folder, { recursive: true });
});

test('while one read of a folder hangs no other is begun, and they go on when it has ended', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'published-'));
  await publishInto(folder, serving(1, { '1.0.0': greeting('1.0.0') }));
  const files = openFileReader();
  const begun: string[] = [];
  const hanging = deferred();
  const read = (name: string, signal: AbortSignal, until?: Promise<void>) =>
    files.read(join(folder, 'production/pointer.json'), { signal, largest: 10_000 }, async (readText) => {
      begun.push(name);
      await until;
      return readText();
    });
  const patient = new AbortController();
  const impatient = new AbortController();
  const first = read('first', patient.signal, hanging.promise);
  const second = read('second', impatient.signal);
  const third = read('third', patient.signal);
  impatient.abort(new Error('no answer within 2 s'));
  await expect(second).rejects.toThrow('no answer within 2 s');
  expect(getEventListeners(impatient.signal, 'abort')).toEqual([]);
  await vi.waitFor(() => expect(begun).toEqual(['first']));
  hanging.resolve();
  expect(await third).toBe(await first);
  expect(begun).toEqual(['first', 'third']);
  await rm(folder, { recursive: true });
});

async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('this Node gives no access to its garbage collection');
  await new Promise(setImmediate);
  collect();
  await new Promise(setImmediate);
  collect();
}
