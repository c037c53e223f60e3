import { constants } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import { join } from 'node:path';
import { openBlobReader } from './blobs.ts';
import { line, type Repository, runGit, splitNul } from './git.ts';
import type { Snapshot } from './snapshot.ts';
import { decodeText, MAX_FILE_BYTES, requireInside, submodule, symbolicLink, tooLarge } from './text-file.ts';

/** A snapshot that holds a process until it is closed. */
export type OpenSnapshot = Snapshot & { close(): void };

type TreeEntry = { mode: string; oid: string };

const SYMBOLIC_LINK = '120000';
const SUBMODULE = '160000';
/** After so many single questions the whole tree is listed: it answers all that follow. */
const MAX_LOOKUPS = 8;

/** The repository's files at a commit (a full sha). Reads git's objects, never the working tree. */
export function snapshotAt(repository: Repository, sha: string): OpenSnapshot {
  const blobs = openBlobReader(repository, MAX_FILE_BYTES);
  const tree = treeAt(repository, sha);
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
      if (!entry) return undefined;
      if (entry.mode === SYMBOLIC_LINK) throw symbolicLink(path);
      if (entry.mode === SUBMODULE) throw submodule(path);
      const blob = await blobs.read(entry.oid);
      if (blob.kind === 'content') return decodeText(blob.bytes, path);
      if (blob.kind === 'too-large') throw tooLarge(blob.size, path);
      throw new Error(`git has no object ${entry.oid}`);
    },
    close: blobs.close,
  };
}

/**
 * The repository's files as they lie in the working tree: tracked ones and untracked ones that are not ignored.
 * No symbolic link is followed, nothing outside the root is read.
 */
export function snapshotOfWorkTree(repository: Repository): OpenSnapshot {
  let listed: Promise<string[]> | undefined;
  let known: Promise<ReadonlySet<string>> | undefined;
  const list = () => {
    listed ??= listWorkTree(repository);
    return listed;
  };
  const has = async (path: string) => {
    requireInside(path);
    known ??= list().then((paths) => new Set(paths));
    return (await known).has(path);
  };
  const bytesOf = async (path: string) =>
    (await has(path)) ? readWithoutLinks(repository.root, path) : undefined;
  return {
    revision: 'worktree',
    list,
    has,
    async blob(path) {
      const bytes = await bytesOf(path);
      if (!bytes) return undefined;
      return line(await runGit(repository, ['hash-object', '--stdin', '--no-filters'], { input: bytes }));
    },
    async read(path) {
      const bytes = await bytesOf(path);
      return bytes && decodeText(bytes, path);
    },
    close: () => undefined,
  };
}

function treeAt(repository: Repository, sha: string) {
  let whole: Promise<ReadonlyMap<string, TreeEntry>> | undefined;
  let paths: Promise<string[]> | undefined;
  const single = new Map<string, Promise<TreeEntry | undefined>>();
  const load = () => {
    whole ??= readTree(repository, ['-r', '--full-tree', sha]);
    return whole;
  };
  return {
    list(): Promise<string[]> {
      paths ??= load().then((tree) => [...tree.keys()].sort());
      return paths;
    },
    async find(path: string): Promise<TreeEntry | undefined> {
      requireInside(path);
      if (whole || (!single.has(path) && single.size >= MAX_LOOKUPS)) return (await load()).get(path);
      let found = single.get(path);
      if (!found) {
        found = readTree(repository, ['--full-tree', sha, '--', path]).then((tree) => tree.get(path));
        single.set(path, found);
      }
      return found;
    },
  };
}

/** Everything but folders. */
async function readTree(repository: Repository, args: readonly string[]): Promise<Map<string, TreeEntry>> {
  const entries = new Map<string, TreeEntry>();
  for (const field of splitNul(await runGit(repository, ['ls-tree', '-z', ...args]))) {
    const tab = field.indexOf('\t');
    const [mode = '', type, oid = ''] = field.slice(0, tab).split(' ');
    if (type !== 'tree') entries.set(field.slice(tab + 1), { mode, oid });
  }
  return entries;
}

async function listWorkTree(repository: Repository): Promise<string[]> {
  const [present, deleted] = await Promise.all([
    runGit(repository, ['ls-files', '-z', '--cached', '--others', '--exclude-standard']),
    runGit(repository, ['ls-files', '-z', '--deleted']),
  ]);
  const paths = new Set(splitNul(present));
  for (const path of splitNul(deleted)) paths.delete(path);
  return [...paths].filter((path) => !path.endsWith('/')).sort();
}

async function readWithoutLinks(root: string, path: string): Promise<Buffer | undefined> {
  const parts = path.split('/');
  for (let depth = 1; depth <= parts.length; depth += 1) {
    const found = await lstat(join(root, ...parts.slice(0, depth))).catch(() => undefined);
    if (!found) return undefined;
    if (found.isSymbolicLink()) throw symbolicLink(parts.slice(0, depth).join('/'));
    if (depth < parts.length) continue;
    if (found.isDirectory()) throw submodule(path);
    if (!found.isFile()) return undefined;
    if (found.size > MAX_FILE_BYTES) throw tooLarge(found.size, path);
  }
  const file = await open(join(root, ...parts), constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    return await file.readFile();
  } finally {
    await file.close();
  }
}
