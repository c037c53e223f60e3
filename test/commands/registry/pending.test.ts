import { expect, test } from 'vitest';
import { dropCopiedPending, readPending, savePending } from '../../../src/commands/registry/pending.ts';
import { openRepository, storeDirectoryOf } from '../../../src/repo/git.ts';
import { buildRepository } from '../../kit/repository.ts';

test('notes of rollbacks that came with answers of another machine are not taken over', async () => {
  await using clone = await buildRepository({ 'a.txt': 'a' });
  const repository = await openRepository(clone.root);
  const place = { remote: 'origin', branch: 'prompt-registry' };
  await savePending(repository, place, {
    ...{ format: 1, prompt: 'support', environment: 'production', from: '1.1.0', to: null, reason: 'bad' },
    ...{ actor: { name: 'ada', source: 'github' }, at: '2026-11-28T10:00:00.000Z' },
  });
  expect(await readPending(repository, place)).toHaveLength(1);
  await dropCopiedPending(storeDirectoryOf(repository));
  expect(await readPending(repository, place)).toEqual([]);
});
