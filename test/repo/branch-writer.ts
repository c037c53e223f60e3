import { updateBranch } from '../../src/repo/commit.ts';
import { openRepository } from '../../src/repo/git.ts';

/** A process that adds one to a counter on the branch, and writes a file of its own: `branch-writer.ts CLONE NAME`. */
const [, , clone = '', name = ''] = process.argv;
const update = await updateBranch(
  await openRepository(clone),
  { remote: 'origin', branch: 'prompt-registry' },
  async (tip) => {
    const count = Number((await tip?.read('count')) ?? 0) + 1;
    return { files: { count: String(count), [`of-${name}`]: name }, message: `count ${count}` };
  },
  { author: { name: 'Grace', email: 'grace@example.com' } },
);
process.stdout.write(JSON.stringify(update));
