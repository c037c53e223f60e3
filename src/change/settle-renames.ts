import { isDeepStrictEqual as isSame } from 'node:util';
import { ConfigurationError } from '../base/errors.ts';
import type { PromptEntry } from '../domain/policy.ts';
import type { ChangedFile, Snapshot } from '../domain/snapshot.ts';
import { entriesOf, type Namings } from './naming.ts';

type Context = {
  base: Snapshot;
  candidate: Snapshot;
  namings: Namings;
  suitePathsOf(path: string, entry?: PromptEntry): string[];
};

/**
 * Renames of prompts that may have been several removed ones as well, each settled: its predecessor is the one whose suite
 * it has. Where that tells nothing, and it makes a difference, nobody may choose what a prompt is compared with.
 * @returns all files, with those removed that were nobody's predecessor after all.
 * @throws ConfigurationError for a prompt that may be either of two others.
 */
export async function settleRenames(
  files: readonly ChangedFile[],
  context: Context,
): Promise<readonly ChangedFile[]> {
  const { baseWatch, watch } = context.namings;
  const settled = new Map<ChangedFile, string>();
  for (const file of files) {
    const { path, basePath, otherBasePaths = [] } = file;
    if (basePath === undefined || !watch.watches(path)) continue;
    const possible = [basePath, ...otherBasePaths].filter(baseWatch.watches);
    if (possible.length > 1) settled.set(file, await predecessorOf(path, possible, { ...context, files }));
  }
  if (settled.size === 0) return files;
  const all = files.map((file) => ({ ...file, basePath: settled.get(file) ?? file.basePath }));
  const used = new Set(all.flatMap(({ status, basePath }) => (status === 'renamed' ? [basePath] : [])));
  const freed = [...settled.keys()].flatMap(({ basePath }): ChangedFile[] =>
    basePath === undefined || used.has(basePath) ? [] : [{ status: 'deleted', path: basePath, basePath }],
  );
  return [...all.filter(({ status, path }) => status !== 'deleted' || !used.has(path)), ...freed];
}

async function predecessorOf(
  path: string,
  [first = '', ...others]: readonly string[],
  context: Context & { files: readonly ChangedFile[] },
): Promise<string> {
  const { base, candidate, namings, suitePathsOf, files } = context;
  const entry = (baselinePath: string) => entriesOf({ path, baselinePath }, namings);
  const formerSuite = (one: string) => firstIn(base, suitePathsOf(one, entry(one).baseline));
  const ofSuite: string[] = [];
  for (const one of [first, ...others]) {
    const own = await firstIn(candidate, suitePathsOf(path, entry(one).candidate));
    const former = files.find((file) => file.path === own)?.basePath ?? own;
    if (own !== undefined && former === (await formerSuite(one))) ofSuite.push(one);
  }
  const [only, ...more] = ofSuite;
  if (only !== undefined && more.length === 0) return only;
  const askedBy = async (one: string) => {
    const { path: _, place: __, places: ___, suite: ____, ...said } = entry(one).baseline ?? { path: one };
    const suite = await formerSuite(one);
    return [said, await base.blob(one), suite && (await base.blob(suite))];
  };
  const asked = await askedBy(first);
  for (const other of others) {
    if (!isSame(asked, await askedBy(other))) throw eitherOf(path, first, other);
  }
  return first;
}

function eitherOf(path: string, one: string, other: string): ConfigurationError {
  return new ConfigurationError(
    `This may be ${one} under a new name, or ${other}: it is as like one as the other, so it is not clear which it is compared with.`,
    {
      place: { path },
      remedy: 'Keep the name of one of them, or rename them in pull requests of their own.',
    },
  );
}

/** The first of the paths that a snapshot has. */
export async function firstIn(snapshot: Snapshot, paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) if (await snapshot.has(path)) return path;
  return undefined;
}
