import { chmod, mkdir, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readTip } from '../../src/repo/branch.ts';
import { updateBranch } from '../../src/repo/commit.ts';
import { openRepository } from '../../src/repo/git.ts';
import { buildCloneOfBare, type Team } from '../kit/bare.ts';
import { serveRepository } from '../kit/git-server.ts';

const place = { remote: 'origin', branch: 'prompt-registry' };
const author = { name: 'Grace', email: 'grace@example.com' };

beforeEach(() => {
  vi.stubEnv('NO_PROXY', '127.0.0.1');
  vi.stubEnv('no_proxy', '127.0.0.1');
});

afterEach(() => {
  vi.unstubAllEnvs();
});

/** Reads and writes the branch as any command would; gives what was told. */
async function use({ clone }: Team, remote: string = place.remote): Promise<string> {
  const at = { ...place, remote };
  const repository = await openRepository(clone.root);
  const decide = async () => ({ files: { one: '1' }, message: 'one' });
  const reading = await readTip(repository, at).catch((problem: Error) => problem);
  const update = await updateBranch(repository, at, decide, { author, timeoutMs: 30_000 }).catch(
    (problem: Error) => problem,
  );
  if (update instanceof Error) return update.message;
  return reading instanceof Error ? reading.message : update.kind;
}

/** A program that leaves a trace when it runs. */
async function setTrap({ clone, bare }: Team) {
  const trace = join(bare.root, 'trapped');
  const program = join(clone.root, '.git/trap');
  await writeFile(program, `#!/bin/sh\ntouch ${trace}\nexit 1\n`);
  await chmod(program, 0o755);
  const isSprung = () =>
    stat(trace).then(
      () => true,
      () => false,
    );
  return { program, isSprung };
}

describe('what a repository’s own configuration may name is not run', () => {
  test.each([
    ['core.sshCommand', 'TRAP'],
    [
      'core.sshCommand',
      '"/usr/bin/ssh" -i "$RUNNER_TEMP/a" -o "UserKnownHostsFile=$RUNNER_TEMP/a" -o "ProxyCommand=TRAP"',
    ],
    ['core.sshCommand', '"/usr/bin/ssh" -i "$RUNNER_TEMP/$(TRAP)" -o "UserKnownHostsFile=$RUNNER_TEMP/a"'],
    ['core.sshCommand', '"TRAP" -i "$RUNNER_TEMP/a" -o "UserKnownHostsFile=$RUNNER_TEMP/a"'],
    ['core.askPass', 'TRAP'],
    ['core.gitProxy', 'TRAP'],
    ['core.alternateRefsCommand', 'TRAP'],
    ['remote.origin.uploadpack', 'TRAP'],
    ['remote.origin.receivepack', 'TRAP'],
    ['remote.origin.vcs', 'ext'],
    ['remote.origin.proxy', 'http://127.0.0.1:1'],
    ['protocol.ext.allow', 'always'],
    ['url./tmp/.insteadOf', 'https://example.com/'],
    ['url.ext::TRAP .pushInsteadOf', 'file://'],
  ])('%s: refused, with how to unset it', async (name, value) => {
    await using team = await buildCloneOfBare();
    const trap = await setTrap(team);
    const [setting, text] = [name, value].map((part) => part.replace('TRAP', trap.program));
    await team.clone.git('config', setting ?? '', text ?? '');
    const told = await use(team);
    expect(told).toMatch(
      /^The remote "origin" (?:is not asked: this repository's own git configuration sets|has an address)/,
    );
    expect(await trap.isSprung()).toBe(false);
    expect(await team.bare.git('for-each-ref', '--format=%(refname)')).toBe('refs/heads/main');
  });

  test.each([
    ['core.fsmonitor', 'TRAP'],
    ['core.pager', 'TRAP'],
    ['diff.external', 'TRAP'],
    ['gpg.program', 'TRAP'],
    ['push.gpgSign', 'true'],
    ['push.pushOption', 'ci.skip'],
    ['push.recurseSubmodules', 'on-demand'],
    ['commit.gpgSign', 'true'],
    ['remote.origin.mirror', 'true'],
    ['remote.origin.push', '+refs/heads/*:refs/heads/*'],
    ['push.default', 'matching'],
    ['fetch.prune', 'true'],
    ['remote.origin.tagOpt', '--tags'],
    ['credential.helper', 'TRAP'],
    [
      'core.sshCommand',
      '"/usr/bin/ssh" -i "$RUNNER_TEMP/0b-1" -o StrictHostKeyChecking=yes -o CheckHostIP=no -o "UserKnownHostsFile=$RUNNER_TEMP/0b-1_known_hosts"',
    ],
  ])('%s: runs no program', async (name, value) => {
    await using team = await buildCloneOfBare();
    const trap = await setTrap(team);
    await team.clone.git('tag', 'of-the-clone');
    await team.clone.git('config', name, value.replace('TRAP', trap.program));
    if (name.endsWith('.gpgSign')) await team.clone.git('config', 'gpg.program', trap.program);
    expect(await use(team)).toBe('written');
    expect(await trap.isSprung()).toBe(false);
    expect(await team.bare.git('for-each-ref', '--format=%(refname)')).toBe(
      'refs/heads/main\nrefs/heads/prompt-registry',
    );
  });

  test('hooks of the clone', async () => {
    await using team = await buildCloneOfBare();
    const trap = await setTrap(team);
    await mkdir(join(team.clone.root, '.git/hooks'), { recursive: true });
    for (const hook of [
      'pre-push',
      'reference-transaction',
      'pre-commit',
      'post-commit',
      'prepare-commit-msg',
    ]) {
      await team.clone.git('config', '--unset', 'core.hooksPath').catch(() => undefined);
      await writeFile(join(team.clone.root, '.git/hooks', hook), `#!/bin/sh\nexec ${trap.program}\n`);
      await chmod(join(team.clone.root, '.git/hooks', hook), 0o755);
    }
    expect(await use(team)).toBe('written');
    expect(await trap.isSprung()).toBe(false);
  });

  test.each(['url', 'pushurl'])('hooks of a remote inside the clone, by its %s', async (key) => {
    await using team = await buildCloneOfBare();
    const trap = await setTrap(team);
    await team.clone.git('clone', '--quiet', '--bare', '.', 'inside.git');
    const hook = join(team.clone.root, 'inside.git/hooks/pre-receive');
    await mkdir(join(hook, '..'), { recursive: true });
    await writeFile(hook, `#!/bin/sh\nexec ${trap.program}\n`);
    await chmod(hook, 0o755);
    await team.clone.git('config', `remote.origin.${key}`, './inside.git');
    expect(await use(team)).toBe(
      'The remote "origin" lies inside this repository. A push would run the hooks in it: move it out of the repository.',
    );
    expect(await trap.isSprung()).toBe(false);
  });

  test.each(['url', 'pushurl', 'policy'])('hooks of a remote beside the clone, by its %s', async (key) => {
    await using team = await buildCloneOfBare();
    const trap = await setTrap(team);
    const relative = join('..', basename(team.bare.root), 'evil.git');
    await team.clone.git('clone', '--quiet', '--bare', '.', relative);
    const hook = join(team.clone.root, relative, 'hooks/pre-receive');
    await mkdir(join(hook, '..'), { recursive: true });
    await writeFile(hook, `#!/bin/sh\nexec ${trap.program}\n`);
    await chmod(hook, 0o755);
    if (key !== 'policy') await team.clone.git('config', `remote.origin.${key}`, relative);
    const told = await use(team, key === 'policy' ? relative : 'origin');
    expect(told).toContain(`"${relative}", relative to this repository, so it may have come with it`);
    expect(await trap.isSprung()).toBe(false);
    // By an absolute path, which the user alone can know, it is a remote as any other.
    await team.clone.git('config', 'remote.origin.url', join(team.clone.root, relative));
    await team.clone.git('config', '--unset', 'remote.origin.pushurl').catch(() => undefined);
    await use(team);
    expect(await trap.isSprung()).toBe(true);
  });
});

test('credential helpers of the user are asked, those of the repository are not', async () => {
  await using team = await buildCloneOfBare();
  await using server = await serveRepository(team.bare.root);
  const expected = `Basic ${Buffer.from('ada:open-sesame').toString('base64')}`;
  server.fault = (_service, { headers }) =>
    headers.authorization === expected ? undefined : { status: 401 };
  await team.clone.git('remote', 'set-url', 'origin', server.url);
  const trap = await setTrap(team);
  for (const name of ['credential.helper', `credential.${new URL(server.url).origin}.helper`]) {
    await team.clone.git('config', name, trap.program);
  }
  expect(await use(team)).toContain('does not accept this account’s credentials');
  expect(await trap.isSprung()).toBe(false);
  const users = join(team.bare.root, 'of-the-user');
  const helper = '!f() { echo username=ada; echo password=open-sesame; }; f';
  await team.bare.git('config', '--file', users, 'credential.helper', helper);
  vi.stubEnv('GIT_CONFIG_GLOBAL', users);
  expect(await use(team)).toBe('written');
  expect(await trap.isSprung()).toBe(false);
});

test('notes of a clone that are links are neither followed nor read', async () => {
  await using team = await buildCloneOfBare();
  const outside = join(team.bare.root, 'outside');
  await mkdir(outside);
  await symlink(outside, join(team.clone.root, '.git/prompt-eval-gate'));
  expect(await use(team)).toBe('written');
  expect(await readdir(outside)).toEqual([]);
  await rm(join(team.clone.root, '.git/prompt-eval-gate'));
  expect(await use(team)).toBe('written');
  const notes = join(team.clone.root, '.git/prompt-eval-gate/branches');
  const [note = ''] = await readdir(notes);
  await rm(join(notes, note));
  await symlink('/dev/zero', join(notes, note));
  const reading = await readTip(await openRepository(team.clone.root), place, { offline: true });
  expect(reading).toMatchObject({ asked: 'local', fetchedAt: null });
});
