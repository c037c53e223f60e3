import { resolve } from 'node:path';
import { openRepository, type Repository, refuseElsewhere, tryGitIn } from './git.ts';
import { defaultBase, findRange, type Range, rangeOf, standsForItself } from './revision.ts';

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
  const questions = fullNames(base).map((name) => `${name}^{commit}...${fullNames(head)[0]}^{commit}`);
  const answers = await Promise.all(
    questions.map((range) =>
      tryGitIn(directory, ['rev-parse', '--show-toplevel', '--git-common-dir', range]),
    ),
  );
  const answer = answers.find(({ exitCode }) => exitCode === 0);
  // Two folders, the head, the base, and where they parted.
  const found = /^(.+)\n(.+)\n([0-9a-f]{40,64})\n([0-9a-f]{40,64})\n((?:\^[0-9a-f]{40,64}\n)+)$/.exec(
    answer?.stdout.toString('utf8') ?? '',
  );
  if (!found) return undefined;
  const [, root = '', common = '', headSha = '', baseSha = '', parted = ''] = found;
  const repository = { root: resolve(root), gitDirectory: resolve(directory, common) };
  await refuseElsewhere(repository, directory);
  return { repository, baseRef: base, range: rangeOf(baseSha, headSha, parted.match(/[0-9a-f]+/g) ?? []) };
}

/** What a name stands for where it is here as a branch, best first. */
function fullNames(ref: string): string[] {
  if (standsForItself(ref)) return [ref];
  return ref.includes('/') ? [`refs/heads/${ref}`, `refs/remotes/${ref}`] : [`refs/heads/${ref}`];
}

/** A name without options and expressions in it. */
function isPlain(ref: string): boolean {
  return /^\w[\w./-]{0,250}$/.test(ref) && !ref.includes('..');
}
