import { join } from 'node:path';
import type { Config } from './config/config.ts';
import { readConfig } from './config/read.ts';
import { includesOf } from './prompt/includes.ts';
import type { Change } from './repo/change.ts';
import { changedFiles } from './repo/changed-files.ts';
import { detectChange } from './repo/detect.ts';
import { openRepository } from './repo/git.ts';
import { currentBranch, defaultBase, findMergeBase, resolveRevision } from './repo/revision.ts';
import type { Snapshot } from './repo/snapshot.ts';
import { snapshotAt, snapshotOfWorkTree } from './repo/snapshots.ts';
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
  /** The branch, bounding the reuse of random draws unless the entry says otherwise. */
  scope: string;
  close(): void;
};

export type SceneRequest = {
  directory: string;
  /** Branch, tag or sha that the change is measured against; the policy is read at its tip. */
  base: string | undefined;
  head: { kind: 'revision'; ref: string } | { kind: 'worktree' };
  configPath: string;
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
  const repository = await openRepository(request.directory);
  const baseRef = request.base ?? (await defaultBase(repository));
  const head =
    request.head.kind === 'worktree' ? 'worktree' : await resolveRevision(repository, request.head.ref);
  const headCommit = head === 'worktree' ? await resolveRevision(repository, 'HEAD') : head;
  const mergeBase = await findMergeBase(repository, baseRef, headCommit);
  const baseTip = await resolveRevision(repository, baseRef);

  const base = snapshotAt(repository, mergeBase);
  const tip = baseTip === mergeBase ? base : snapshotAt(repository, baseTip);
  const candidate = head === 'worktree' ? snapshotOfWorkTree(repository) : snapshotAt(repository, head);
  const close = () => {
    for (const snapshot of new Set([base, tip, candidate])) snapshot.close();
  };
  try {
    const { config, source } = await readConfig({
      base: tip,
      head: request.policyFrom === 'base' ? tip : candidate,
      path: request.configPath,
    });
    const change = await detectChange({
      mergeBase,
      head,
      base,
      candidate,
      files: await changedFiles(repository, mergeBase, head),
      sources: config.prompts,
      policyPath: request.configPath,
      includesOf,
      suitePathsOf,
    });
    return {
      config,
      policySource: source,
      change,
      base,
      candidate,
      baseRef,
      storeDirectory: join(repository.gitDirectory, 'prompt-eval-gate'),
      scope: (await currentBranch(repository)) ?? mergeBase,
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}
