import { isDeepStrictEqual as isSame } from 'node:util';
import type { PolicyEdit } from '../config/edits.ts';
import type { LoweredRule } from '../config/lowered-rules.ts';
import type { PolicyReading } from '../config/read.ts';
import type { Change, MissingEntry } from '../domain/change.ts';
import type { Config, PromptSource } from '../domain/policy.ts';
import type { RegistryPolicy } from '../domain/registry-policy.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { changedSince } from '../repo/changed-files.ts';
import { storeDirectoryOf } from '../repo/git.ts';
import { noting } from '../repo/noting.ts';
import { openRange } from '../repo/range.ts';
import { snapshotAt, snapshotOfWorkTree, snapshotReader } from '../repo/snapshots.ts';
import { openWorkTree } from '../repo/work-tree.ts';
import { mayBeOfSuite } from '../suite/file-kinds.ts';
import { suiteFilesOf } from '../suite/named-files.ts';
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

/** A proposed change: its prompts, the policy in force, and the snapshots of both arms. Disposing closes the snapshots. */
export type OpenChange = Change & {
  config: Config;
  policySource: { path: string; revision: 'base' | 'head' | 'defaults'; changed: boolean };
  /** How each arm's policy names prompts and models; the arms differ where the pull request edits the policy. */
  namings: Namings;
  /** The policy as the pull request would have it, and as it was when that began; null where it is not edited. */
  edited: { policy: Config; since: Config | undefined } | null;
  /** The settings that the pull request changes in the policy. */
  policyEdits: PolicyEdit[];
  /** The rules of the policy by which prompts will be held to less. */
  loweredRules: LoweredRule[];
  /** The base has no policy, and the pull request adds one. */
  bringsFirstPolicy: boolean;
  /** At the merge base. */
  base: Snapshot;
  candidate: Snapshot;
  /** The base as given or found. */
  baseRef: string;
  /** The base that was asked for, where it is gone and another one is used. */
  goneBase: string | undefined;
  /** The top folder of the working tree, absolute. */
  root: string;
  /** The default directory of stored answers. */
  storeDirectory: string;
  /** Random answers are reused only within this scope: the request's, by default the branch. */
  scope: string;
  /** The base's policy is broken, and the pull request does nothing but repair it. */
  repairsPolicy: boolean;
  /** Entries of the policy, as it will be after the merge, whose prompt does not exist any more. */
  orphanedEntries: OrphanedEntry[];
  /** `registry:` of the policy in force, and of the policy as it will be; null: no registry is kept. */
  registries: { before: RegistryPolicy | null; after: RegistryPolicy | null };
  /** New files that look like prompts and are not watched. */
  unwatched: string[];
  /** Watched prompts whose text lives on in a file that nothing watches. */
  escaped: EscapedPrompt[];
  /** Changed prompts that the base renamed after the merge base. */
  moved: MovedPrompt[];
  [Symbol.asyncDispose](): Promise<void>;
};

export type ChangeRequest = {
  directory: string;
  /** Branch, tag or sha that the change is measured against; the policy is read at its tip. */
  base: string | undefined;
  /** Used if the base is a commit that nobody has any more. */
  baseInstead?: string | undefined;
  head: { kind: 'revision'; ref: string } | { kind: 'worktree' };
  configPath: string;
  /** Random answers are reused only within this scope; by default the branch. */
  scope?: string;
  /**
   * `base`: the head's policy is never used, not even to repair a broken one at the base. For a head that must not
   * decide where keys are sent, which a policy does.
   */
  policyFrom?: 'base' | undefined;
  /** Is given the path of each file of the working tree that is looked for, before it is read. */
  onRead?: ((path: string) => void) | undefined;
  /** Receives the policy as soon as it is read, also where the change cannot be opened then. */
  onPolicy?: (policy: Pick<OpenChange, 'config' | 'policySource'>) => void;
};

/**
 * Opens the repository, reads the policy at the base, and finds what changed since the merge base. A broken policy at
 * the base is an error, except for a pull request that repairs it and changes nothing else: that one is read by its own
 * policy.
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

/** @param how.isRepair use the head's policy instead of the base's. */
async function openUnder(request: ChangeRequest, { isRepair }: { isRepair: boolean }): Promise<OpenChange> {
  const worktree = request.head.kind === 'worktree';
  // Git answers while the modules load.
  const [{ repository, baseRef, goneBase, range, branch }, { readConfig }, { includedPaths }] =
    await Promise.all([
      openRange(request.directory, {
        base: request.base,
        baseInstead: request.baseInstead,
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
    const workTree = openWorkTree(repository);
    const candidate = worktree
      ? noting(snapshotOfWorkTree(repository, workTree), request.onRead)
      : snapshotAt(repository, head, objects);
    // Requested first, since reading the policy needs it too.
    const listed = candidate.list();
    const policy = readConfig({
      base: isRepair ? candidate : tip,
      head: candidate,
      since: isRepair ? candidate : base,
      path: request.configPath,
    });
    // A policy that cannot be read is reported by those that await it below.
    policy.then(
      ({ config, source }) => request.onPolicy?.({ config, policySource: source }),
      () => {},
    );
    const watch = policy.then(({ config }) => watchOf(config.prompts));
    const watched = policy.then((reading) => namingsOf(reading, []).watch.watches);
    const [{ config, source, proposed, since, edits, lowered }, moved, files] = await Promise.all([
      policy,
      movedPrompts(repository, { mergeBase, tip: range.base }, watch),
      changedSince(repository, range, head, watched, workTree),
      listed,
      // Awaited so that no rejection of a broken policy stays unhandled.
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
      ...(files.some(({ path, basePath = path }) => mayBeOfSuite(path) || mayBeOfSuite(basePath)) && {
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
      edited: proposed ? { policy: proposed, since } : isRepair ? { policy: config, since: undefined } : null,
      policyEdits: edits,
      loweredRules: lowered,
      bringsFirstPolicy: source.revision === 'defaults' && proposed !== undefined,
      base,
      candidate,
      baseRef,
      goneBase,
      root: repository.root,
      storeDirectory: storeDirectoryOf(repository),
      scope: request.scope ?? branch ?? mergeBase,
      repairsPolicy: isRepair,
      orphanedEntries: orphaned,
      registries: registriesOf({ config, proposed, since }),
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

/** What the pull request leaves as it was when it began stays as the base has it by now. */
function registriesOf({
  config,
  proposed,
  since,
}: Pick<PolicyReading, 'config' | 'proposed' | 'since'>): OpenChange['registries'] {
  const before = config.registry;
  const isEdited = proposed !== undefined && !isSame(proposed.registry, since?.registry ?? null);
  return { before, after: isEdited ? proposed.registry : before };
}

/** The entries whose prompt this pull request deletes or renames, or that was missing before. */
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
