import { createHash } from 'node:crypto';
import { lstat, readdir, readFile, rm } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { ConfigurationError, GateFailure } from '../../../base/errors.ts';
import { isMapping } from '../../../base/json.ts';
import { hasCode, isSystemError } from '../../../base/system-error.ts';
import { type Folder, place } from '../../../delivery/folder.ts';
import { enumerate, plainOf } from '../../../prose/text.ts';
import { parseJson } from '../../../registry/events.ts';
import type { SiteFile } from '../../../report/dashboard/site.ts';

/** Says that a folder is a site of ours, and which files of it are. */
export const MARKER = '.prompt-eval-gate-site.json';

/** A file that a site may have: nothing of a marker that somebody else wrote leads out of the folder. */
const SITE_PATH = /^(?:[a-z0-9][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]*\.(?:html|badge\.json)$/;

/** So many files are named in an error. */
const MOST_NAMED = 10;

/** Digests that a site's files may have, by path: two while one is written over. */
type Digests = ReadonlyMap<string, readonly string[]>;

/** A folder that may be filled, and the files that an earlier run wrote into it. */
export type SiteFolder = {
  folder: Folder;
  /** As it was typed. */
  out: string;
  before: Digests;
};

/**
 * A folder that may be filled: it is not there yet, is empty, or is a site that was written before.
 * @throws ConfigurationError: it holds anything else, or is a symbolic link
 */
export async function openSiteFolder(directory: string, out: string): Promise<SiteFolder> {
  const path = resolve(directory, out);
  const isBelow =
    !isAbsolute(out) && !relative(directory, path).split(sep).includes('..') && path !== resolve(directory);
  const folder = { path, root: isBelow ? resolve(directory) : dirname(path) };
  const found = await lstat(path).catch((problem: unknown) => {
    if (hasCode(problem, 'ENOENT')) return null;
    throw problem;
  });
  if (found === null) return { folder, out, before: new Map() };
  if (!found.isDirectory())
    throw refused(out, found.isSymbolicLink() ? 'it is a symbolic link' : 'it is no folder');
  if ((await readdir(path)).length === 0) return { folder, out, before: new Map() };
  const before = digestsIn(await readFile(join(path, MARKER), 'utf8').catch(() => ''));
  if (before !== null) return { folder, out, before };
  throw refused(out, `it holds files, and no ${MARKER} of this version, so it is no site of an earlier run`);
}

/**
 * Whatever a marker names: a file that has other content than an earlier run gave it is somebody's, and stays.
 * @throws ConfigurationError: such a file would be written over, or removed
 */
export async function refuseForeignFiles(
  { folder, out, before }: SiteFolder,
  files: readonly SiteFile[],
): Promise<void> {
  const next = new Map(files.map(({ path, text }) => [path, digestOf(text)]));
  const foreign: string[] = [];
  for (const path of new Set([...next.keys(), ...before.keys()])) {
    const there = await contentOf(join(folder.path, path));
    if (there === null) continue;
    const digest = digestOf(there);
    if (digest !== next.get(path) && !before.get(path)?.includes(digest)) foreign.push(path);
  }
  if (foreign.length === 0) return;
  const named = plainOf(enumerate(foreign, MOST_NAMED));
  throw new ConfigurationError(
    `The dashboard is not written to ${out}: no earlier run of it wrote ${named} as it is there now.`,
    { remedy: 'Move these files elsewhere, or name a folder that is empty, or not there yet.' },
  );
}

/**
 * Writes a site: its files, each whole, then removes those of an earlier run that it has no longer. The marker names both
 * until it is done, so that a run that was stopped leaves no file that nobody knows.
 * @throws as `refuseForeignFiles`; ConfigurationError: a symbolic link below the folder; GateFailure: it cannot be written
 */
export async function writeSite(site: SiteFolder, files: readonly SiteFile[]): Promise<void> {
  await refuseForeignFiles(site, files);
  const { folder, before } = site;
  const now = new Map(files.map(({ path, text }) => [path, [digestOf(text)]]));
  const both = new Map([...before, ...now].map(([path]) => [path, knownOf(path, [before, now])]));
  const mark = (known: Digests) => place(folder, join(folder.path, MARKER), markerText(known));
  try {
    await mark(both);
    for (const { path, text } of files) await place(folder, join(folder.path, path), text, { keeps: true });
    for (const path of before.keys()) if (!now.has(path)) await removeFile(folder, path);
    await mark(now);
  } catch (problem) {
    if (!isSystemError(problem)) throw problem;
    throw new GateFailure(`${folder.path} cannot be written: ${problem.message}.`, {
      remedy: 'It has to be a folder that this process may write, or not to be there yet.',
      cause: problem,
    });
  }
}

function knownOf(path: string, of: readonly Digests[]): string[] {
  return [...new Set(of.flatMap((digests) => digests.get(path) ?? []))];
}

function markerText(known: Digests): string {
  return `${JSON.stringify({ format: 2, files: Object.fromEntries(known) })}\n`;
}

/** Null: it is no marker of this format. */
function digestsIn(text: string): Digests | null {
  const marker = parseJson(text);
  if (!isMapping(marker) || !isMapping(marker.files)) return null;
  const files = Object.entries(marker.files).filter(([path]) => SITE_PATH.test(path));
  return new Map(
    files.map(([path, digests]) => [path, Array.isArray(digests) ? digests.map(String) : []] as const),
  );
}

function digestOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Null where there is no file; a link is none: nothing is written through one, or removed behind it. */
async function contentOf(path: string): Promise<Buffer | null> {
  const found = await lstat(path).catch(() => null);
  return found?.isFile() ? await readFile(path) : null;
}

/** A link in the way is left alone, as is what it leads to. */
async function removeFile({ path: root }: Folder, path: string): Promise<void> {
  const above = await lstat(dirname(join(root, path))).catch(() => null);
  if (above?.isDirectory()) await rm(join(root, path), { force: true });
}

function refused(out: string, why: string): ConfigurationError {
  return new ConfigurationError(`The dashboard is not written to ${out}: ${why}.`, {
    remedy: 'Name a folder that is empty, or not there yet.',
  });
}
