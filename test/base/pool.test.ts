import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openPool } from '../../src/base/pool.ts';

test('as many pieces of work as allowed run at the same time, and all are done in the end', async () => {
  const pool = openPool(5);
  let running = 0;
  let most = 0;
  let done = 0;
  for (let piece = 0; piece < 40; piece += 1) {
    await pool.begin(async () => {
      running += 1;
      most = Math.max(most, running);
      await setTimeout(piece % 7);
      running -= 1;
      done += 1;
    });
  }
  await pool.finish();
  expect(done).toBe(40);
  expect(most).toBe(5);
});

test('a failed task is reported at the next task or at the end, once the others are done', async () => {
  let done = false;
  const pool = openPool(2);
  await pool.begin(() => Promise.reject(new Error('broken')));
  await setTimeout(1);
  await expect(pool.begin(async () => {})).rejects.toThrow('broken');
  const other = openPool(3);
  await other.begin(async () => {
    await setTimeout(20);
    done = true;
  });
  await other.begin(() => setTimeout(5).then(() => Promise.reject(new Error('broken'))));
  await expect(other.finish()).rejects.toThrow('broken');
  expect(done).toBe(true);
});
