import { extname } from 'node:path';
import { ConfigurationError, ConfigurationErrors, formatPlace, mistakesIn } from '../base/errors.ts';
import { describeValue } from '../document/describe.ts';
import { nearest, suggestion } from '../document/suggest.ts';
import type { Change, MissingEntry, PromptChange } from '../domain/change.ts';
import type { PromptEntry, PromptSource } from '../domain/policy.ts';
import type { ChangedFile, Snapshot } from '../domain/snapshot.ts';
import { remembering } from '../repo/remembering.ts';
import { mayInclude, pathsNamed } from './changed-includes.ts';
import { changedAmong } from './changed-parts.ts';
import { changesEntry, concernsPrompt, entriesOf, type Namings, sameNaming } from './naming.ts';
import { firstIn, settleRenames } from './settle-renames.ts';
import { type Watch, watchOf } from './watch.ts';

export type DetectRequest = {
  /** Full sha of the merge base. */
  mergeBase: string;
  /** Full sha, or `worktree`. */
  head: string;
  /** At the merge base. */
  base: Snapshot;
  candidate: Snapshot;
  files: readonly ChangedFile[];
  /** The prompts that the policy in force names. */
  sources: readonly PromptSource[];
  /** How each arm's policy names prompts and models; needed where the pull request edits the policy. */
  namings?: Namings;
  /** The entries that the pull request adds to the policy: their files have to exist at the head. */
  added?: readonly PromptSource[];
  policyPath: string;
  /** The base's tip, where the policy was read: it may have prompts that neither the merge base nor the head has. */
  policyAt?: Snapshot;
  /**
   * Paths and glob patterns of the files that a prompt includes; a path need not exist. Only the candidate's includes
   * are asked for: where the base includes other files, the file that names them has changed too. `isOpen`: there may
   * be others.
   */
  includedPaths(request: {
    snapshot: Snapshot;
    path: string;
    entry?: PromptEntry | undefined;
  }): Promise<{ paths: string[]; isOpen: boolean }>;
  /** The paths at which a prompt's suite may lie, preferred ones first. */
  suitePathsOf(path: string, entry?: PromptEntry): string[];
  /** Paths and glob patterns of the files that a suite's text refers to; a path need not exist. Default: none. */
  suiteFilesOf?(path: string, text: string, roots: readonly string[]): string[];
};

const READ_AT_ONCE = 64;

/** `touched`: the paths of all changed files, both at the head and at the base. */
type Search = DetectRequest & { touched: ReadonlySet<string>; namings: Namings };

/**
 * Finds the watched prompts that the change affects, and how: by their own file, else by a file that they include
 * (directly or through another), else by the policy, else by their suite. Unchanged prompt files are read only if the
 * change has files besides those of prompts. Whether an edit of the policy changes the questions to the model is decided
 * later, when both versions are planned.
 * @throws ConfigurationErrors: entries that the pull request adds for a file which is not at the head.
 * @throws ConfigurationError: a prompt that may be either of two others under a new name.
 */
export async function detectChange(request: DetectRequest): Promise<Change> {
  const { mergeBase, head, base, candidate, sources, added = [], policyPath, policyAt } = request;
  const { namings = sameNaming({ prompts: [...sources], models: {} }) } = request;
  const files = await settleRenames(request.files, { ...request, namings });
  const watched = await watchedPaths(candidate, namings.watch);
  refuseMissing(await missingEntries(added, [candidate]));
  const touched = new Set(files.flatMap(({ path, basePath = path }) => [path, basePath]));
  const search: Search = { ...request, files, candidate: remembering(candidate), touched, namings };
  const own = files.flatMap((file) => changesOfFile(file, namings.watch));
  await refuseHidden(own, candidate);
  const prompts = await mapInTurns(own, (change) => withOthers(change, search));
  if (files.length > own.length) {
    const ownPaths = new Set(own.map(({ path }) => path));
    const unchanged = watched.filter((path) => !ownPaths.has(path));
    const changes = await mapInTurns(unchanged, (path) => changeByOthers(path, search));
    prompts.push(...changes.filter((change) => change !== undefined));
  }
  return {
    mergeBase,
    head,
    prompts: prompts.sort((a, b) => (a.path < b.path ? -1 : 1)),
    promptsWatched: watched.length,
    leavesWatch: watched.filter(namings.leavesWatch),
    missing: await missingEntries(sources, policyAt ? [candidate, base, policyAt] : [candidate, base]),
    policyChanged: touched.has(policyPath),
    files: [...files],
  };
}

/**
 * Refuses a change that replaces a folder of prompts by a symbolic link or a submodule. Git reports the prompts in it as
 * deleted, but an application that opens them still finds files there, which the gate does not read.
 * @throws ConfigurationError at that folder.
 */
async function refuseHidden(changes: readonly PromptChange[], candidate: Snapshot): Promise<void> {
  const deleted = changes.filter(({ kind }) => kind === 'deleted').map(({ path }) => path);
  if (deleted.length === 0) return;
  const entries = new Set(await candidate.list());
  const folders = new Set(deleted.flatMap(foldersOf));
  // `read` throws for what is neither a file nor a folder.
  for (const folder of folders) if (entries.has(folder)) await candidate.read(folder);
}

/** `a/b/c.md` → `a`, `a/b` */
function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** The prompts that the sources name in a snapshot, sorted by path, with the entry where one spells it out. */
export async function promptPaths(
  snapshot: Snapshot,
  sources: readonly PromptSource[],
): Promise<{ path: string; entry?: PromptEntry }[]> {
  const watch = watchOf(sources);
  return (await watchedPaths(snapshot, watch)).map((path) => {
    const entry = watch.entryOf(path);
    return entry ? { path, entry } : { path };
  });
}

async function watchedPaths(snapshot: Snapshot, { watches }: Watch): Promise<string[]> {
  return (await snapshot.list()).filter(watches);
}

/** The entries whose file is in none of the snapshots; similar paths are sought in the first snapshot. */
export async function missingEntries(
  sources: readonly PromptSource[],
  [first, ...others]: readonly [Snapshot, ...Snapshot[]],
): Promise<MissingEntry[]> {
  const missing: MissingEntry[] = [];
  for (const source of sources) {
    if (source.kind === 'glob') continue;
    const { path, place } = source;
    const isThere = await Promise.all([first, ...others].map((snapshot) => snapshot.has(path)));
    if (isThere.includes(true)) continue;
    missing.push({
      ...{ path, place, meant: nearest(path, await first.list()) },
      obstacle: await obstacleTo(path, first),
    });
  }
  return missing;
}

/** Why there can be no file at a path. */
async function obstacleTo(path: string, snapshot: Snapshot): Promise<string | undefined> {
  try {
    await snapshot.read(path);
    return undefined;
  } catch (error) {
    const [{ place, problem } = {}] = mistakesIn(error);
    return problem && `${place ? `${formatPlace(place)}: ` : ''}${problem}`;
  }
}

/** @throws ConfigurationErrors, one for each entry. */
export function refuseMissing(missing: readonly MissingEntry[]): void {
  if (missing.length === 0) return;
  throw new ConfigurationErrors(
    missing.map(
      ({ path, place, meant, obstacle }) =>
        new ConfigurationError(
          `There is no prompt ${describeValue(path)}.${obstacle ? ` ${obstacle}` : ''}${suggestion(meant)}`,
          {
            place,
            remedy: 'Correct the path, or take it out of `prompts:`.',
          },
        ),
    ),
  );
}

/**
 * The changes of prompts by one changed file. A renamed prompt keeps its baseline, even if only its old or only its new
 * path is watched: otherwise a rename would avoid the comparison. It must keep its file name extension then, which
 * determines the format.
 */
function changesOfFile({ status, path, basePath }: ChangedFile, watch: Watch): PromptChange[] {
  const now = status !== 'deleted' && watch.watches(path);
  const before = basePath !== undefined && watch.watches(basePath);
  if (status !== 'renamed') {
    if (!now && !before) return [];
    return [{ path, baselinePath: basePath, kind: status, because: [path] }];
  }
  if (basePath === undefined || (!now && !before)) return [];
  const leavesAsEntry = before && watch.entryOf(basePath) !== undefined;
  if ((now && before) || leavesAsEntry || endingOf(path) === endingOf(basePath)) {
    return [{ path, baselinePath: basePath, kind: 'renamed', because: [path] }];
  }
  return now
    ? [{ path, baselinePath: undefined, kind: 'added', because: [path] }]
    : [{ path: basePath, baselinePath: basePath, kind: 'deleted', because: [basePath] }];
}

function endingOf(path: string): string {
  return extname(path).toLowerCase();
}

/** The change of a prompt's own file, with the changed includes, suite files and policy added to its reasons. */
async function withOthers(change: PromptChange, search: Search): Promise<PromptChange> {
  if (change.kind === 'deleted') return change;
  const { includes, suites } = await changedParts(change, search);
  const policy = changesEntry(change.path, search.namings) ? [search.policyPath] : [];
  return { ...change, because: [...new Set([...change.because, ...includes.named, ...suites, ...policy])] };
}

/** The change of a prompt whose own file did not change; undefined if its includes, suite and policy did not either. */
async function changeByOthers(path: string, search: Search): Promise<PromptChange | undefined> {
  const { namings, policyPath } = search;
  const { includes, suites } = await changedParts({ path, baselinePath: path }, search);
  const policy = concernsPrompt(path, namings) ? [policyPath] : [];
  const { named, possible } = includes;
  const because = [...new Set([...named, ...possible, ...suites, ...policy])];
  if (because.length === 0) return undefined;
  const isIncluded = named.length + possible.length > 0;
  const kind = isIncluded ? 'include' : policy.length > 0 ? 'policy' : 'suite';
  const change: PromptChange = { path, baselinePath: path, kind, because };
  return possible.length > 0 ? { ...change, mayInclude: possible } : change;
}

type PromptPaths = Pick<PromptChange, 'path' | 'baselinePath'>;

/** The changed files among those that a prompt includes, and among those of its suite. */
async function changedParts(
  prompt: PromptPaths,
  search: Search,
): Promise<{ includes: Awaited<ReturnType<typeof changedIncludes>>; suites: string[] }> {
  const entries = entriesOf(prompt, search.namings);
  return {
    includes: await changedIncludes(prompt.path, entries.candidate, search),
    suites: await changedSuites(prompt, entries, search),
  };
}

/** Of the changed files, those that a prompt names, and those that it may include besides. */
async function changedIncludes(
  path: string,
  entry: PromptEntry | undefined,
  { candidate, touched, includedPaths, namings }: Search,
): Promise<{ named: string[]; possible: string[] }> {
  const { paths, isOpen } = await includedPaths({ snapshot: candidate, path, entry });
  const named = [...new Set(paths.flatMap((name) => pathsNamed(name, touched)))];
  const isWatched = namings.watch.watches;
  const possible = isOpen ? [...touched].filter((file) => mayInclude(path, file, { isWatched })) : [];
  return { named: named.filter((each) => each !== path), possible };
}

/** The changed files among the suites in use at the head and at the base, and among the files that those refer to. */
async function changedSuites(
  { path, baselinePath = path }: PromptPaths,
  entries: ReturnType<typeof entriesOf>,
  search: Search,
): Promise<string[]> {
  const { base, candidate, suitePathsOf, suiteFilesOf, touched } = search;
  const own = suitePathsOf(path, entries.candidate);
  const former = suitePathsOf(baselinePath, entries.baseline);
  const used = new Set([await firstIn(candidate, own), await firstIn(base, former)]);
  const suites = [...new Set([...own, ...former])].filter((suite) => used.has(suite));
  const roots = [path, ...suites];
  const namesIn = (file: string, text: string) => suiteFilesOf?.(file, text, roots) ?? [];
  const ofPolicy = [entries.candidate, entries.baseline].flatMap((entry) =>
    entry?.dataset?.assert === undefined
      ? []
      : namesIn(
          entry.places?.['suite.assert']?.path ?? search.policyPath,
          JSON.stringify(entry.dataset.assert),
        ),
  );
  const parts = suiteFilesOf ? await changedAmong(roots, namesIn, search, ofPolicy) : [];
  return [...suites.filter((suite) => touched.has(suite)), ...parts.filter((part) => part !== path)];
}

/** Maps a list asynchronously, `READ_AT_ONCE` items at a time. */
async function mapInTurns<T, U>(items: readonly T[], work: (item: T) => Promise<U>): Promise<U[]> {
  const results: U[] = [];
  for (let start = 0; start < items.length; start += READ_AT_ONCE) {
    results.push(...(await Promise.all(items.slice(start, start + READ_AT_ONCE).map(work))));
  }
  return results;
}
