import { line, type Repository, tryGit } from './git.ts';
import { readSettings, refusedFetch } from './settings.ts';

/** A fetch that takes longer waits for an answer nobody gives. */
const FETCH_TIMEOUT_MS = 120_000;

/** What a fetch must not do besides fetching. */
const FETCH = [
  'fetch',
  '--quiet',
  '--no-tags',
  '--no-recurse-submodules',
  '--no-auto-gc',
  '--no-write-fetch-head',
  '--upload-pack=git-upload-pack',
];

/** Whether the commit is here: its own object, not necessarily its history. `sha` is a full sha. */
export async function hasCommit(repository: Repository, sha: string): Promise<boolean> {
  if (!isFullSha(sha)) return false;
  const { exitCode } = await tryGit(repository, ['cat-file', '-e', `${sha}^{commit}`]);
  return exitCode === 0;
}

/**
 * Fetches a commit from the checkout's remote (in a shallow checkout: it alone), for at most `timeoutMs` (ms). Gives
 * whether it is here now.
 */
export async function fetchCommit(
  repository: Repository,
  sha: string,
  timeoutMs = FETCH_TIMEOUT_MS,
): Promise<boolean> {
  if (!isFullSha(sha)) return false;
  return (
    (await fetchFromRemote(repository, [sha], { depth: 1 }, timeoutMs)) && (await hasCommit(repository, sha))
  );
}

/** Fetches a branch into its remote-tracking name, `origin/<branch>`. Gives whether that worked. */
export async function fetchBranch(repository: Repository, branch: string): Promise<boolean> {
  const remote = await remoteOf(repository);
  if (remote === undefined) return false;
  const refspec = `+refs/heads/${branch}:refs/remotes/${remote}/${branch}`;
  return fetchFromRemote(repository, [refspec], { depth: 1 });
}

/** Fetches this many more commits behind what a shallow checkout has of these commits. */
export async function deepen(
  repository: Repository,
  commits: number,
  shas: readonly string[],
): Promise<boolean> {
  return fetchFromRemote(repository, shas, { deepen: commits });
}

/** The remote that the checkout came from: `origin`, else the first; undefined when there is none. */
export async function remoteOf(repository: Repository): Promise<string | undefined> {
  const { stdout } = await tryGit(repository, ['remote']);
  const names = line(stdout)
    .split('\n')
    .filter((name) => name !== '' && !name.startsWith('-'));
  return names.includes('origin') ? 'origin' : names[0];
}

export async function isShallow(repository: Repository): Promise<boolean> {
  const { stdout } = await tryGit(repository, ['rev-parse', '--is-shallow-repository']);
  return line(stdout) === 'true';
}

/** A whole object name, SHA-1 or SHA-256. */
export function isFullSha(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

async function fetchFromRemote(
  repository: Repository,
  refspecs: readonly string[],
  how: { depth: number } | { deepen: number },
  timeoutMs = FETCH_TIMEOUT_MS,
): Promise<boolean> {
  const remote = await remoteOf(repository);
  if (remote === undefined) return false;
  // A fetch follows the repository's own configuration, which may name programs in many ways.
  const { unknown } = await readSettings(repository);
  if (unknown !== undefined) throw refusedFetch(unknown);
  const limit = (await isShallow(repository)) ? limitOf(how) : [];
  const { exitCode } = await tryGit(repository, [...FETCH, ...limit, '--', remote, ...refspecs], {
    network: { timeoutMs },
  });
  return exitCode === 0;
}

/** Only for a shallow checkout: `--depth` would make a whole one shallow. */
function limitOf(how: { depth: number } | { deepen: number }): string[] {
  return 'depth' in how ? [`--depth=${how.depth}`] : [`--deepen=${how.deepen}`];
}
