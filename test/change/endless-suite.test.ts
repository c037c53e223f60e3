import { expect, test } from 'vitest';
import { detectChange } from '../../src/change/detect.ts';
import type { Snapshot } from '../../src/domain/snapshot.ts';

/** Has 1,200 files, each with its own name in it. */
const endless: Snapshot = {
  revision: 'worktree',
  list: async () => Array.from({ length: 1200 }, (_, number) => `${number}.yml`),
  has: async () => true,
  read: async (path) => path,
  blob: async () => undefined,
};

/** The prompts that a change of one file touches where the suite `1.yml` names `2.yml`, that `3.yml`, and so on without end. */
async function touchedBy(path: string) {
  const { prompts } = await detectChange({
    mergeBase: '',
    head: 'worktree',
    base: endless,
    candidate: endless,
    files: [{ status: 'modified', path, basePath: path }],
    sources: [{ kind: 'glob', pattern: '0.yml' }],
    policyPath: 'policy.yml',
    includedPaths: async () => ({ paths: [], isOpen: false }),
    suitePathsOf: () => ['1.yml'],
    suiteFilesOf: (_path, number) => [number, `${Number.parseInt(number, 10) + 1}.yml`],
  });
  return prompts;
}

test('files that a suite is made of are followed through a thousand, and then any file may be one', async () => {
  expect(await touchedBy('1000.yml')).toMatchObject([
    { path: '0.yml', kind: 'suite', because: ['1000.yml'] },
  ]);
  expect(await touchedBy('1100.yml')).toMatchObject([
    { path: '0.yml', kind: 'suite', because: ['1100.yml'] },
  ]);
  expect(await touchedBy('image.png')).toEqual([]);
});
