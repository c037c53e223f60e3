import { unlessMistaken } from '../../base/errors.ts';
import type { StoredAnswers } from '../../plan/estimate.ts';
import { type Repository, storeDirectoryOf } from '../../repo/git.ts';
import { currentBranch } from '../../repo/revision.ts';
import { openStore } from '../../run/store.ts';

/** What is done with the answers that a clone keeps, which are closed afterwards; undefined: there are none to be read. */
export async function withStoredAnswers<T>(
  repository: Repository,
  use: (stored: StoredAnswers | undefined) => Promise<T>,
): Promise<T> {
  const store = await unlessMistaken(() => openStore(storeDirectoryOf(repository), { readOnly: true }));
  if (store === undefined) return await use(undefined);
  try {
    // As the gate finds them: those to prompts that draw at random are a branch's own.
    return await use({ store, scope: (await currentBranch(repository)) ?? '' });
  } finally {
    await store.close();
  }
}
