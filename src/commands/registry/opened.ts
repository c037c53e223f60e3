import { userInfo } from 'node:os';
import { ConfigurationError, unlessMistaken } from '../../base/errors.ts';
import { policyAt } from '../../config/read.ts';
import type { Config } from '../../domain/policy.ts';
import type { Actor, MainBranch } from '../../domain/registry.ts';
import type { RegistryPolicy } from '../../domain/registry-policy.ts';
import { oneLine } from '../../registry/change-text.ts';
import { readTip } from '../../repo/branch.ts';
import type { Author } from '../../repo/commit.ts';
import { line, openRepository, type Repository, tryGit } from '../../repo/git.ts';
import { progressOf } from '../../repo/history.ts';
import { remoteBranchOf, webBranchOf } from '../../repo/main-branch.ts';
import { type BranchPlace, placeOf } from '../../repo/remote.ts';
import { defaultBase, resolveRevision } from '../../repo/revision.ts';
import { type OpenSnapshot, snapshotAt } from '../../repo/snapshots.ts';
import { type KnownPolicy, knownPolicy } from './known-policy.ts';

/** What every command of the registry is given. */
export type RegistryRequest = {
  /** Any folder inside the repository. */
  directory: string;
  configPath: string;
  /** Name of the remote with the registry; undefined: the policy's. */
  remote: string | undefined;
};

/** Main as it is now, and the policy in force. */
export type Main = {
  /** Full sha. */
  commit: string;
  /** Where people find it in a browser; null where that is not known. */
  branch: MainBranch | null;
  /** The branch of a remote that was read; null: it is one of this clone. */
  followed: { remote: string; branch: string } | null;
  snapshot: OpenSnapshot;
  config: Config;
  registry: RegistryPolicy;
};

/** Fetching main takes longer than reading the registry's small branch. */
const MAIN_TIMEOUT_MS = 60_000;

const NO_REGISTRY_REMEDY = 'Add it there and merge it: `registry: {}` is enough. See docs/registry.md.';

/**
 * Opens main: fetches it, and reads the policy there.
 * @param base the main branch; undefined: the remote's default branch
 * @throws ConfigurationError: no main branch, a policy that cannot be read, or one without `registry:`
 */
export async function openMain(
  repository: Repository,
  { configPath, base }: { configPath: string; base: string | undefined },
): Promise<Main> {
  const ref = base ?? (await defaultBase(repository));
  const commit = await commitOf(repository, ref, { offline: false });
  const [branch, followed] = await Promise.all([
    webBranchOf(repository, ref),
    remoteBranchOf(repository, ref),
  ]);
  const snapshot = snapshotAt(repository, commit);
  try {
    const config = await policyAt(snapshot, configPath);
    if (config?.registry) return { commit, branch, followed, snapshot, config, registry: config.registry };
    throw new ConfigurationError(
      'The policy on the main branch has no `registry:`, so there is no registry.',
      {
        place: { path: configPath },
        remedy: NO_REGISTRY_REMEDY,
      },
    );
  } catch (problem) {
    snapshot.close();
    throw problem;
  }
}

/**
 * Refuses to go by a commit of main when somebody recorded a later one: the policy there decides.
 * @throws ConfigurationError
 */
export async function refuseOlderMain(
  repository: Repository,
  { commit, recorded }: { commit: string; recorded: string | null },
): Promise<void> {
  if (recorded === null || (await progressOf(repository, recorded, commit)) !== 'behind') return;
  throw new ConfigurationError(
    `The policy would be read at ${commit.slice(0, 12)}, and ${recorded.slice(0, 12)}, which is later, was recorded already.`,
    { remedy: 'Try again; where --base is given, name main itself.' },
  );
}

/** The registry as a clone knows it. */
export type Clone = KnownPolicy & { repository: Repository; place: BranchPlace };

/**
 * The registry's place and policy as this clone has them, without asking a remote for main. A policy that cannot be read
 * stops nothing, so that an emergency command works whatever main says.
 */
export async function openClone(request: RegistryRequest): Promise<Clone> {
  const repository = await openRepository(request.directory);
  const known = await knownPolicy(repository, request.configPath);
  return { ...known, repository, place: await placeIn(repository, known.registry, request) };
}

/** Where the registry's branch is. */
export async function placeIn(
  repository: Repository,
  { remote, branch }: RegistryPolicy,
  request: Pick<RegistryRequest, 'remote'>,
): Promise<BranchPlace> {
  return placeOf(repository, { remote: request.remote ?? remote, branch });
}

/** Who runs a command: the login of the workflow's actor, or what git's configuration states. */
export async function actorOf(
  repository: Repository,
  environment: Readonly<NodeJS.ProcessEnv>,
): Promise<{ actor: Actor; author: Author }> {
  const { GITHUB_ACTIONS: onGitHub, GITHUB_ACTOR: login } = environment;
  if (onGitHub === 'true' && login && /^[\w[\]-]{1,100}$/.test(login)) {
    const author = { name: login, email: `${login}@users.noreply.github.com` };
    return { actor: { name: login, source: 'github' }, author };
  }
  const [name, email] = await Promise.all([
    stated(repository, 'user.name'),
    stated(repository, 'user.email'),
  ]);
  const known = oneLine(name || email || userName(), MAX_ACTOR) || 'unknown';
  return {
    actor: { name: known, source: 'terminal' },
    author: { name: known, email: email || 'prompt-eval-gate@localhost' },
  };
}

/** Main's tip, as the remote has it where it answers; null where this clone has no main branch. */
export async function mainTip(
  repository: Repository,
  { offline }: { offline: boolean },
): Promise<string | null> {
  const read = async () => commitOf(repository, await defaultBase(repository), { offline });
  return (await unlessMistaken(read)) ?? null;
}

const MAX_ACTOR = 100;

/** The commit of a ref, as its remote has it where it answers. */
async function commitOf(
  repository: Repository,
  ref: string,
  { offline }: { offline: boolean },
): Promise<string> {
  const followed = await remoteBranchOf(repository, ref);
  if (!followed) return resolveRevision(repository, ref);
  const how = { timeoutMs: MAIN_TIMEOUT_MS, history: 'any', offline } as const;
  const { commit } = await readTip(repository, followed, how);
  return commit ?? (await resolveRevision(repository, ref));
}

async function stated(repository: Repository, setting: string): Promise<string> {
  const { exitCode, stdout } = await tryGit(repository, ['config', '--get', setting]);
  return exitCode === 0 ? line(stdout).trim() : '';
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
