import { mkdtemp, readdir, readFile, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { digestOf } from '../../src/base/digest.ts';
import { publishedIn, publishToFolder } from '../../src/delivery/folder.ts';
import type { Pointer } from '../../src/domain/pointer.ts';

import { flagsOf, publicationOf } from '../../src/registry/publication.ts';
import { disagreementsWithFlagd, units } from '../kit/flagd.ts';

const bundle = '{"engine":"none"}';
const digest = digestOf({ engine: 'none' });

function pointer(serial: number, version = '1.0.0'): Pointer {
  return {
    format: 1,
    environment: 'production',
    serial,
    at: '2026-11-29T00:00:00.000Z',
    prompts: {
      support: {
        allocation: { '*': [[version, [0, 10_000]]] },
        versions: { [version]: { digest } },
      },
    },
    signatures: [],
  };
}

const publication = (of: Pointer) => publicationOf(of, { [digest]: bundle });

describe('a folder', () => {
  let path = '';
  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), 'folder-'));
  });
  const folder = () => ({ path, root: path });

  test('gets objects by digest, flags and the pointer, and says what it serves', async () => {
    expect(await publishedIn(folder(), 'production')).toBeNull();
    expect(await publishToFolder(folder(), publication(pointer(3)))).toBe('published');
    expect(await readFile(join(path, 'objects/sha256', `${digest}.json`), 'utf8')).toBe(bundle);
    expect(JSON.parse(await readFile(join(path, 'production/pointer.json'), 'utf8'))).toEqual(pointer(3));
    expect(await publishedIn(folder(), 'production')).toMatchObject({ serial: 3 });
    expect(await publishToFolder(folder(), publication(pointer(3)))).toBe('current');
  });

  test('never goes back to a lower serial, and refuses an equal one with other content', async () => {
    await publishToFolder(folder(), publication(pointer(5)));
    expect(await publishToFolder(folder(), publication(pointer(4, '0.9.0')))).toBe('newer');
    expect(await publishedIn(folder(), 'production')).toMatchObject({ serial: 5 });
    await expect(publishToFolder(folder(), publication(pointer(5, '0.9.0')))).rejects.toThrow(
      /same serial 5/,
    );
  });

  test('of two that publish at once the higher serial stays, however many bundles the lower one writes', async () => {
    const bundles = Array.from({ length: 400 }, (_, index) => ({ engine: 'none', index }));
    const objects = Object.fromEntries(bundles.map((each) => [digestOf(each), JSON.stringify(each)]));
    const slow = publishToFolder(folder(), { ...publication(pointer(5)), objects });
    await expect.poll(() => readdir(join(path, 'objects/sha256')).catch(() => [])).not.toEqual([]);
    expect(await publishToFolder(folder(), publication(pointer(6, '1.1.0')))).toBe('published');
    expect(await slow).toBe('newer');
    expect(await publishedIn(folder(), 'production')).toMatchObject({ serial: 6 });
    expect((await readdir(join(path, 'production'))).sort()).toEqual(['flags.json', 'pointer.json']);
  });

  test('that a killed process left locked is published to', async () => {
    await publishToFolder(folder(), publication(pointer(1)));
    const lock = join(path, 'production/.publishing');
    await writeFile(lock, '');
    await utimes(lock, new Date(0), new Date(0));
    expect(await publishToFolder(folder(), publication(pointer(2)))).toBe('published');
  });

  test('gets a pointer in the place of an empty one, which a machine leaves that lost power', async () => {
    await publishToFolder(folder(), publication(pointer(1)));
    await writeFile(join(path, 'production/pointer.json'), '');
    expect(await publishToFolder(folder(), publication(pointer(2)))).toBe('published');
    expect(await publishedIn(folder(), 'production')).toMatchObject({ serial: 2 });
  });

  test.skipIf(process.platform !== 'linux')('that nobody can make ends with an error', async () => {
    const path = '/proc/prompts';
    await expect(publishToFolder({ path, root: path }, publication(pointer(1)))).rejects.toThrow(/ENOENT/);
  });

  test('that cannot be written is a sentence with what to do', async () => {
    const taken = join(path, 'published');
    await writeFile(taken, 'a file');
    await expect(publishToFolder({ path: taken, root: path }, publication(pointer(1)))).rejects.toThrow(
      /published cannot be written: E[A-Z]+: .*\. It has to be a folder that this process may write/,
    );
  });

  test('is not written through a symbolic link, nor over a pointer that is none', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'outside-'));
    await symlink(outside, join(path, 'production'));
    await expect(publishToFolder(folder(), publication(pointer(1)))).rejects.toThrow(/symbolic link/);
    const other = { path: outside, root: outside };
    await publishToFolder(other, publication(pointer(1)));
    await writeFile(join(outside, 'production/pointer.json'), 'not JSON');
    await expect(publishToFolder(other, publication(pointer(2)))).rejects.toThrow(/is no pointer/);
  });
});

const split: Pointer['prompts'][string] = {
  allocation: {
    '*': [
      ['1.0.0', [0, 4000], [9000, 10_000]],
      ['1.1.0', [4000, 9000]],
    ],
    enterprise: [['1.0.0', [0, 10_000]]],
  },
  versions: { '1.0.0': { digest }, '1.1.0': { digest } },
};

test("flagd's own library gives every unit the version that our slots give", () => {
  expect(disagreementsWithFlagd(split, units(20_000))).toEqual([]);
  expect(disagreementsWithFlagd(split, units(100), 'enterprise')).toEqual([]);
  expect(disagreementsWithFlagd({ ...split, segmentBy: 'customer_tier' }, units(100), 'enterprise')).toEqual(
    [],
  );
  expect(disagreementsWithFlagd(pointer(1).prompts.support ?? split, units(100))).toEqual([]);
});

test('flags have the shares in the order of the slots, and a rule for each listed segment', () => {
  const prompts = { support: split };
  expect(flagsOf({ prompts })).toMatchObject({
    flags: {
      support: {
        state: 'ENABLED',
        variants: { '1.0.0': { version: '1.0.0', digest }, '1.1.0': { version: '1.1.0', digest } },
        targeting: {
          if: [
            { '==': [{ var: 'segment' }, 'enterprise'] },
            '1.0.0',
            {
              fractional: [
                ['1.0.0', 4000],
                ['1.1.0', 5000],
                ['1.0.0', 1000],
              ],
            },
          ],
        },
      },
    },
  });
});
