import type { Change, MissingEntry } from '../domain/change.ts';
import type { Config, PromptSource } from '../domain/policy.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { changedSince } from '../repo/changed-files.ts';
import { storeDirectoryOf } from '../repo/git.ts';
import { openRange } from '../repo/range.ts';
import { currentBranch } from '../repo/revision.ts';
import { snapshotAt, snapshotOfWorkTree, snapshotReader } from '../repo/snapshots.ts';
import { SUITE_FILE, suiteFilesOf } from '../suite/named-files.ts';
import { suitePathsOf } from '../suite/paths.ts';
import { detectChange } from './detect.ts';
import { type MovedPrompt, movedPrompts } from './moved.ts';
import { type Namings, namingsOf } from './naming.ts';
import { type EscapedPrompt, escapedPrompts, unwatchedPrompts } from './unwatched.ts';
import { watchOf } from './watch.ts';

/** An entry of the policy whose prompt this pull request deletes or renames, or that was gone before. */
export type OrphanedEntry =
  | { kind: 'deleted'; path: string }
  | { kind: 'renamed'; path: string; to: string }
  | ({ kind: 'missing' } & MissingEntry);

/** A proposed change: which prompts, under which policy, and where to read both arms. Closed when it is disposed of. */
export type OpenChange = Change & {
  config: Config;
  policySource: { path: string; revision: 'base' | 'head' | 'defaults'; changed: boolean };
  /** By which names each arm is asked: where the pull request edits the policy, they differ. */
  namings: Namings;
  /** The policy that the pull request brings is the repository's first. */
  bringsFirstPolicy: boolean;
  /** At the merge base. */
  base: Snapshot;
  candidate: Snapshot;
  /** The base as given or found. */
  baseRef: string;
  /** Where answers are kept unless the entry says otherwise. */
  storeDirectory: string;
  /** What bounds the reuse of random draws: as the entry says, else the branch. */
  scope: string;
  /** The base's policy is broken, and the pull request does nothing but repair it. */
  repairsPolicy: boolean;
  /** What the policy, as it will be, spells out and is not there any more. */
  orphanedEntries: OrphanedEntry[];
  /** Whether the policy, as it will be, keeps a registry; `added`: the base's does not. */
  registry: 'none' | 'kept' | 'added';
  /** New files that are prompts by their looks, and that nothing watches. */
  unwatched: string[];
  /** Watched prompts whose text lives on in a file that nothing watches. */
  escaped: EscapedPrompt[];
  /** Changed prompts that have another name at the base by now. */
  moved: MovedPrompt[];
  [Symbol.asyncDispose](): Promise<void>;
};

export type ChangeRequest = {
  directory: string;
  /** Branch, tag or sha that the change is measured against; the policy is read at its tip. */
  base: string | undefined;
  head: { kind: 'revision'; ref: string } | { kind: 'worktree' };
  configPath: string;
  /** What bounds the reuse of random draws; by default the branch. */
  scope?: string;
  /**
   * `base`: also where the base's policy is broken, the head's never decides. For a head that nobody trusts with keys:
   * a policy says where they are sent.
   */
  policyFrom?: 'base' | undefined;
};

/**
 * Opens the repository, reads the policy at the base, and finds what changed since the merge base. A broken policy at
 * the base stops everything but the pull request that repairs it and changes nothing else: a way out which leaves
 * nothing unjudged.
 * @throws ConfigurationError(s): no repository, no merge base, a broken policy.
 */
export async function openChange(request: ChangeRequest): Promise<OpenChange> {
  try {
    return await openUnder(request, { isRepair: false });
  } catch (problem) {
    const repair = await openRepair(request);
    if (repair === undefined) throw problem;
    return repair;
  }
}

async function openRepair(request: ChangeRequest): Promise<OpenChange | undefined> {
  if (request.policyFrom === 'base') return undefined;
  const change = await openUnder(request, { isRepair: true }).catch(() => undefined);
  const isPolicy = (path: string) => path === request.configPath;
  if (change?.files.every(({ path, basePath = path }) => isPolicy(path) && isPolicy(basePath))) return change;
  await change?.[Symbol.asyncDispose]();
  return undefined;
}

/** @param how.isRepair the head's policy decides instead of the base's. */
async function openUnder(request: ChangeRequest, { isRepair }: { isRepair: boolean }): Promise<OpenChange> {
  const worktree = request.head.kind === 'worktree';
  // What reads a policy takes a while to load, and git to answer.
  const [{ repository, baseRef, range }, { readConfig }, { includedPaths }] = await Promise.all([
    openRange(request.directory, {
      base: request.base,
      head: request.head.kind === 'worktree' ? 'HEAD' : request.head.ref,
    }),
    import('../config/read.ts'),
    import('../prompt/included-paths.ts'),
  ]);
  const { mergeBase } = range;
  const head = worktree ? 'worktree' : range.head;
  const objects = snapshotReader(repository);
  try {
    const base = snapshotAt(repository, mergeBase, objects);
    const tip = range.base === mergeBase ? base : snapshotAt(repository, range.base, objects);
    const candidate = worktree ? snapshotOfWorkTree(repository) : snapshotAt(repository, head, objects);
    // Asked first, the list also tells where the policy is.
    const listed = candidate.list();
    const policy = readConfig({
      base: isRepair ? candidate : tip,
      head: candidate,
      since: isRepair ? candidate : base,
      path: request.configPath,
    });
    const watch = policy.then(({ config }) => watchOf(config.prompts));
    const watched = policy.then((reading) => namingsOf(reading, []).watch.watches);
    const [{ config, source, proposed, since }, moved, files, branch] = await Promise.all([
      policy,
      movedPrompts(repository, { mergeBase, tip: range.base }, watch),
      changedSince(repository, range, head, watched),
      request.scope ?? currentBranch(repository),
      listed,
      // Nobody may be left waiting for a policy that cannot be read.
      watch,
      watched,
    ]);
    const namings = namingsOf(
      { config, proposed, since },
      moved.map(({ entry }) => entry),
    );
    const { prompts } = namings.baseline;
    const change = await detectChange({
      mergeBase,
      head,
      base,
      candidate,
      files,
      sources: prompts,
      namings,
      added: isRepair ? config.prompts : (proposed?.prompts ?? []).filter(isNewTo(config)),
      policyPath: request.configPath,
      policyAt: tip,
      includedPaths,
      suitePathsOf,
      ...(files.some(({ path, basePath = path }) => SUITE_FILE.test(path) || SUITE_FILE.test(basePath)) && {
        suiteFilesOf,
      }),
    });
    const orphaned = orphanedEntries(change, proposed ?? config);
    const escaped = await escapedPrompts(change.files, { base, candidate, namings });
    return {
      ...change,
      config: { ...config, prompts },
      policySource: {
        ...source,
        changed: change.policyChanged,
        ...(isRepair && { revision: 'head' as const }),
      },
      namings,
      bringsFirstPolicy: source.revision === 'defaults' && proposed !== undefined,
      base,
      candidate,
      baseRef,
      storeDirectory: storeDirectoryOf(repository),
      scope: branch ?? mergeBase,
      repairsPolicy: isRepair,
      orphanedEntries: orphaned,
      registry: (proposed ?? config).registry === null ? 'none' : config.registry === null ? 'added' : 'kept',
      unwatched: await unwatchedPrompts(change.files, { candidate, watch: namings.watch, sources: prompts }),
      // One that the policy spells out is told as its entry is.
      escaped: escaped.filter(
        ({ path }) => !orphaned.some((entry) => entry.kind === 'renamed' && entry.path === path),
      ),
      moved: moved.filter(({ path }) => change.prompts.some(({ baselinePath }) => baselinePath === path)),
      [Symbol.asyncDispose]: async () => objects.close(),
    };
  } catch (error) {
    objects.close();
    throw error;
  }
}

/** Deleted in this pull request, renamed, or gone before: in each case the entry outlives its prompt. */
function orphanedEntries(change: Change, policy: Config): OrphanedEntry[] {
  const orphaned = change.prompts.flatMap(({ kind, path, baselinePath = path }): OrphanedEntry[] => {
    if (kind === 'deleted') return [{ kind, path }];
    return kind === 'renamed' && !spellsOut(policy, path) ? [{ kind, path: baselinePath, to: path }] : [];
  });
  const missing = change.missing.map((entry): OrphanedEntry => ({ kind: 'missing', ...entry }));
  return [...orphaned, ...missing].filter(({ path }) => spellsOut(policy, path));
}

function isNewTo(policy: Config): (source: PromptSource) => boolean {
  return (source) => source.kind === 'entry' && !spellsOut(policy, source.path);
}

function spellsOut({ prompts }: Config, path: string): boolean {
  return prompts.some((source) => source.kind === 'entry' && source.path === path);
}
