import { join } from 'node:path';
import type { Config } from './config/config.ts';
import { includesOf } from './prompt/includes.ts';
import type { Change } from './repo/change.ts';
import { changedFiles } from './repo/changed-files.ts';
import { detectChange } from './repo/detect.ts';
import { openRange } from './repo/range.ts';
import { currentBranch } from './repo/revision.ts';
import type { Snapshot } from './repo/snapshot.ts';
import { snapshotAt, snapshotOfWorkTree, snapshotReader } from './repo/snapshots.ts';
import { watchOf } from './repo/watch.ts';
import { suitePathsOf } from './suite/paths.ts';

/** The repository as the gate sees it: what changed, under which policy, and where to read both arms. */
export type Scene = {
  config: Config;
  policySource: { path: string; revision: 'base' | 'head' | 'defaults'; changed: boolean };
  change: Change;
  /** At the merge base. */
  base: Snapshot;
  candidate: Snapshot;
  /** The base as given or found. */
  baseRef: string;
  /** Where answers are kept unless the entry says otherwise. */
  storeDirectory: string;
  /** What bounds the reuse of random draws: as the entry says, else the branch. */
  scope: string;
  close(): void;
};

export type SceneRequest = {
  directory: string;
  /** Branch, tag or sha that the change is measured against; the policy is read at its tip. */
  base: string | undefined;
  head: { kind: 'revision'; ref: string } | { kind: 'worktree' };
  configPath: string;
  /** What bounds the reuse of random draws; by default the branch. */
  scope?: string;
  /**
   * `base`: a base without a policy means the defaults, never the head's. For a head that nobody trusts with keys:
   * a policy says where they are sent.
   */
  policyFrom?: 'base';
};

/**
 * Opens the repository, reads the policy at the base, and finds what changed since the merge base.
 * @throws ConfigurationError(s): no repository, no merge base, a broken policy.
 */
export async function openScene(request: SceneRequest): Promise<Scene> {
  const worktree = request.head.kind === 'worktree';
  // What reads a policy takes a while to load, and git to answer.
  const [{ repository, baseRef, range }, { readConfig }] = await Promise.all([
    openRange(request.directory, {
      base: request.base,
      head: request.head.kind === 'worktree' ? 'HEAD' : request.head.ref,
    }),
    import('./config/read.ts'),
  ]);
  const branch = request.scope ?? (await currentBranch(repository));
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
      base: tip,
      head: request.policyFrom === 'base' ? tip : candidate,
      path: request.configPath,
    });
    const watched = policy.then(({ config }) => watchOf(config.prompts).watches);
    const [{ config, source }, files] = await Promise.all([
      policy,
      changedFiles(repository, mergeBase, head, watched),
      listed,
      watched,
    ]);
    const change = await detectChange({
      mergeBase,
      head,
      base,
      candidate,
      files,
      sources: config.prompts,
      policyPath: request.configPath,
      policyAt: tip,
      includesOf,
      suitePathsOf,
    });
    return {
      config,
      policySource: { ...source, changed: change.policyChanged },
      change,
      base,
      candidate,
      baseRef,
      storeDirectory: join(repository.gitDirectory, 'prompt-eval-gate'),
      scope: branch ?? mergeBase,
      close: objects.close,
    };
  } catch (error) {
    objects.close();
    throw error;
  }
}
