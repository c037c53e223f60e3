import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigurationError } from '../base/errors.ts';
import { type Repository, runGit, splitNul } from './git.ts';

/** What git's configuration sets, read as data. */
export type Settings = {
  /** Names of the filter drivers that any configuration defines. */
  filters: string[];
  /** The first setting of the repository itself that is not known to be harmless; undefined where there is none. */
  unknown: string | undefined;
};

/**
 * Settings of a repository that make `git fetch` run nothing, write nothing but what it fetched, and show nobody the
 * user's credentials (a proxy and another certificate together would): what `git clone`, `git lfs install` and
 * actions/checkout write, and what people set to their taste. Everything else counts as unknown.
 */
const HARMLESS = [
  // Nothing of these is read by a fetch.
  /^(?:advice|alias|branch|color|column|commit|diff|filter|gpg|gui|init|lfs|log|merge|pager|pull|push|rebase|status|submodule|tag|user)\./,
  /^core\.(?:abbrev|autocrlf|bare|checkstat|commitgraph|compression|eol|excludesfile|filemode|fscache|hidedotfiles|ignorecase|logallrefupdates|longpaths|precomposeunicode|preloadindex|protecthfs|protectntfs|quotepath|repositoryformatversion|safecrlf|sparsecheckout|sparsecheckoutcone|splitindex|symlinks|trustctime|untrackedcache|whitespace|worktree)$/,
  // Overridden in every command.
  /^core\.(?:fsmonitor|hookspath|pager)$/,
  /^extensions\.(?:compatobjectformat|noop|objectformat|partialclone|preciousobjects|refstorage|worktreeconfig)$/,
  /^(?:feature|index)\.\w+$/,
  /^(?:fetch\.prune|fetch\.prunetags|gc\.auto|maintenance\.auto|remote\.pushdefault)$/,
  /^remote\..+\.(?:fetch|gh-resolved|mirror|partialclonefilter|promisor|prune|push|pushurl|tagopt|url)$/s,
  /^url\..+\.(?:insteadof|pushinsteadof)$/s,
  /^http\.(?:.+\.)?(?:extraheader|followredirects|lowspeedlimit|lowspeedtime|postbuffer|useragent|version)$/s,
  /^credential\.(?:.+\.)?(?:usehttppath|username)$/s,
  // What is included stands in the list too.
  /^include(?:if\..+)?\.path$/s,
];

/** One line of git's configuration. */
export type Setting = {
  name: string;
  value: string /** Set by the repository itself, not by its user. */;
  isOwn: boolean;
};

/** The whole configuration as git reads it, included files too, weakest first. Runs nothing of it. */
export async function listSettings(repository: Repository): Promise<Setting[]> {
  const fields = splitNul(await runGit(repository, ['config', '--list', '-z', '--show-scope']));
  const settings: Setting[] = [];
  for (let index = 0; index + 1 < fields.length; index += 2) {
    const [scope, setting = ''] = [fields[index], fields[index + 1]];
    const [name = ''] = setting.split('\n', 1);
    const isOwn = scope === 'local' || scope === 'worktree';
    settings.push({ name, value: setting.slice(name.length + 1), isOwn });
  }
  return settings;
}

/**
 * The command that `ssh-key` of actions/checkout sets: ssh itself, with the key and the known hosts that it wrote into the
 * runner's own folder, and no other option.
 */
const SSH_OF_CHECKOUT =
  /^"\/(?:usr\/)?(?:local\/)?bin\/ssh" -i "\$RUNNER_TEMP\/[\w-]+"(?: -o StrictHostKeyChecking=yes -o CheckHostIP=no)? -o "UserKnownHostsFile=\$RUNNER_TEMP\/[\w-]+"$/;

/** Whether a setting of the repository itself is not known to be harmless. */
export function mightHarm({ name, value, isOwn }: Setting): boolean {
  if (!isOwn || HARMLESS.some((harmless) => harmless.test(name))) return false;
  return !(name === 'core.sshcommand' && SSH_OF_CHECKOUT.test(value));
}

/** Reads the whole configuration, included files too. Runs nothing of it. */
export async function readSettings(repository: Repository): Promise<Settings> {
  const settings = await listSettings(repository);
  const filters = settings.flatMap(({ name }) => /^filter\.(.+)\.[^.]+$/s.exec(name)?.[1] ?? []);
  return { filters: [...new Set(filters)], unknown: settings.find(mightHarm)?.name };
}

/** Whether git may fetch what a clone lacks on purpose. Refused: a setting of the repository that might do harm. */
export type LazyFetch = { kind: 'unneeded' } | { kind: 'allowed' } | { kind: 'refused'; setting: string };

/** Whether a repository is a partial clone, and whether what it lacks may be fetched. */
export async function lazyFetchOf(repository: Repository): Promise<LazyFetch> {
  const own = await readFile(join(repository.gitDirectory, 'config'), 'utf8').catch(() => '');
  if (!/promisor|partialclone/i.test(own)) return { kind: 'unneeded' };
  const { unknown } = await readSettings(repository);
  return unknown === undefined ? { kind: 'allowed' } : { kind: 'refused', setting: unknown };
}

/** What a setting that is not known to be harmless might do, as a relative clause. */
export const HARM = 'which might run a program or show your credentials to others';

/** What to do where something is missing that is not, or must not be, fetched. */
export const FETCH_ALL =
  'Give the actions/checkout step `with: { fetch-depth: 0 }` (elsewhere: git fetch --unshallow).';

/** The error where something would have to be fetched under a setting that is not known to be harmless. */
export function refusedFetch(setting: string, cause?: unknown): ConfigurationError {
  return new ConfigurationError(
    `This checkout lacks something that would have to be fetched, and its own git configuration sets \`${setting}\`, ${HARM}.`,
    { remedy: `${FETCH_ALL} Or unset it.`, cause },
  );
}

/**
 * Settings, as name and value, under which git compares the working tree without running any filter: each driver is
 * left without a program.
 */
export function withoutFilters({ filters }: Settings): [name: string, value: string][] {
  return filters.flatMap((driver): [string, string][] => [
    [`filter.${driver}.clean`, ''],
    [`filter.${driver}.smudge`, ''],
    [`filter.${driver}.process`, ''],
    [`filter.${driver}.required`, 'false'],
  ]);
}
