import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readTip } from '../../src/repo/branch.ts';
import { updateBranch } from '../../src/repo/commit.ts';
import { openRepository } from '../../src/repo/git.ts';
import { readFailedFetch, readFailedPush } from '../../src/repo/remote-failure.ts';
import { buildCloneOfBare, type Team } from '../kit/bare.ts';
import { type GitServer, serveRepository } from '../kit/git-server.ts';

const place = { remote: 'origin', branch: 'prompt-registry' };
const author = { name: 'Grace', email: 'grace@example.com' };

beforeEach(() => {
  vi.stubEnv('NO_PROXY', '127.0.0.1');
  vi.stubEnv('no_proxy', '127.0.0.1');
});

afterEach(() => {
  vi.unstubAllEnvs();
});

async function write({ clone }: Team, { name = 'one', timeoutMs = 60_000 } = {}) {
  const decide = async () => ({ files: { [name]: name }, message: name });
  return updateBranch(await openRepository(clone.root), place, decide, { author, timeoutMs });
}

/** A team whose clone reaches the bare remote over HTTP. */
async function teamOverHttp(): Promise<Team & { server: GitServer }> {
  const team = await buildCloneOfBare();
  const server = await serveRepository(team.bare.root);
  await team.clone.git('remote', 'set-url', 'origin', server.url);
  return {
    ...team,
    server,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await team[Symbol.asyncDispose]();
    },
  };
}

describe('a remote that does not take the push', () => {
  test.each([
    [
      'protected branch hook declined',
      'GH006: Protected branch update failed for refs/heads/prompt-registry.',
    ],
    ['push declined due to repository rule violations', 'GH013: Repository rule violations found'],
  ])('by a rule (%s): names the setting, and does not try again', async (_reason, said) => {
    await using team = await buildCloneOfBare();
    const hook = join(team.bare.root, '.git/hooks/pre-receive');
    await team.bare.write({ '.git/hooks/pre-receive': `#!/bin/sh\necho "error: ${said}" >&2\nexit 1\n` });
    await chmod(hook, 0o755);
    const problem = await write(team).catch((error: unknown) => error);
    expect(problem).toMatchObject({ name: 'RemoteFailure', kind: 'refused' });
    expect(String(problem)).toContain(
      'The remote "origin" refuses pushes to this branch by a rule or hook of its own (remote: error: GH0',
    );
    expect(String(problem)).toContain('Settings → Rules → Rulesets');
    expect(await team.bare.git('for-each-ref', '--format=%(refname)')).toBe('refs/heads/main');
    expect(await team.clone.git('for-each-ref', 'refs/prompt-eval-gate')).toBe('');
  });

  test('without permission: names the permission', async () => {
    await using team = await teamOverHttp();
    team.server.fault = (service) => (service === 'git-receive-pack' ? { status: 403 } : undefined);
    const problem = await write(team).catch((error: unknown) => error);
    expect(problem).toMatchObject({ kind: 'refused' });
    expect(String(problem)).toMatch(
      /^RemoteFailure: The remote "origin" does not let this account push \(.*403\)\. In a workflow, give the job `permissions: \{ contents: write \}`/,
    );
  });
});

describe('a remote that is not reached', () => {
  test.each([
    [{ status: 401 }, 'does not accept this account’s credentials'],
    [{ status: 403 }, 'does not let this account read'],
    [{ status: 404 }, 'has no such repository, or hides it from this account'],
    [{ status: 500 }, 'cannot be reached'],
    ['hang' as const, 'did not answer in time.'],
  ])('%j: one sentence for a writer, and for a reader what is here', async (fault, told) => {
    await using team = await teamOverHttp();
    const { commit } = await write(team);
    team.server.fault = () => fault;
    const problem = await write(team, { name: 'two', timeoutMs: 1500 }).catch((error: unknown) => error);
    expect(problem).toMatchObject({ kind: 'unreachable' });
    expect(String(problem)).toContain(`The remote "origin" ${told}`);
    const repository = await openRepository(team.clone.root);
    const reading = await readTip(repository, place, { timeoutMs: 1500 });
    expect(reading).toMatchObject({ commit, asked: 'unreachable' });
    expect(reading.failure).toContain(told);
    expect(reading.fetchedAt).toBeInstanceOf(Date);
  });

  test('tells no password', async () => {
    await using team = await teamOverHttp();
    const url = team.server.url.replace('http://', 'http://ada:open-sesame@');
    team.server.fault = () => ({ status: 500 });
    const repository = await openRepository(team.clone.root);
    const reading = await readTip(repository, { ...place, remote: url });
    expect(reading.failure).toContain('cannot be reached');
    expect(reading.failure).not.toContain('sesame');
  });
});

describe('a push whose answer is lost', () => {
  test('is found to have arrived, and is not done twice', async () => {
    await using team = await teamOverHttp();
    await write(team);
    team.server.fault = (service, { method }) =>
      service === 'git-receive-pack' && method === 'POST' ? 'after' : undefined;
    const update = await write(team, { name: 'two' });
    const commit = await team.bare.git('rev-parse', 'prompt-registry');
    expect(update).toEqual({ kind: 'written', commit, tries: 2 });
    expect(await team.bare.git('rev-list', '--count', 'prompt-registry')).toBe('2');
  });

  test('because the time was over, says that it may have arrived', () => {
    const answer = readFailedPush(place, { stdout: '', stderr: '', timedOut: true });
    expect(answer).toMatchObject({ kind: 'unclear', failure: { kind: 'unreachable' } });
    expect('failure' in answer && answer.failure.message).toBe(
      'The remote "origin" did not say whether the push arrived (it did not answer in time). Look at what the branch has before you try again.',
    );
  });

  test('and a remote that fails for a while, is tried again', async () => {
    await using team = await teamOverHttp();
    await write(team);
    let requests = 0;
    team.server.fault = (service, { method }) => {
      if (method !== 'POST' && service === 'git-receive-pack') requests += 1;
      return requests === 1 && service === 'git-receive-pack' ? { status: 503 } : undefined;
    };
    expect(await write(team, { name: 'two' })).toMatchObject({ kind: 'written', tries: 2 });
  });
});

describe('what remotes say', () => {
  test.each([
    {
      said: 'remote: error: GH013: Repository rule violations found for refs/heads/prompt-registry.\nremote: - Cannot update this protected ref.\n',
      rejected: '[remote rejected] (push declined due to repository rule violations)',
      kind: 'failed',
      told: 'refuses pushes to this branch by a rule or hook of its own (remote: error: GH013',
    },
    {
      said: "remote: Permission to acme/app.git denied to github-actions[bot].\nfatal: unable to access 'https://github.com/acme/app/': The requested URL returned error: 403\n",
      kind: 'failed',
      told: 'does not let this account push (remote: Permission to acme/app.git denied to github-actions[bot])',
    },
    {
      said: 'ERROR: The key you are authenticating with has been marked as read only.\nfatal: Could not read from remote repository.\n',
      kind: 'failed',
      told: 'does not let this account push (ERROR: The key you are authenticating with has been marked as read only)',
    },
    {
      said: 'git@github.com: Permission denied (publickey).\nfatal: Could not read from remote repository.\n',
      kind: 'failed',
      told: 'does not accept this account’s credentials',
    },
    {
      said: 'remote: error: insufficient permission for adding an object to repository database ./objects\nremote: fatal: failed to write object\nerror: remote unpack failed: unpack-objects abnormal exit\n',
      rejected: '[remote rejected] (unpacker error)',
      kind: 'failed',
      told: 'does not let this account push (remote: error: insufficient permission',
    },
    {
      said: '',
      rejected: '[remote rejected] (something new)',
      kind: 'failed',
      told: 'rejects the push ([remote rejected] (something new))',
    },
    {
      said: 'fatal: the remote end hung up unexpectedly\n',
      kind: 'unclear',
      told: 'did not say whether the push arrived (fatal: the remote end hung up unexpectedly)',
    },
  ])('of a push: $told', ({ said, rejected, kind, told }) => {
    const stdout = rejected ? `To x\n!\tabc:refs/heads/prompt-registry\t${rejected}\nDone\n` : '';
    const answer = readFailedPush(place, { stdout, stderr: said, timedOut: false });
    expect(answer.kind).toBe(kind);
    expect('failure' in answer && answer.failure.message).toContain(`The remote "origin" ${told}`);
  });

  test.each([
    '[rejected] (fetch first)',
    '[rejected] (non-fast-forward)',
    "[remote rejected] (cannot lock ref 'refs/heads/prompt-registry': is at abc but expected def)",
    '[remote rejected] (reference already exists)',
    '[remote rejected] (failed to update ref)',
  ])('of a push that was overtaken: %s', (rejected) => {
    const stdout = `To x\n!\tabc:refs/heads/prompt-registry\t${rejected}\nDone\n`;
    const answer = readFailedPush(place, { stdout, stderr: 'error: failed to push', timedOut: false });
    expect(answer.kind).toBe('lost-race');
  });

  test('is told in one line, without control characters', () => {
    const failure = readFailedFetch(place, { stderr: '\u001b[31mfatal: \u202eodd\n', timedOut: false });
    expect(failure.message).toMatch(/^The remote "origin" cannot be reached \(␛\[31mfatal: ⟨U\+202E⟩odd\)\./);
  });
});
