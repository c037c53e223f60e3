import { createHash, randomBytes } from 'node:crypto';
import { lstat, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Repository, storeDirectoryOf } from './git.ts';
import type { ObjectReader } from './objects.ts';
import { commitOf, compareAndSet, isAncestor, updateRefs } from './own-refs.ts';
import type { BranchHistory, BranchPlace } from './remote.ts';

/** A ref of this clone that says where a remote's branch was, and the commit there. */
export type KnownTip = { ref: string; commit: string };

/** Our own record of where the branch was last seen. */
export function knownRef({ remote, branch }: BranchPlace): string {
  const from = isName(remote) ? encodeURIComponent(remote) : hash(String(remote));
  return `refs/prompt-eval-gate/known/${from}/${encodeURIComponent(branch)}`;
}

/** Git's record of it, where the remote has a name. */
function trackingRef({ remote, branch }: BranchPlace): string | undefined {
  return isName(remote) ? `refs/remotes/${remote}/${branch}` : undefined;
}

/** The commit that a name stands for; null where there is none. */
export async function commitNamed(objects: ObjectReader, name: string): Promise<string | null> {
  const object = await objects.read(`${name}^{commit}`);
  return object.kind === 'missing' ? null : object.oid;
}

/** Where this clone saw the branch, as our own ref has it and as git's has it. */
export async function tipsHere(
  objects: ObjectReader,
  place: BranchPlace,
): Promise<{ known: KnownTip | null; tracking: KnownTip | null }> {
  const read = async (ref: string | undefined): Promise<KnownTip | null> => {
    const commit = ref === undefined ? null : await commitNamed(objects, ref);
    return ref === undefined || commit === null ? null : { ref, commit };
  };
  const [known, tracking] = await Promise.all([read(knownRef(place)), read(trackingRef(place))]);
  return { known, tracking };
}

type Advance = {
  /** Where it was when it was last read. */
  from: string | null;
  to: string;
  /** Commands of `update-ref` to be done with it. */
  beside: readonly string[];
  history: BranchHistory;
};

/**
 * Moves our own record forward to a commit where the branch was seen; never back, whatever other processes do, where
 * the branch's history is append-only.
 */
export async function advanceKnown(
  repository: Repository,
  place: BranchPlace,
  { from, to, beside, history }: Advance,
): Promise<void> {
  const ref = knownRef(place);
  const move = async (current: string | null, others: readonly string[]) =>
    (await updateRefs(repository, [compareAndSet(ref, current, to), ...others])).exitCode === 0;
  if (await move(from, beside)) return;
  if (beside.length > 0) await updateRefs(repository, beside);
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const current = await commitOf(repository, ref);
    const isBehind = history === 'any' || current === null || (await isAncestor(repository, current, to));
    if (current === to || !isBehind) return;
    if (await move(current, [])) return;
  }
}

const MAX_TRIES = 5;

type Asked = { commit: string | null; at: string };

/** Notes that the remote was asked now, and what it answered. A clone that cannot be written to has no such note. */
export async function noteAsked(
  repository: Repository,
  place: BranchPlace,
  commit: string | null,
): Promise<Date> {
  const at = new Date();
  const asked: Asked = { commit, at: at.toISOString() };
  try {
    const file = join(await ownFolder(repository), askedName(place));
    const temporary = `${file}.${randomBytes(8).toString('hex')}`;
    await writeFile(temporary, JSON.stringify(asked), { flag: 'wx' });
    await rename(temporary, file);
  } catch {
    // Then nobody knows how old a later reading without the remote is.
  }
  return at;
}

/** The folder of these notes, made where it is not there. Throws where something else, such as a link, is in its place. */
async function ownFolder(repository: Repository): Promise<string> {
  const store = storeDirectoryOf(repository);
  const folder = join(store, NOTES);
  for (const path of [store, folder]) {
    await mkdir(path).catch(() => undefined);
    if (!(await lstat(path)).isDirectory()) throw new Error(`${path} is no folder`);
  }
  return folder;
}

/** When the remote was last asked and had this commit; null where nobody noted it. */
export async function whenAsked(
  repository: Repository,
  place: BranchPlace,
  commit: string | null,
): Promise<Date | null> {
  try {
    const file = join(storeDirectoryOf(repository), NOTES, askedName(place));
    const stats = await lstat(file);
    if (!stats.isFile() || stats.size > MAX_NOTE_BYTES) return null;
    const noted: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (typeof noted !== 'object' || noted === null || !('commit' in noted) || !('at' in noted)) return null;
    if (noted.commit !== commit || typeof noted.at !== 'string') return null;
    const at = new Date(noted.at);
    return Number.isNaN(at.getTime()) ? null : at;
  } catch {
    return null;
  }
}

const NOTES = 'branches';
const MAX_NOTE_BYTES = 1000;

function askedName(place: BranchPlace): string {
  return `${hash(knownRef(place))}.json`;
}

/** Whether a remote is given by a name that can stand in a ref's, not by a URL. */
function isName(remote: string | null): remote is string {
  return remote !== null && /^\w[\w-]*(?:[./][\w-]+)*$/.test(remote) && !/\.lock(?:\/|$)/.test(remote);
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
