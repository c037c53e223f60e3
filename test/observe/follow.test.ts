import { appendFile, mkdtemp, open, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { followed } from '../../src/observe/follow.ts';
import { deferred } from '../kit/deferred.ts';

let folder: string;
let path: string;
let following: ReturnType<typeof follow>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'follow-'));
  path = join(folder, 'observations.jsonl');
});
afterEach(async () => {
  await following.end();
  await rm(folder, { recursive: true });
});

/** What was read so far, and waits until it is as expected. */
function follow({ quietMs }: { quietMs?: number } = {}) {
  const ending = new AbortController();
  const troubles: string[] = [];
  let text = '';
  let changed = deferred();
  const reading = (async () => {
    const onTrouble = (sentence: string) => void troubles.push(sentence);
    const how = { signal: ending.signal, between: async () => {}, onTrouble };
    for await (const chunk of followed(path, quietMs === undefined ? how : { ...how, quietMs })) {
      text += Buffer.from(chunk).toString();
      changed.resolve();
      changed = deferred();
    }
  })();
  return {
    troubles,
    /** Lines in the order in which they were handed on; a line end more is nothing. */
    lines: () => text.split('\n').filter(Boolean),
    async until(isSo: (lines: string[]) => boolean) {
      while (!isSo(text.split('\n').filter(Boolean))) await Promise.race([changed.promise, reading]);
    },
    async end() {
      ending.abort();
      await reading;
    },
  };
}

test('what is appended to a file that was moved away is read, beside the new one', async () => {
  await writeFile(path, 'a1\na2\n');
  const writer = await open(path, 'a');
  following = follow();
  await following.until((lines) => lines.length === 2);
  await rename(path, `${path}.1`);
  await writeFile(path, 'b1\n');
  await following.until((lines) => lines.includes('b1'));
  await writer.write('a3\na4 begins');
  await following.until((lines) => lines.includes('a3'));
  await appendFile(path, 'b2\n');
  await following.until((lines) => lines.includes('b2'));
  await writer.write(' and ends\n');
  await following.until((lines) => lines.length === 6);
  await writer.close();
  expect(following.lines()).toEqual(['a1', 'a2', 'b1', 'a3', 'b2', 'a4 begins and ends']);
  expect(following.troubles).toEqual([
    'observations.jsonl is another file now: it is read from its beginning, and the one before while somebody appends to it.',
  ]);
});

test('a file that was moved away is let go when nothing more comes, with a last line that has no end', async () => {
  await writeFile(path, 'a1\na2 without an end');
  following = follow({ quietMs: 0 });
  await following.until((lines) => lines.includes('a1'));
  await rename(path, `${path}.1`);
  await writeFile(path, 'b1\n');
  await following.until((lines) => lines.length === 3);
  expect(following.lines()).toContain('a2 without an end');
});

test('lines longer than what is read at once are not torn by those of the other file', async () => {
  const long = 'x'.repeat(700_000);
  await writeFile(path, `a1\n`);
  const writer = await open(path, 'a');
  following = follow();
  await following.until((lines) => lines.length === 1);
  await rename(path, `${path}.1`);
  await writeFile(path, `b1\n`);
  await writer.write(`${long}\n`);
  await appendFile(path, `${long}y\n`);
  await following.until((lines) => lines.length >= 4 && lines.at(-1)?.length !== 0);
  await appendFile(path, `b2\n`);
  await following.until((lines) => lines.includes('b2'));
  await writer.close();
  expect(new Set(following.lines())).toEqual(new Set(['a1', 'b1', long, `${long}y`, 'b2']));
});

test('a file that was cut off is read from its beginning, though it grew past its old end before anybody looked', async () => {
  await writeFile(path, 'a1\na2\n');
  following = follow();
  await following.until((lines) => lines.length === 2);
  await writeFile(path, 'b1, which is longer than all that was there\nb2\n');
  await following.until((lines) => lines.includes('b2'));
  await truncate(path);
  await appendFile(path, 'c1\n');
  await following.until((lines) => lines.includes('c1'));
  expect(following.lines()).toEqual(['a1', 'a2', 'b1, which is longer than all that was there', 'b2', 'c1']);
  const cut = 'observations.jsonl was cut off, and is read from its beginning.';
  expect(following.troubles).toEqual([cut, cut]);
});

test('while no file is in its place, the one that was there is read', async () => {
  await writeFile(path, 'a1\n');
  const writer = await open(path, 'a');
  following = follow();
  await following.until((lines) => lines.length === 1);
  await rename(path, `${path}.1`);
  await writer.write('a2\n');
  await following.until((lines) => lines.includes('a2'));
  await writeFile(path, 'b1\n');
  await following.until((lines) => lines.includes('b1'));
  await writer.close();
  expect(following.lines()).toEqual(['a1', 'a2', 'b1']);
});
