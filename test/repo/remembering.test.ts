import { expect, test } from 'vitest';
import { remembering } from '../../src/repo/remembering.ts';
import { snapshotOf } from '../kit/snapshot.ts';

test('small files are read once, also when asked for at the same time; large ones again', async () => {
  const reads: string[] = [];
  const files = snapshotOf({ 'a.txt': 'a', 'b.txt': 'b'.repeat(300_000) });
  const snapshot = remembering({
    ...files,
    read: (path) => {
      reads.push(path);
      return files.read(path);
    },
  });
  expect(await Promise.all([snapshot.read('a.txt'), snapshot.read('a.txt')])).toEqual(['a', 'a']);
  expect(await snapshot.read('none.txt')).toBeUndefined();
  expect(await snapshot.read('none.txt')).toBeUndefined();
  expect((await snapshot.read('b.txt'))?.length).toBe(300_000);
  expect((await snapshot.read('b.txt'))?.length).toBe(300_000);
  expect(reads).toEqual(['a.txt', 'none.txt', 'b.txt', 'b.txt']);
});
