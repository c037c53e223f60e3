import type { MainBranch } from '../domain/registry.ts';
import { remoteOf } from './fetch.ts';
import { line, type Repository, tryGit } from './git.ts';
import { webAddressOf } from './web-address.ts';

/** The remote and its branch that a ref such as `origin/main` follows; null where it is no branch of a remote. */
export async function remoteBranchOf(
  repository: Repository,
  ref: string,
): Promise<{ remote: string; branch: string } | null> {
  const remote = await remoteOf(repository);
  if (remote === undefined || !ref.startsWith(`${remote}/`)) return null;
  return { remote, branch: ref.slice(remote.length + 1) };
}

/** Where people find a ref's files in a browser; null where it follows no branch of a host that is known by an address. */
export async function webBranchOf(repository: Repository, ref: string): Promise<MainBranch | null> {
  const followed = await remoteBranchOf(repository, ref);
  if (!followed) return null;
  const { remote, branch } = followed;
  // As somebody wrote it; else as git uses it, after `url.….insteadOf`, which may lead to a mirror.
  for (const question of [
    ['config', '--get', `remote.${remote}.url`],
    ['remote', 'get-url', remote],
  ]) {
    const { exitCode, stdout } = await tryGit(repository, question);
    const address = exitCode === 0 ? webAddressOf(line(stdout)) : null;
    if (address !== null) return { repository: address, branch };
  }
  return null;
}
