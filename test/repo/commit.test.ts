import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Snapshot } from '../../src/domain/snapshot.ts';
import { readTip } from '../../src/repo/branch.ts';
import { updateBranch } from '../../src/repo/commit.ts';
import { openRepository } from '../../src/repo/git.ts';
import { snapshotAt } from '../../src/repo/snapshots.ts';
import { buildCloneOfBare } from '../kit/bare.ts';

const runFile = promisify(execFile);
const place = { remote: 'origin', branch: 'prompt-registry' };
const author = { name: 'Grace', email: 'grace@example.com' };

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('updateBranch', () => {
  test('begins a branch that is not there with a commit without parent, and goes on from it', async () => {
    await using team = await buildCloneOfBare();
    const repository = await openRepository(team.clone.root);
    const first = await updateBranch(
      repository,
      place,
      async (tip) => {
        expect(tip).toBeNull();
        return { files: { 'events/1.json': '{"a":"ä"}', 'registry.json': '{}' }, message: 'begin' };
      },
      { author },
    );
    const second = await updateBranch(
      repository,
      place,
      async (tip) => {
        expect(await tip?.list()).toEqual(['events/1.json', 'registry.json']);
        expect(await tip?.read('events/1.json')).toBe('{"a":"ä"}');
        return { files: { 'events/2 "b".json': '', 'registry.json': null }, message: 'go on\n\nbody' };
      },
      { author },
    );
    expect(first).toMatchObject({ kind: 'written', tries: 1 });
    expect(second).toMatchObject({ kind: 'written', tries: 1 });
    const told = await team.bare.git('log', '--format=%H %an <%ae> %cn %s', 'prompt-registry');
    expect(told.split('\n')).toEqual([
      `${second.commit} Grace <grace@example.com> Grace go on`,
      `${first.commit} Grace <grace@example.com> Grace begin`,
    ]);
    const reading = await readTip(repository, place);
    expect(reading).toMatchObject({ commit: second.commit, asked: 'remote', failure: null });
    const snapshot = snapshotAt(repository, second.commit ?? '');
    expect(await snapshot.list()).toEqual(['events/1.json', 'events/2 "b".json']);
    snapshot.close();
  });

  test('replaces a branch of ours by one commit on top of another, once, and not what somebody pushed meanwhile', async () => {
    await using team = await buildCloneOfBare();
    const repository = await openRepository(team.clone.root);
    const onto = await team.clone.git('rev-parse', 'HEAD');
    const ours = { remote: 'origin', branch: 'ours' };
    const change = { files: { 'b.txt': 'b' }, message: 'ours' };
    await team.clone.git('push', '--quiet', 'origin', 'HEAD:refs/heads/ours');
    let pushed = '';
    const first = await updateBranch(
      repository,
      ours,
      async () => {
        if (pushed === '') {
          await team.clone.git('commit', '--quiet', '--allow-empty', '-m', 'theirs');
          await team.clone.git('push', '--quiet', 'origin', 'HEAD:refs/heads/ours');
          pushed = await team.clone.git('rev-parse', 'HEAD');
        }
        return change;
      },
      { author, onto },
    );
    // The first try lost against that push; the second saw it, and replaced it.
    expect(first).toMatchObject({ kind: 'written', tries: 2 });
    expect(await team.bare.git('rev-parse', 'ours^')).toBe(onto);
    expect(await team.bare.git('ls-tree', '--name-only', 'ours')).toBe('a.txt\nb.txt');
    const again = await updateBranch(repository, ours, async () => change, { author, onto });
    expect(again).toEqual({ kind: 'nothing', commit: first.commit, tries: 1 });
  });

  test('leaves the clone as it was: work tree, index, branches, and no ref but the last tip', async () => {
    await using team = await buildCloneOfBare();
    const repository = await openRepository(team.clone.root);
    await team.clone.write({ 'a.txt': 'dirty', 'new.txt': 'new' });
    await team.clone.git('add', 'new.txt');
    await team.clone.write({ '.git/index.lock': '' });
    await team.clone.git('branch', 'prompt-registry');
    const before = await stateOf(team.clone);
    const { commit } = await updateBranch(
      repository,
      place,
      async () => ({ files: { x: 'x' }, message: 'x' }),
      { author },
    );
    expect(await stateOf(team.clone)).toEqual(before);
    const refs = await team.clone.git(
      'for-each-ref',
      '--format=%(refname) %(objectname)',
      'refs/prompt-eval-gate',
    );
    expect(refs).toBe(`refs/prompt-eval-gate/known/origin/prompt-registry ${commit}`);
  });

  test('writes nothing where there is nothing to decide', async () => {
    await using team = await buildCloneOfBare();
    const repository = await openRepository(team.clone.root);
    const update = await updateBranch(repository, place, async () => null, { author });
    expect(update).toEqual({ kind: 'nothing', commit: null, tries: 1 });
    expect(await team.bare.git('for-each-ref', '--format=%(refname)')).toBe('refs/heads/main');
  });

  test('needs no name of a user, and six processes of git', async () => {
    await using team = await buildCloneOfBare();
    await team.clone.git('config', 'user.useConfigOnly', 'true');
    vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null');
    const repository = await openRepository(team.clone.root);
    const write = (name: string) => {
      const decide = async (tip: Snapshot | null) => {
        await tip?.read('registry.json');
        return { files: { [name]: name }, message: name };
      };
      return updateBranch(repository, place, decide, { author });
    };
    await write('one');
    const trace = join(team.bare.root, 'trace');
    vi.stubEnv('GIT_TRACE2_EVENT', trace);
    expect(await write('two')).toMatchObject({ kind: 'written' });
    const [first, second, ...others] = await commandsIn(trace);
    // They run at the same time.
    expect([first, second].sort()).toEqual(['cat-file', 'config']);
    expect(others).toEqual(['fetch', 'fast-import', 'push', 'update-ref']);
  });

  test('gives up when its time is over, and says that others were faster', async () => {
    await using team = await buildCloneOfBare();
    const [slow, fast] = await Promise.all([openRepository(team.clone.root), team.another()]);
    let decisions = 0;
    const overtaken = async () => {
      decisions += 1;
      if (decisions === 1) await overtake(fast.root, '1');
      else await setTimeout(5000);
      return { files: { slow: 'slow' }, message: 'slow' };
    };
    const problem = await updateBranch(slow, place, overtaken, { author, timeoutMs: 5000 }).catch(
      (error: Error) => error,
    );
    expect(problem).toMatchObject({ name: 'RemoteFailure', kind: 'busy' });
    expect(String(problem)).toBe(
      'RemoteFailure: Others wrote "prompt-registry" first: 2 tries within 5 s ([rejected] (fetch first)). Nothing was written: try again.',
    );
    expect(await team.bare.git('ls-tree', '--name-only', 'prompt-registry')).not.toContain('slow');
  });

  test('a writer who was slower decides anew on what the faster one wrote', async () => {
    await using team = await buildCloneOfBare();
    const [slow, fast] = await Promise.all([openRepository(team.clone.root), team.another()]);
    const seen: (string | undefined)[] = [];
    const update = await updateBranch(
      slow,
      place,
      async (tip) => {
        const count = Number((await tip?.read('count')) ?? 0);
        seen.push(String(count));
        if (seen.length === 1) {
          await overtake(fast.root, '7');
        }
        return { files: { count: String(count + 1) }, message: 'slow' };
      },
      { author },
    );
    expect(seen).toEqual(['0', '7']);
    expect(update).toMatchObject({ kind: 'written', tries: 2 });
    expect(await team.bare.git('show', 'prompt-registry:count')).toBe('8');
  });
});

/** The git commands that we started, in a trace: not those that git started itself. */
async function commandsIn(trace: string): Promise<string[]> {
  const events = (await readFile(trace, 'utf8')).trim().split('\n');
  return events
    .map((event) => JSON.parse(event))
    .filter(({ event, sid }) => event === 'cmd_name' && !sid.includes('/'))
    .map(({ name }) => name);
}

async function stateOf(clone: { git(...words: string[]): Promise<string> }): Promise<string[]> {
  return Promise.all([
    clone.git('status', '--porcelain=v2', '--branch'),
    clone.git('for-each-ref', 'refs/heads', 'refs/tags', 'refs/remotes/origin/main'),
    clone.git('diff'),
  ]);
}

/** Another writer sets the counter meanwhile. */
async function overtake(root: string, count: string): Promise<void> {
  const decide = async () => ({ files: { count }, message: 'fast' });
  await updateBranch(await openRepository(root), place, decide, { author });
}

/** Processes that each add one to a counter and write one file of their own. */
async function race(clones: readonly string[]): Promise<unknown[]> {
  const program = join(import.meta.dirname, 'branch-writer.ts');
  const runs = clones.map(async (clone, index) => {
    const { stdout } = await runFile(process.execPath, [program, clone, String(index)]);
    return JSON.parse(stdout);
  });
  return Promise.all(runs);
}

describe('racing writers', () => {
  test('twenty processes in clones of their own lose nothing, and all end', {
    timeout: 240_000,
  }, async () => {
    await using team = await buildCloneOfBare();
    const clones = await Promise.all(Array.from({ length: 20 }, () => team.another()));
    const updates = await race(clones.map(({ root }) => root));
    expect(updates).toHaveLength(20);
    expect(await team.bare.git('show', 'prompt-registry:count')).toBe('20');
    expect((await team.bare.git('ls-tree', '-r', '--name-only', 'prompt-registry')).split('\n')).toHaveLength(
      21,
    );
    expect(await team.bare.git('rev-list', '--count', 'prompt-registry')).toBe('20');
  });

  test('six processes in one clone do not disturb each other', async () => {
    await using team = await buildCloneOfBare();
    await race(Array.from({ length: 6 }, () => team.clone.root));
    expect(await team.bare.git('show', 'prompt-registry:count')).toBe('6');
    const refs = await team.clone.git('for-each-ref', '--format=%(objectname)', 'refs/prompt-eval-gate');
    expect(refs).toBe(await team.bare.git('rev-parse', 'prompt-registry'));
    expect(await team.clone.git('fsck', '--no-dangling')).toBe('');
  });
});
