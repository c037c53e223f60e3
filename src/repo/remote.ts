import { realpath } from 'node:fs/promises';
import { isAbsolute, resolve, sep } from 'node:path';
import { ConfigurationError } from '../base/errors.ts';
import { describeValue } from '../document/describe.ts';
import { didYouMean } from '../document/suggest.ts';
import type { Repository } from './git.ts';
import { HARM, listSettings, mightHarm, type Setting } from './settings.ts';

/** A branch that is read from, and pushed to, a remote; without a remote, a branch of the repository itself. */
export type BranchPlace = {
  /** Name or URL; null: there is none. */
  remote: string | null;
  branch: string;
};

/**
 * What a branch's history may do. `append-only`: every commit goes on from the one before, and all of its files are read;
 * anything else is a mistake. `any`: it may be set to another commit, or deleted, as `main` may.
 */
export type BranchHistory = 'append-only' | 'any';

/** A remote that may be asked: the settings under which git runs nothing of the repository and pushes nothing else. */
export type Remote = { name: string; settings: readonly (readonly [name: string, value: string])[] };

/**
 * Where a branch is kept: at the remote that is named (by name or URL), else at `origin`, else at the only remote there
 * is; in a repository without remotes, in itself.
 * @throws ConfigurationError: no remote of this name, or several, none of them `origin`.
 */
export async function placeOf(
  repository: Repository,
  { remote, branch }: { remote: string | null; branch: string },
): Promise<BranchPlace> {
  const names = remoteNames(await listSettings(repository));
  if (remote !== null) {
    requireRemote(remote, names);
    return { remote, branch };
  }
  const [only = null, ...others] = names;
  if (names.includes('origin')) return { remote: 'origin', branch };
  if (others.length === 0) return { remote: only, branch };
  throw new ConfigurationError(
    `This repository has ${names.length} remotes, and none of them is called origin.`,
    { remedy: `Name the one that holds the branch: --remote ${only} (or registry.remote in the policy).` },
  );
}

/**
 * Reads the configuration, and tells how git is to be run so that it follows nothing that a stranger put into it.
 * @throws ConfigurationError: no remote of this name, a setting of the repository that might do harm, or a remote
 *   whose hooks would run and which may have come with the clone: inside of it, or at a relative path.
 */
export async function openRemote(repository: Repository, name: string): Promise<Remote> {
  const settings = await listSettings(repository);
  requireRemote(name, remoteNames(settings));
  const unknown = settings.find((setting) => !isCredentialHelper(setting) && mightFollow(setting));
  if (unknown !== undefined) throw refusedSetting(name, unknown.name);
  await refuseBrought(repository, name, settings);
  const overrides: [string, string][] = [
    [`remote.${name}.mirror`, 'false'],
    ['push.gpgSign', 'false'],
    ['push.recurseSubmodules', 'no'],
    ['push.followTags', 'false'],
    ['push.negotiate', 'false'],
    ['push.useForceIfIncludes', 'false'],
    ['push.pushOption', ''],
    ['fetch.writeCommitGraph', 'false'],
    ['fetch.pruneTags', 'false'],
  ];
  return { name, settings: [...overrides, ...helpersOfUser(settings)] };
}

function remoteNames(settings: readonly Setting[]): string[] {
  const names = settings.flatMap(({ name }) => /^remote\.(.+)\.url$/s.exec(name)?.[1] ?? []);
  return [...new Set(names)];
}

function requireRemote(remote: string, names: readonly string[]): void {
  if (names.includes(remote) && !remote.startsWith('-')) return;
  if (isUrl(remote)) return;
  throw new ConfigurationError(
    `This repository has no remote ${describeValue(remote)}.${didYouMean(remote, names)}`,
    { remedy: `Name one of those that \`git remote\` lists, or add it: git remote add NAME URL.` },
  );
}

/** A URL, `host:path`, or a path that is written as one. */
function isUrl(text: string): boolean {
  return /^(?:\/|\.\.?\/|[a-z][\w+.-]*:\/\/|[^/:\s-][^/:\s]*:)/i.test(text);
}

/** The folder that a URL names, as written; undefined where it names a host. */
function folderOf(url: string): string | undefined {
  const path = /^file:\/\/[^/]*(.*)$/is.exec(url)?.[1];
  if (path !== undefined) return decoded(path);
  return /^[^/]*:/.test(url) ? undefined : url;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function isCredentialHelper({ name }: Setting): boolean {
  return /^credential\.(?:.+\.)?helper$/s.test(name);
}

/** Whether a setting of the repository itself might do harm, or send a push to a folder whose hooks would run. */
function mightFollow(setting: Setting): boolean {
  if (mightHarm(setting)) return true;
  const rewrites = /^url\.(.+)\.(?:insteadof|pushinsteadof)$/s.exec(setting.name)?.[1];
  return setting.isOwn && rewrites !== undefined && folderOf(rewrites) !== undefined;
}

/** The user's credential helpers, in place of those that the repository adds to them. */
function helpersOfUser(settings: readonly Setting[]): [string, string][] {
  const helpers = settings.filter(isCredentialHelper);
  const own = helpers.filter(({ isOwn }) => isOwn);
  if (own.length === 0) return [];
  // An empty value forgets all helpers before it.
  const none = [...new Set(own.map(({ name }) => name))].map((name): [string, string] => [name, '']);
  const users = helpers
    .filter(({ isOwn }) => !isOwn)
    .map(({ name, value }): [string, string] => [name, value]);
  return [...none, ...users];
}

/**
 * A push to a folder runs the hooks in it as this user. What came in one archive with the clone lies inside of it, or at a
 * path that is relative to it, since whoever packed it cannot know where it is unpacked; `git clone` writes absolute paths.
 */
async function refuseBrought(
  repository: Repository,
  remote: string,
  settings: readonly Setting[],
): Promise<void> {
  const keys = [`remote.${remote}.url`, `remote.${remote}.pushurl`];
  const configured = settings.filter(({ name }) => keys.includes(name)).map(({ value }) => value);
  const folders = (configured.length > 0 ? configured : [remote]).flatMap((url) => folderOf(url) ?? []);
  const insides = await Promise.all(
    [repository.root, repository.gitDirectory].map((folder) => realpath(folder)),
  );
  for (const folder of folders) {
    const path = resolve(repository.root, folder);
    const real = await realpath(path).catch(() => path);
    if (insides.some((inside) => real === inside || real.startsWith(inside + sep))) {
      throw new ConfigurationError(`The remote ${describeValue(remote)} lies inside this repository.`, {
        remedy: 'A push would run the hooks in it: move it out of the repository.',
      });
    }
    if (isAbsolute(folder)) continue;
    throw new ConfigurationError(
      `The remote ${describeValue(remote)} is the folder ${describeValue(folder)}, relative to this repository, so it may have come with it, and a push would run the hooks in it.`,
      { remedy: 'If you trust it, name it by its absolute path (git remote set-url NAME /PATH).' },
    );
  }
}

function refusedSetting(remote: string, setting: string): ConfigurationError {
  return new ConfigurationError(
    `The remote ${describeValue(remote)} is not asked: this repository's own git configuration sets \`${setting}\`, ${HARM}.`,
    { remedy: `Unset it here (git config --unset-all ${setting}); for yourself, set it with --global.` },
  );
}
