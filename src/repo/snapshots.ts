import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigurationError } from '../base/errors.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { type GitOptions, line, type Repository, runGit, splitNul } from './git.ts';
import { type ObjectReader, openObjectReader } from './objects.ts';
import { readSettings, withoutFilters } from './settings.ts';
import {
  decodeText,
  MAX_FILE_BYTES,
  requireInside,
  statOf,
  submodule,
  symbolicLink,
  tooLarge,
  unreadable,
} from './text-file.ts';
import { openWorkTree, type WorkTree } from './work-tree.ts';

/** A snapshot that holds a process until it is closed. */
export type OpenSnapshot = Snapshot & { close(): void };

type TreeEntry = { mode: string; oid: string };
type Folder = ReadonlyMap<string, TreeEntry>;

const SYMBOLIC_LINK = '120000';
const SUBMODULE = '160000';
const FOLDER = '40000';
/** After so many folders the whole tree is listed: it answers all that follow. */
const MAX_FOLDERS = 8;

/** Reads what the snapshots of one repository hold, through one process. */
export function snapshotReader(repository: Repository): ObjectReader {
  return openObjectReader(repository, MAX_FILE_BYTES);
}

/**
 * The repository's files at a commit (a full sha). Reads git's objects, never the working tree.
 * @param shared reads for several snapshots, and outlives this one; by default the snapshot has its own.
 */
export function snapshotAt(repository: Repository, sha: string, shared?: ObjectReader): OpenSnapshot {
  const objects = shared ?? snapshotReader(repository);
  const tree = treeAt(repository, sha, objects);
  return {
    revision: sha,
    list: tree.list,
    async has(path) {
      return (await tree.find(path)) !== undefined;
    },
    async blob(path) {
      return (await tree.find(path))?.oid;
    },
    async read(path) {
      const entry = await tree.find(path);
      if (!entry) {
        for (const above of foldersAbove(path)) {
          const mode = (await tree.find(above))?.mode;
          if (mode === SYMBOLIC_LINK) throw symbolicLink(above);
          if (mode === SUBMODULE) throw submodule(above);
        }
        return undefined;
      }
      if (entry.mode === SYMBOLIC_LINK) throw symbolicLink(path);
      if (entry.mode === SUBMODULE) throw submodule(path);
      const blob = await objects.read(entry.oid);
      if (blob.kind === 'content') return decodeText(blob.bytes, path);
      if (blob.kind === 'too-large') throw tooLarge(blob.size, path);
      throw new Error(`git has no object ${entry.oid}`);
    },
    close: shared ? () => undefined : objects.close,
  };
}

/**
 * The repository's files as they lie in the working tree: tracked ones and untracked ones that are not ignored.
 * No symbolic link is followed, nothing outside the root is read. Line ends are those of a commit.
 */
export function snapshotOfWorkTree(
  repository: Repository,
  workTree: WorkTree = openWorkTree(repository),
): OpenSnapshot {
  let listed: Promise<string[]> | undefined;
  let known: Promise<ReadonlySet<string>> | undefined;
  const list = () => {
    listed ??= listWorkTree(repository, workTree);
    return listed;
  };
  const has = async (path: string) => {
    requireInside(path);
    known ??= list().then((paths) => new Set(paths));
    return (await known).has(path);
  };
  const bytesOf = async (path: string) => {
    const isListed = await has(path);
    if (!isListed) await refuseBehind(path, repository.root, has);
    const bytes = isListed ? await readWithoutLinks(repository.root, path) : undefined;
    return bytes?.includes('\r\n') ? asCommitted(repository, path, bytes) : bytes;
  };
  return {
    revision: 'worktree',
    list,
    has,
    async blob(path) {
      const bytes = await bytesOf(path);
      return bytes && hashOf(repository, bytes, ['--no-filters']);
    },
    async read(path) {
      const bytes = await bytesOf(path);
      return bytes && decodeText(bytes, path);
    },
    close: () => undefined,
  };
}

/** `a/b` and `a` for `a/b/c.md`. */
function foldersAbove(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, parts.length - 1 - index).join('/'));
}

/** @throws ConfigurationError for a path that is behind a symbolic link or in a submodule, where git sees no files. */
async function refuseBehind(
  path: string,
  root: string,
  isListed: (path: string) => Promise<boolean>,
): Promise<void> {
  for (const above of foldersAbove(path)) {
    if (!(await isListed(above))) continue;
    const found = await statOf(root, above);
    if (found?.isSymbolicLink()) throw symbolicLink(above);
    if (found?.isDirectory()) throw submodule(above);
  }
}

function treeAt(repository: Repository, sha: string, objects: ObjectReader) {
  let whole: Promise<ReadonlyMap<string, TreeEntry>> | undefined;
  let paths: Promise<string[]> | undefined;
  const folders = new Map<string, Promise<Folder | undefined>>();
  const load = () => {
    whole ??= readTree(repository, sha);
    return whole;
  };
  const open = (folder: string): Promise<Folder | undefined> => {
    const opened = folders.get(folder) ?? read(folder);
    folders.set(folder, opened);
    return opened;
  };
  const read = async (folder: string): Promise<Folder | undefined> => {
    if (folder === '') return readFolder(objects, `${sha}^{tree}`);
    const [above, name] = splitPath(folder);
    const entry = (await open(above))?.get(name);
    return entry?.mode === FOLDER ? readFolder(objects, entry.oid) : undefined;
  };
  return {
    list(): Promise<string[]> {
      paths ??= load().then((tree) => [...tree.keys()].sort());
      return paths;
    },
    async find(path: string): Promise<TreeEntry | undefined> {
      requireInside(path);
      const [folder, name] = splitPath(path);
      if (whole || (!folders.has(folder) && folders.size >= MAX_FOLDERS)) return (await load()).get(path);
      const entry = (await open(folder))?.get(name);
      return entry?.mode === FOLDER ? undefined : entry;
    },
  };
}

function splitPath(path: string): [folder: string, name: string] {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? ['', path] : [path.slice(0, slash), path.slice(slash + 1)];
}

/** What lies in one folder, folders included, by name. */
async function readFolder(objects: ObjectReader, name: string): Promise<Folder> {
  const tree = await objects.read(name);
  if (tree.kind !== 'content') throw new Error(`git gives no tree ${name}`);
  const { bytes, oid } = tree;
  const entries = new Map<string, TreeEntry>();
  // `<mode> <name>`, NUL, the object name as bytes.
  const oidBytes = oid.length / 2;
  for (let start = 0; start < bytes.length; ) {
    const space = bytes.indexOf(0x20, start);
    const end = bytes.indexOf(0, space);
    const mode = bytes.toString('latin1', start, space);
    start = end + 1 + oidBytes;
    const entry = bytes.toString('utf8', space + 1, end);
    if (entries.has(entry)) throw namedTwice(entry);
    entries.set(entry, { mode, oid: bytes.toString('hex', end + 1, start) });
  }
  return entries;
}

/** Everything but folders, by path. */
async function readTree(repository: Repository, sha: string): Promise<Map<string, TreeEntry>> {
  const entries = new Map<string, TreeEntry>();
  for (const field of splitNul(await runGit(repository, ['ls-tree', '-z', '-r', '--full-tree', sha]))) {
    const tab = field.indexOf('\t');
    const [mode = '', type, oid = ''] = field.slice(0, tab).split(' ');
    const path = field.slice(tab + 1);
    if (entries.has(path)) throw namedTwice(path);
    if (type !== 'tree') entries.set(path, { mode, oid });
  }
  const folders = new Set<string>();
  for (const path of entries.keys()) {
    for (
      let [folder] = splitPath(path);
      folder !== '' && !folders.has(folder);
      [folder] = splitPath(folder)
    ) {
      if (entries.has(folder)) throw namedTwice(folder);
      folders.add(folder);
    }
  }
  return entries;
}

/** Git itself writes no such tree, and its commands do not agree on which of the two is there. */
function namedTwice(path: string): ConfigurationError {
  return new ConfigurationError('A commit names this path twice, which no sound repository does.', {
    place: { path },
    remedy: 'See what git fsck says, and write the commit anew.',
  });
}

async function listWorkTree({ root }: Repository, workTree: WorkTree): Promise<string[]> {
  const { listed, deleted } = await workTree.files();
  await refuseHidden(root, deleted);
  const gone = new Set(deleted);
  return listed.filter((path) => !gone.has(path) && !path.endsWith('/')).sort();
}

/** A file with the line ends that a commit would give it: a checkout may have converted them. */
async function asCommitted(repository: Repository, path: string, bytes: Buffer): Promise<Buffer> {
  const plain = Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
  const settings = withoutFilters(await readSettings(repository));
  const [committed, withPlainEnds] = await Promise.all([
    hashOf(repository, bytes, [`--path=${path}`], settings),
    hashOf(repository, plain, ['--no-filters']),
  ]);
  return committed === withPlainEnds ? plain : bytes;
}

async function hashOf(
  repository: Repository,
  bytes: Buffer,
  how: readonly string[],
  settings: GitOptions['settings'] = [],
): Promise<string> {
  const options = { input: bytes, settings };
  return line(await runGit(repository, ['hash-object', '--stdin', ...how], options));
}

const LOOKED_AT_ONCE = 64;

/**
 * Git takes for deleted what it may not look at.
 * @throws ConfigurationError for the first such path.
 */
export async function refuseHidden(root: string, deleted: readonly string[]): Promise<void> {
  for (let start = 0; start < deleted.length; start += LOOKED_AT_ONCE) {
    await Promise.all(deleted.slice(start, start + LOOKED_AT_ONCE).map((path) => statOf(root, path)));
  }
}

async function readWithoutLinks(root: string, path: string): Promise<Buffer | undefined> {
  const parts = path.split('/');
  for (let depth = 1; depth <= parts.length; depth += 1) {
    const here = parts.slice(0, depth).join('/');
    const found = await statOf(root, here);
    if (!found) return undefined;
    if (found.isSymbolicLink()) throw symbolicLink(here);
    if (depth < parts.length) continue;
    if (found.isDirectory()) throw submodule(path);
    if (!found.isFile()) return undefined;
    if (found.size > MAX_FILE_BYTES) throw tooLarge(found.size, path);
  }
  try {
    // Without blocking: it may have become a pipe meanwhile.
    const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
    await using file = await open(join(root, ...parts), flags);
    return await file.readFile();
  } catch (error) {
    throw unreadable(path, error);
  }
}
