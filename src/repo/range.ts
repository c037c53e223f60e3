import { resolve } from 'node:path';
import { openRepository, type Repository, tryGitIn } from './git.ts';
import { defaultBase, findRange, type Range } from './revision.ts';

/** A checkout, and the commits that a change in it lies between. */
export type OpenRange = {
  repository: Repository;
  /** The base as given or found. */
  baseRef: string;
  range: Range;
};

/**
 * Opens the repository that a folder lies in, and finds where a base (by default, as `defaultBase`) and a head parted.
 * Where everything is here, as in most runs, one git process tells it all.
 *
 * @throws ConfigurationError as `openRepository`, `defaultBase` and `findRange`.
 */
export async function openRange(
  directory: string,
  { base, head }: { base: string | undefined; head: string },
): Promise<OpenRange> {
  const known = base === undefined ? undefined : await askAtOnce(directory, base, head);
  if (known) return known;
  const repository = await openRepository(directory);
  const baseRef = base ?? (await defaultBase(repository));
  return { repository, baseRef, range: await findRange(repository, { base: baseRef, head }) };
}

/** Undefined where anything is missing or unusual. */
async function askAtOnce(directory: string, base: string, head: string): Promise<OpenRange | undefined> {
  if (!isPlain(base) || !isPlain(head)) return undefined;
  const question = ['--show-toplevel', '--git-common-dir', `${base}^{commit}...${head}^{commit}`];
  const { exitCode, stdout } = await tryGitIn(directory, ['rev-parse', ...question]);
  if (exitCode !== 0) return undefined;
  // Two folders, the head, the base, and where they parted (at several commits, the best first).
  const found = /^(.+)\n(.+)\n([0-9a-f]{40,64})\n([0-9a-f]{40,64})\n\^([0-9a-f]{40,64})\n(?:\^.+\n)*$/.exec(
    stdout.toString('utf8'),
  );
  if (!found) return undefined;
  const [, root = '', common = '', headSha = '', baseSha = '', mergeBase = ''] = found;
  return {
    repository: { root: resolve(root), gitDirectory: resolve(directory, common) },
    baseRef: base,
    range: { base: baseSha, head: headSha, mergeBase },
  };
}

/** A name that stands for itself: no option, no expression. */
function isPlain(ref: string): boolean {
  return /^\w[\w./-]{0,250}$/.test(ref) && !ref.includes('..');
}
