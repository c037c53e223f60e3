import { expect, test } from 'vitest';
import { detectChange } from '../../src/change/detect.ts';
import type { Snapshot } from '../../src/domain/snapshot.ts';

/** Has every file, each with its own name in it. */
const endless: Snapshot = {
  revision: 'worktree',
  list: async () => ['0'],
  has: async () => true,
  read: async (path) => path,
  blob: async () => undefined,
};

/** The prompts that a change of one file touches where the suite `1` names `2`, that `3`, and so on without end. */
async function touchedBy(path: string) {
  const { prompts } = await detectChange({
    mergeBase: '',
    head: 'worktree',
    base: endless,
    candidate: endless,
    files: [{ status: 'modified', path, basePath: path }],
    sources: [{ kind: 'glob', pattern: '0' }],
    policyPath: 'policy.yml',
    includedPaths: async () => ({ paths: [], isOpen: false }),
    suitePathsOf: () => ['1'],
    suiteFilesOf: (_path, number) => [number, String(Number(number) + 1)],
  });
  return prompts;
}

test('files that a suite is made of are followed through a thousand and no further', async () => {
  expect(await touchedBy('1000')).toMatchObject([{ path: '0', kind: 'suite', because: ['1000'] }]);
  expect(await touchedBy('1001')).toEqual([]);
});
