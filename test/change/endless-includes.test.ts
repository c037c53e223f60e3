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

/** The prompts that a change of one file touches where the prompt `0` includes `1`, that `2`, and so on without end. */
async function touchedBy(path: string) {
  const { prompts } = await detectChange({
    mergeBase: '',
    head: 'worktree',
    base: endless,
    candidate: endless,
    files: [{ status: 'modified', path, basePath: path }],
    sources: [{ kind: 'glob', pattern: '0' }],
    policyPath: 'policy.yml',
    includesOf: (_path, number) => [number, String(Number(number) + 1)],
    suitePathsOf: () => [],
  });
  return prompts;
}

test('includes are followed through a thousand files and no further', async () => {
  expect(await touchedBy('1000')).toMatchObject([{ path: '0', kind: 'include', because: ['1000'] }]);
  expect(await touchedBy('1001')).toEqual([]);
});
