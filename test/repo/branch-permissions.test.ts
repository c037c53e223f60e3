import { describe, expect, test } from 'vitest';
import { asOrdinaryUser } from '../kit/ordinary-user.ts';
import { buildRepository, type TestRepository } from '../kit/repository.ts';

/** Writes to the branch of the clone in the current folder, takes permissions away, and tells what then happens. */
const PROGRAM = `
  const { execFileSync } = await import('node:child_process');
  const { openRepository } = await import('SOURCES/repo/git.ts');
  const { readTip } = await import('SOURCES/repo/branch.ts');
  const { updateBranch } = await import('SOURCES/repo/commit.ts');
  const [, locked] = process.argv;
  const repository = await openRepository('clone');
  const place = { remote: 'origin', branch: 'prompt-registry' };
  const write = (name) =>
    updateBranch(repository, place, async () => ({ files: { [name]: name }, message: name }), {
      author: { name: 'Grace', email: 'grace@example.com' },
    });
  const first = await write('one');
  execFileSync('chmod', ['-R', 'a-w', locked]);
  const problem = await write('two').catch(({ name, kind, message }) => ({ name, kind, message }));
  const reading = await readTip(repository, place);
  execFileSync('chmod', ['-R', 'u+w', locked]);
  console.log(JSON.stringify({ first, problem, reading }));
`;

/** A folder with a bare remote and a clone of it, both the ordinary user's. */
async function buildBoth(): Promise<TestRepository> {
  const folder = await buildRepository();
  await folder.git('init', '--quiet', '--bare', 'remote.git');
  await folder.git('clone', '--quiet', 'remote.git', 'clone');
  return folder;
}

describe('for a user without permission', () => {
  test('a remote that may only be read is read, and refuses the push', async () => {
    await using folder = await buildBoth();
    const told = await asOrdinaryUser(folder.root, { program: PROGRAM, words: ['remote.git'] });
    expect(told).toMatchObject({
      first: { kind: 'written' },
      problem: {
        name: 'RemoteFailure',
        kind: 'refused',
        message: expect.stringMatching(
          /^The remote "origin" does not let this account push \(.*\)\. In a workflow, give the job `permissions: \{ contents: write \}`/,
        ),
      },
      reading: { asked: 'remote', failure: null },
    });
  });

  test('a clone that may only be read tells what it last saw, and is not written', async () => {
    await using folder = await buildBoth();
    const told = await asOrdinaryUser(folder.root, { program: PROGRAM, words: ['clone/.git'] });
    const why = expect.stringMatching(
      /^The remote "origin" is not read, since this clone cannot be written to \(.*\)\. Check who owns its \.git folder/,
    );
    expect(told).toMatchObject({
      first: { kind: 'written' },
      problem: { name: 'RemoteFailure', kind: 'unreachable', message: why },
      reading: { asked: 'unreachable', failure: why },
    });
    const { first, reading } = JSON.parse(JSON.stringify(told));
    expect(reading.commit).toBe(first.commit);
  });
});
