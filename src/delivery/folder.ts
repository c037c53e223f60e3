import { randomBytes } from 'node:crypto';
import { access, lstat, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { ConfigurationError, GateFailure } from '../base/errors.ts';
import { makeFolder } from '../base/make-folder.ts';
import { hasCode, isSystemError } from '../base/system-error.ts';
import type { Publication } from '../registry/publication.ts';
import { withLock } from './folder-lock.ts';
import { type PublishOutcome, serialIn, type Target } from './target.ts';

/** A folder that applications, or a static host, read. */
export type Folder = {
  /** The folder itself. */
  path: string;
  /** No symbolic link below this folder is followed: the root of the repository, or the folder itself. */
  root: string;
};

/** What a folder serves of an environment. */
export type PublishedPointer = { serial: number; text: string };

/** A folder as somewhere to publish to. */
export function folderTarget(folder: Folder): Target {
  return {
    kind: 'directory',
    name: folder.path,
    async serials(environments, counts = () => true) {
      const serials: Record<string, number> = {};
      for (const environment of environments) {
        const there = await publishedIn(folder, environment);
        if (there && counts(there.text)) serials[environment] = there.serial;
      }
      return serials;
    },
    async publish(publications) {
      const outcomes: PublishOutcome[] = [];
      for (const publication of publications) outcomes.push(await publishToFolder(folder, publication));
      return outcomes;
    },
    async lacks(publications) {
      const paths = publications.flatMap(({ environment, objects }) => [
        join(environment, 'flags.json'),
        ...Object.keys(objects).map((digest) => join('objects', 'sha256', `${digest}.json`)),
      ]);
      const found = await Promise.all(
        paths.map((path) =>
          access(join(folder.path, path)).then(
            () => true,
            () => false,
          ),
        ),
      );
      return found.includes(false);
    },
    async [Symbol.asyncDispose]() {},
  };
}

/**
 * What a folder serves of an environment; null where it serves nothing.
 * @throws ConfigurationError: a symbolic link; GateFailure: a pointer that cannot be read
 */
export async function publishedIn(folder: Folder, environment: string): Promise<PublishedPointer | null> {
  const path = join(folder.path, environment, 'pointer.json');
  await refuseLinks(folder, path);
  const text = await readFile(path, 'utf8').catch((problem: unknown) => {
    if (isMissing(problem)) return null;
    throw problem;
  });
  // A machine that lost power may leave an empty file: nothing is lost with it.
  if (text === null || text.trim() === '') return null;
  const serial = serialIn(text, environment);
  if (serial !== null) return { serial, text };
  throw new GateFailure(`${path} is no pointer, so nothing is published over it.`, {
    remedy: 'Look at what it is, and remove it.',
  });
}

/**
 * Publishes an environment into a folder: objects first, then flags, the pointer last, each file whole or not at all. A
 * pointer with a higher serial is never replaced, nor one with the same serial and other content.
 * @returns `current`: the folder served this already; `newer`: it serves a higher serial
 * @throws as `publishedIn`; GateFailure: the same serial with other content, or the folder cannot be written
 */
export async function publishToFolder(folder: Folder, publication: Publication): Promise<PublishOutcome> {
  try {
    return await writeInto(folder, publication);
  } catch (problem) {
    if (!isSystemError(problem)) throw problem;
    throw new GateFailure(`${folder.path} cannot be written: ${problem.message}.`, {
      remedy: 'It has to be a folder that this process may write, or not to be there yet.',
      cause: problem,
    });
  }
}

async function writeInto(
  folder: Folder,
  { environment, serial, objects, flags, pointer }: Publication,
): Promise<PublishOutcome> {
  const before = await publishedIn(folder, environment);
  if (before && before.serial > serial) return 'newer';
  for (const [digest, text] of Object.entries(objects)) {
    await place(folder, join(folder.path, 'objects', 'sha256', `${digest}.json`), text, { keeps: true });
  }
  const own = join(folder.path, environment);
  await refuseLinks(folder, own);
  await makeFolder(own);
  return withLock(join(own, '.publishing'), () => switchTo(folder, { environment, serial, flags, pointer }));
}

/** Replaces flags and pointer, unless somebody published a higher serial while the objects were written. */
async function switchTo(
  folder: Folder,
  { environment, serial, flags, pointer }: Omit<Publication, 'objects'>,
): Promise<PublishOutcome> {
  const there = await publishedIn(folder, environment);
  if (there && there.serial > serial) return 'newer';
  if (there?.serial === serial && there.text !== pointer) {
    throw new GateFailure(
      `${folder.path} serves another pointer of ${environment} with the same serial ${serial}.`,
      { remedy: 'Somebody published it by hand, or from another registry: promote or roll back once more.' },
    );
  }
  await place(folder, join(folder.path, environment, 'flags.json'), flags);
  if (there?.serial === serial) return 'current';
  await place(folder, join(folder.path, environment, 'pointer.json'), pointer);
  return 'published';
}

/** Writes a file whole or not at all, with the folders above it. */
export async function writeWhole(path: string, text: string): Promise<void> {
  await makeFolder(dirname(path));
  const draft = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    // Otherwise a machine that loses power may keep the new name and lose the content.
    await writeFile(draft, text, { flag: 'wx', flush: true });
    await rename(draft, path);
    await syncFolder(dirname(path));
  } catch (problem) {
    await rm(draft, { force: true });
    throw problem;
  }
}

/** Some systems cannot open a folder; there, the name is kept as well as the system keeps it. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => null);
  try {
    await folder?.sync().catch(() => {});
  } finally {
    await folder?.close();
  }
}

/**
 * Writes a file of a folder whole or not at all, through no symbolic link; `keeps`: one that is there with this content is
 * left.
 * @throws ConfigurationError: a symbolic link below the folder's root
 */
export async function place(
  folder: Folder,
  path: string,
  text: string,
  { keeps = false } = {},
): Promise<void> {
  await refuseLinks(folder, path);
  if (keeps && (await readFile(path, 'utf8').catch(() => null)) === text) return;
  await writeWhole(path, text);
}

async function refuseLinks({ root }: Folder, path: string): Promise<void> {
  const parts = relative(root, path).split(sep);
  if (parts[0] === '..') throw new Error(`${path} is not below ${root}`);
  for (let depth = 1; depth <= parts.length; depth += 1) {
    const here = join(root, ...parts.slice(0, depth));
    const found = await lstat(here).catch((problem: unknown) => {
      if (isMissing(problem)) return null;
      throw problem;
    });
    if (found === null) return;
    if (!found.isSymbolicLink()) continue;
    throw new ConfigurationError('This is a symbolic link, and nothing is published through one.', {
      place: { path: here },
      remedy: 'Name the folder itself.',
    });
  }
}

function isMissing(problem: unknown): boolean {
  return hasCode(problem, 'ENOENT') || hasCode(problem, 'ENOTDIR');
}
