import { lstat, readdir, readFile, rm } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { ConfigurationError, GateFailure } from '../../../base/errors.ts';
import { isMapping } from '../../../base/json.ts';
import { hasCode, isSystemError } from '../../../base/system-error.ts';
import { type Folder, place } from '../../../delivery/folder.ts';
import { parseJson } from '../../../registry/events.ts';
import type { SiteFile } from '../../../report/dashboard/site.ts';

/** Says that a folder is a site of ours, and which files of it are. */
export const MARKER = '.prompt-eval-gate-site.json';

/** A file that a site may have: nothing of a marker that somebody else wrote leads out of the folder. */
const SITE_PATH = /^(?:[a-z0-9][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]*\.(?:html|badge\.json)$/;

/**
 * A folder that may be filled: it is not there yet, is empty, or is a site that was written before.
 * @returns the folder, and the files that an earlier run wrote
 * @throws ConfigurationError: it holds anything else, or is a symbolic link
 */
export async function openSiteFolder(
  directory: string,
  out: string,
): Promise<{ folder: Folder; before: string[] }> {
  const path = resolve(directory, out);
  const isBelow =
    !isAbsolute(out) && !relative(directory, path).split(sep).includes('..') && path !== resolve(directory);
  const folder = { path, root: isBelow ? resolve(directory) : dirname(path) };
  const found = await lstat(path).catch((problem: unknown) => {
    if (hasCode(problem, 'ENOENT')) return null;
    throw problem;
  });
  if (found === null) return { folder, before: [] };
  if (!found.isDirectory())
    throw refused(out, found.isSymbolicLink() ? 'it is a symbolic link' : 'it is no folder');
  if ((await readdir(path)).length === 0) return { folder, before: [] };
  const text = await readFile(join(path, MARKER), 'utf8').catch(() => '');
  const marker = parseJson(text);
  if (!isMapping(marker) || !Array.isArray(marker.files)) {
    throw refused(out, `it holds files, and no ${MARKER}, so it is no site of an earlier run`);
  }
  return {
    folder,
    before: marker.files.filter((file) => typeof file === 'string' && SITE_PATH.test(file)).map(String),
  };
}

/**
 * Writes a site: its files, each whole, then removes those of an earlier run that it has no longer. The marker names both
 * until it is done, so that a run that was stopped leaves no file that nobody knows.
 * @throws ConfigurationError: a symbolic link below the folder; GateFailure: it cannot be written
 */
export async function writeSite(
  { folder, before }: { folder: Folder; before: readonly string[] },
  files: readonly SiteFile[],
): Promise<void> {
  const now = files.map(({ path }) => path);
  const gone = before.filter((path) => !now.includes(path));
  const mark = (paths: readonly string[]) =>
    place(folder, join(folder.path, MARKER), `${JSON.stringify({ format: 1, files: paths })}\n`);
  try {
    await mark([...now, ...gone]);
    for (const { path, text } of files) await place(folder, join(folder.path, path), text, { keeps: true });
    for (const path of gone) await removeFile(folder, path);
    await mark(now);
  } catch (problem) {
    if (!isSystemError(problem)) throw problem;
    throw new GateFailure(`${folder.path} cannot be written: ${problem.message}.`, {
      remedy: 'It has to be a folder that this process may write, or not to be there yet.',
      cause: problem,
    });
  }
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
