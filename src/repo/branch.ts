import { branchGone, branchRewound, requireBranchName } from './branch-mistakes.ts';
import { isShallow } from './fetch.ts';
import { type Repository, tryGit } from './git.ts';
import { advanceKnown, commitNamed, noteAsked, tipsHere, whenAsked } from './known-tip.ts';
import type { ObjectReader } from './objects.ts';
import { isAncestor, ownRef, REF_LOCKS, sweep, updateRefs } from './own-refs.ts';
import { type BranchHistory, type BranchPlace, openRemote, type Remote } from './remote.ts';
import { RemoteFailure, readFailedFetch } from './remote-failure.ts';
import { lazyFetchOf } from './settings.ts';
import { snapshotReader } from './snapshots.ts';

/** Where a branch is, and how that is known. */
export type TipReading = {
  /** Full sha; null: there is no such branch. */
  commit: string | null;
  /** `unreachable`: the remote did not answer, so this is what the clone last saw of it. */
  asked: 'remote' | 'local' | 'unreachable';
  /** When the remote was last known to have this commit; null where that is not known, or there is no remote. */
  fetchedAt: Date | null;
  /** Why the remote did not answer. */
  failure: string | null;
};

export type TipOptions = {
  /** The remote is not asked. */
  offline?: boolean | undefined;
  /** How long the remote is waited for. */
  timeoutMs?: number | undefined;
  /** The same where the clone has nothing of the branch yet, and all of it is fetched. */
  firstTimeoutMs?: number | undefined;
  history?: BranchHistory | undefined;
};

/** A reading command waits no longer for a remote. */
const READING_TIMEOUT_MS = 2000;

/** But where the clone has nothing of the branch, the whole of it may take longer. */
const FIRST_FETCH_MS = 30_000;

/**
 * Where a branch is: the remote is asked first, and what the clone last saw of it is read where the remote does not
 * answer in time, or is not to be asked. With a remote, a local branch of that name counts for nothing. The commit is here
 * afterwards, and all of its files where the history is append-only.
 *
 * @throws ConfigurationError: no such remote; a repository whose configuration might do harm; the
 *   branch is gone from the remote, or was set to a commit that does not go on from where it was, which its history must.
 */
export async function readTip(
  repository: Repository,
  place: BranchPlace,
  options: TipOptions = {},
): Promise<TipReading> {
  const { offline = false, timeoutMs = READING_TIMEOUT_MS, history = 'append-only' } = options;
  const firstMs = options.firstTimeoutMs ?? Math.max(timeoutMs, FIRST_FETCH_MS);
  await using branch = openBranch(repository, place, history);
  if (place.remote === null) {
    return { commit: await branch.tip({ timeoutMs }), asked: 'local', fetchedAt: null, failure: null };
  }
  if (offline) return lastSeen(repository, place, branch, { asked: 'local', failure: null });
  try {
    const commit = await branch.tip({ timeoutMs, firstMs });
    return { commit, asked: 'remote', fetchedAt: await noteAsked(repository, place, commit), failure: null };
  } catch (problem) {
    if (!(problem instanceof RemoteFailure)) throw problem;
    return lastSeen(repository, place, branch, { asked: 'unreachable', failure: problem.message });
  }
}

/** How long a remote is waited for; `firstMs`: where the clone has nothing of the branch yet. */
export type Wait = { timeoutMs: number; firstMs?: number };

/** A branch that is read, and perhaps written. */
export type OpenBranch = {
  history: BranchHistory;
  objects: ObjectReader;
  /** A ref of this process alone, which is removed in the end. */
  ref: string;
  /** The remote, and how it is asked; null: the branch is the repository's own. */
  remote(): Promise<Remote | null>;
  /**
   * Where the branch is now. Its commit is here afterwards.
   * @throws RemoteFailure; ConfigurationError as `readTip`.
   */
  tip(wait: Wait): Promise<string | null>;
  /** The branch was seen, or set, at a commit. */
  saw(commit: string): void;
  [Symbol.asyncDispose](): Promise<void>;
};

/** Opens a branch for any number of readings; disposing of it removes what they left, and notes where it was last seen. */
export function openBranch(
  repository: Repository,
  place: BranchPlace,
  history: BranchHistory = 'append-only',
): OpenBranch {
  requireBranchName(place.branch);
  const objects = snapshotReader(repository);
  const ref = ownRef();
  let remote: Promise<Remote> | undefined;
  let seen: string | null = null;
  let knownBefore: string | null = null;
  const { remote: name, branch } = place;

  const askRemote = async ({ timeoutMs, firstMs = timeoutMs }: Wait) => {
    remote ??= openRemote(repository, name ?? '');
    // Read before the remote is asked: another process may note a later commit meanwhile.
    const [{ settings }, { known, tracking }] = await Promise.all([remote, tipsHere(objects, place)]);
    knownBefore = known?.commit ?? null;
    const before = known ?? tracking;
    const isWhole = history === 'append-only';
    const fetch = { ref, settings, isWhole, timeoutMs: before === null ? firstMs : timeoutMs };
    const found = await fetchTip(repository, place, fetch);
    const commit = found ? await commitNamed(objects, ref) : null;
    // What we recorded ourselves is here with all files.
    if (!isWhole || known?.commit === commit) return commit;
    if (commit !== null) await fetchMissing(repository, place, { ...fetch, commit });
    if (before === null) return commit;
    if (commit === null) throw branchGone(place, before);
    if (await isAncestor(repository, before.commit, commit)) return commit;
    // A shallow clone may lack the commits between them.
    const deepens = await isShallow(repository);
    if (deepens) await fetchTip(repository, place, { ...fetch, depth: ['--unshallow'] });
    if (deepens && (await isAncestor(repository, before.commit, commit))) return commit;
    throw branchRewound(place, before, commit);
  };

  return {
    history,
    objects,
    ref,
    async remote() {
      if (name === null) return null;
      remote ??= openRemote(repository, name);
      return remote;
    },
    async tip(wait) {
      if (name === null) return commitNamed(objects, `refs/heads/${branch}`);
      const commit = await askRemote(wait);
      seen = commit;
      return commit;
    },
    saw(commit) {
      seen = commit;
    },
    async [Symbol.asyncDispose]() {
      const isThere = (await commitNamed(objects, ref)) !== null;
      objects.close();
      const beside = [...(isThere ? [`delete ${ref}`] : []), ...(await sweep(repository))];
      if (name !== null && seen !== null && seen !== knownBefore) {
        await advanceKnown(repository, place, { from: knownBefore, to: seen, beside, history });
      } else if (beside.length > 0) await updateRefs(repository, beside);
    },
  };
}

/** What a fetch must not do besides fetching into the one ref. */
const FETCH = [
  ...['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--refmap=', '--no-prune'],
  ...['--no-recurse-submodules', '--no-auto-gc', '--upload-pack=git-upload-pack'],
];

type Fetch = {
  ref: string;
  settings: Remote['settings'];
  timeoutMs: number;
  /** All files are wanted, in a partial clone too. */
  isWhole: boolean;
  depth?: readonly string[];
};

/** Fetches the branch into a ref; false where the remote has no such branch. */
async function fetchTip(
  repository: Repository,
  place: BranchPlace,
  { ref, settings, timeoutMs, isWhole, depth = [] }: Fetch,
): Promise<boolean> {
  const refspec = `+refs/heads/${place.branch}:${ref}`;
  const words = [...FETCH, ...(isWhole ? ['--no-filter'] : []), ...depth, '--', place.remote ?? '', refspec];
  const { exitCode, stderr, timedOut } = await tryGit(repository, words, {
    network: { timeoutMs },
    fetchesLazily: true,
    settings: [...settings, ...REF_LOCKS],
  });
  if (exitCode === 0) return true;
  if (!timedOut && /couldn't find remote ref/.test(stderr)) return false;
  throw readFailedFetch(place, { stderr, timedOut });
}

/**
 * A partial clone that already had the commit lacks its files: they are fetched at once, as git would fetch each by
 * itself when it is read.
 */
async function fetchMissing(
  repository: Repository,
  place: BranchPlace,
  { commit, settings, timeoutMs }: Fetch & { commit: string },
): Promise<void> {
  if ((await lazyFetchOf(repository)).kind !== 'allowed') return;
  // Where folders are missing too, their files are known to be missing only when the folders are here.
  for (let depth = 0; depth < MAX_DEPTH; depth += 1) {
    const listed = await tryGit(repository, [
      ...['rev-list', '--objects', '--no-walk', '--missing=print', commit],
    ]);
    const missing = listed.stdout.toString('latin1').match(/^\?[0-9a-f]+$/gm) ?? [];
    if (missing.length === 0) return;
    const { exitCode, stderr, timedOut } = await tryGit(
      repository,
      [...FETCH, '--no-filter', '--stdin', '--', place.remote ?? ''],
      {
        input: missing.map((name) => `${name.slice(1)}\n`).join(''),
        network: { timeoutMs },
        settings: [...settings, ['fetch.negotiationAlgorithm', 'noop']],
      },
    );
    if (exitCode !== 0) throw readFailedFetch(place, { stderr, timedOut });
  }
}

/** Of folders in folders on the branch; more than it has. */
const MAX_DEPTH = 20;

/** The newest that this clone saw of a remote's branch, by our own fetches or by the user's. */
async function lastSeen(
  repository: Repository,
  place: BranchPlace,
  { objects, history }: OpenBranch,
  how: { asked: 'local' | 'unreachable'; failure: string | null },
): Promise<TipReading> {
  const { known, tracking } = await tipsHere(objects, place);
  const commit = await newest();
  return { commit, fetchedAt: await whenAsked(repository, place, commit), ...how };

  async function newest(): Promise<string | null> {
    if (known === null || tracking === null) return (known ?? tracking)?.commit ?? null;
    if (await isAncestor(repository, known.commit, tracking.commit)) return tracking.commit;
    if (await isAncestor(repository, tracking.commit, known.commit)) return known.commit;
    if (history === 'any') return known.commit;
    throw branchRewound(place, known, tracking.commit);
  }
}
