import { ConfigurationError } from '../base/errors.ts';
import { describeValue } from '../document/describe.ts';
import { didYouMean } from '../document/suggest.ts';
import { deepen, fetchBranch, fetchCommit, isFullSha, isShallow, remoteOf } from './fetch.ts';
import { line, type Repository, tryGit } from './git.ts';
import { openObjectReader } from './objects.ts';
import { FETCH_ALL } from './settings.ts';

/** How many more commits a shallow checkout gets at each try for the merge base: 13,650 in all. */
const DEEPENING_STEPS = [50, 200, 800, 3200, 9400];

/** Of a commit only its name is wanted. */
const MAX_COMMIT_BYTES = 0;

/**
 * The full sha of the commit that a branch, tag, sha or expression (`HEAD^2`) names. A branch that exists only at the
 * remote is found there (`main` → `origin/main`); what a shallow checkout lacks is fetched.
 * @throws ConfigurationError: nothing of this name.
 */
export async function resolveRevision(repository: Repository, ref: string): Promise<string> {
  const [sha = ''] = await resolveAll(repository, [ref]);
  return sha;
}

/** The commits that a change lies between: full shas. */
export type Range = {
  base: string;
  head: string;
  /** Where the baseline is read: where base and head parted; the base itself, where they parted at several commits. */
  mergeBase: string;
  /** Every commit where they parted: what changed is what differs from any of them. */
  mergeBases: string[];
};

/** A range, from the commits where base and head parted, of which there is at least one. */
export function rangeOf(base: string, head: string, mergeBases: readonly string[]): Range {
  const [only, ...others] = mergeBases;
  const mergeBase = only === undefined || others.length > 0 ? base : only;
  return { base, head, mergeBase, mergeBases: [...mergeBases] };
}

/**
 * Resolves a base and a head (any names that `resolveRevision` knows) and finds where they parted.
 * @throws ConfigurationError as `resolveRevision` and `findMergeBase`.
 */
export async function findRange(
  repository: Repository,
  { base: baseRef, head: headRef }: { base: string; head: string },
): Promise<Range> {
  const [base = '', head = ''] = await resolveAll(repository, [baseRef, headRef]);
  return rangeOf(base, head, await partingOf(repository, base, head, baseRef));
}

/**
 * Where the baseline of a base (any name that `resolveRevision` knows) and a head (a full sha) is read: their best common
 * ancestor, or the base where there are several. A shallow checkout is deepened, in growing steps, until it shows one.
 * @throws ConfigurationError: no common history, or none within reach of a shallow checkout.
 */
export async function findMergeBase(
  repository: Repository,
  baseRef: string,
  headSha: string,
): Promise<string> {
  return (await findRange(repository, { base: baseRef, head: headSha })).mergeBase;
}

async function partingOf(
  repository: Repository,
  base: string,
  head: string,
  baseName: string,
): Promise<string[]> {
  let found = await mergeBasesOf(repository, base, head);
  for (const step of DEEPENING_STEPS) {
    if (found.length > 0 || !(await isShallow(repository))) break;
    if (!(await deepen(repository, step, [base, head]))) break;
    found = await mergeBasesOf(repository, base, head);
  }
  if (found.length > 0) return found;
  const names = `${describeValue(baseName)} and ${head.slice(0, 12)}`;
  if (await isShallow(repository)) {
    throw new ConfigurationError(`This checkout is too shallow to find where ${names} parted.`, {
      remedy: FETCH_ALL,
    });
  }
  throw new ConfigurationError(`${names} have no common history, so there is no baseline.`, {
    remedy: 'Name another base, such as the branch that the change goes into.',
  });
}

/** The branch that is checked out; undefined at a detached HEAD. */
export async function currentBranch(repository: Repository): Promise<string | undefined> {
  const { exitCode, stdout } = await tryGit(repository, ['symbolic-ref', '--quiet', 'HEAD']);
  return exitCode === 0 ? branchOf(line(stdout)) : undefined;
}

/** The name of the branch that a full name of a ref (`refs/heads/main`) is; undefined for any other. */
export function branchOf(ref: string): string | undefined {
  return /^refs\/heads\/(.+)$/.exec(ref)?.[1];
}

/**
 * The branch that changes usually go into: the remote's default branch, else its or the local `main` or `master`.
 * @throws ConfigurationError when there is none of them.
 */
export async function defaultBase(repository: Repository): Promise<string> {
  const own = await remoteOf(repository);
  const remote = own ?? 'origin';
  const pointer = await tryGit(repository, [
    'symbolic-ref',
    '--quiet',
    '--short',
    `refs/remotes/${remote}/HEAD`,
  ]);
  const candidates = [`${remote}/main`, `${remote}/master`, 'main', 'master'];
  if (pointer.exitCode === 0) candidates.unshift(line(pointer.stdout));
  const found = await findHere(repository, candidates, { remote: own });
  const best = candidates.find((_, index) => found[index] !== undefined);
  if (best !== undefined) return best;
  if (await hasNoCommit(repository)) throw noCommit();
  throw new ConfigurationError('It is not clear what the change is measured against.', {
    remedy: 'Name the branch it goes into, e.g. --base origin/main.',
  });
}

async function resolveAll(repository: Repository, refs: readonly string[]): Promise<string[]> {
  for (const ref of refs) refuseOptions(ref);
  const here = await findHere(repository, refs);
  const found: string[] = [];
  for (const [index, ref] of refs.entries()) {
    found.push(here[index] ?? (await fetchRevision(repository, ref)));
  }
  return found;
}

async function fetchRevision(repository: Repository, ref: string): Promise<string> {
  if (isFullSha(ref)) {
    if (await fetchCommit(repository, ref)) return ref;
  } else if (await isShallow(repository)) {
    const remote = await remoteOf(repository);
    const prefix = [`refs/remotes/${remote}/`, `${remote}/`].find((each) => ref.startsWith(each)) ?? '';
    const branch = remote === undefined ? ref : ref.slice(prefix.length);
    if (isBranchName(branch) && (await fetchBranch(repository, branch))) {
      const [fetched] = await findHere(repository, [branch]);
      if (fetched !== undefined) return fetched;
    }
  }
  throw await unknownRevision(repository, ref);
}

/**
 * What is here already; undefined where nothing is. A branch comes first, then a branch of the remote, then a tag, then
 * whatever else git makes of the name.
 */
async function findHere(
  repository: Repository,
  refs: readonly string[],
  known?: { remote: string | undefined },
): Promise<(string | undefined)[]> {
  const isNeeded = known === undefined && !refs.every(standsForItself);
  const remote = isNeeded ? await remoteOf(repository) : known?.remote;
  const candidates = refs.map((ref) => {
    if (standsForItself(ref)) return [ref];
    const ofRemote = remote === undefined ? [] : [`refs/remotes/${remote}/${ref}`];
    return [`refs/heads/${ref}`, `refs/remotes/${ref}`, ...ofRemote, `refs/tags/${ref}`, ref];
  });
  const found = await commitsNamed(repository, candidates.flat());
  return candidates.map((names) => {
    const shas = found.splice(0, names.length);
    return shas.find((sha) => sha !== undefined);
  });
}

/** Whether a name can mean only one thing: a full sha, a full name of a ref, or what is checked out. */
export function standsForItself(ref: string): boolean {
  return isFullSha(ref) || ref.startsWith('refs/') || /^(?:HEAD|@)(?:$|[~^@])/.test(ref);
}

/** The commits that names stand for; undefined for a name that stands for none. */
async function commitsNamed(
  repository: Repository,
  names: readonly string[],
): Promise<(string | undefined)[]> {
  const objects = openObjectReader(repository, MAX_COMMIT_BYTES);
  try {
    const found = await Promise.all(names.map((name) => objects.read(`${name}^{commit}`)));
    return found.map((object) => (object.kind === 'missing' ? undefined : object.oid));
  } finally {
    objects.close();
  }
}

async function mergeBasesOf(repository: Repository, base: string, head: string): Promise<string[]> {
  const { exitCode, stdout } = await tryGit(repository, ['merge-base', '--all', base, head]);
  return exitCode === 0 ? line(stdout).split('\n') : [];
}

/** What starts with a dash would be taken for an option by some git command, sooner or later. */
function refuseOptions(ref: string): void {
  const hasControls = [...ref].some((character) => character < ' ' || character === '\u007f');
  if (ref !== '' && ref.length <= 500 && !ref.startsWith('-') && !hasControls) return;
  throw new ConfigurationError(`${describeValue(ref)} cannot be the name of a revision.`, {
    remedy: 'Name a branch, a tag or a commit.',
  });
}

function isBranchName(name: string): boolean {
  return /^[^\s~^:?*[\\]+$/.test(name) && !name.includes('..') && !name.includes('@{');
}

async function hasNoCommit(repository: Repository): Promise<boolean> {
  const { exitCode, stdout } = await tryGit(repository, ['rev-list', '--max-count=1', '--all']);
  return exitCode === 0 && stdout.length === 0;
}

function noCommit(): ConfigurationError {
  return new ConfigurationError('This repository has no commit yet, so there is nothing to compare with.', {
    remedy: 'Commit the prompts first; `check` needs no commit.',
  });
}

async function unknownRevision(repository: Repository, ref: string): Promise<ConfigurationError> {
  if (await hasNoCommit(repository)) return noCommit();
  const refs = ['refs/heads', 'refs/remotes', 'refs/tags'];
  const { stdout } = await tryGit(repository, ['for-each-ref', '--format=%(refname:short)', ...refs]);
  const names = line(stdout).split('\n');
  const meant = didYouMean(ref, names);
  const shallow = await isShallow(repository);
  if (isFullSha(ref) && !shallow) {
    return new ConfigurationError(`The commit ${ref.slice(0, 12)} is neither here nor at the remote.`, {
      remedy: 'A force push leaves the commits before it to be deleted. Name another base.',
    });
  }
  return new ConfigurationError(`There is no branch, tag or commit ${describeValue(ref)} here.${meant}`, {
    remedy: shallow ? FETCH_ALL : 'Name one that is here, or fetch it.',
  });
}
