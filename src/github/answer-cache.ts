import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { isAbsolute, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { listStoreFiles, pruneStore } from '../run/store-files.ts';

/** Keeps the answers of a run for later runs, in the repository's Actions cache. */
export type AnswerCache = {
  /**
   * Copies the answers of earlier runs into a directory. Without any, or without a cache, the directory is unchanged.
   */
  restore(directory: string): Promise<void>;
  /** Saves the directory's content if it changed since `restore`. Does nothing without a `restore` before. */
  save(): Promise<void>;
};

export type AnswerCacheOptions = {
  /** The scope of random draws, e.g. `pull/12`. */
  scope: string;
  /** Identifies this gate if a repository has several (the policy's path), and its shard. */
  gate: string;
  runId: number;
  runAttempt: number;
  /** Where the runner starts the Action: paths are relative to it, so that they are the same on every machine. */
  workspace: string;
  log: (line: string) => void;
};

const DAY_MS = 24 * 3600 * 1000;
/** Older answers belong to prompts that are no longer edited. */
const MAX_AGE_MS = 30 * DAY_MS;
/** About a hundred thousand answers. */
const MAX_BYTES = 256 * 1024 * 1024;
/** A run continues without earlier answers rather than wait longer for them. */
const LONGEST_RESTORE_MS = 20_000;
const LONGEST_SAVE_MS = 60_000;

/**
 * The cache that `@actions/cache` finds in its environment. GitHub shows a run the entries of its own branch or pull
 * request and of the base branch, under `pull_request_target` those of every pull request. The newest of the scope is
 * taken, else the newest that a push or a run by hand kept: never another pull request's. A save makes an entry of its
 * own, since entries never change. Nothing that goes wrong here throws.
 */
export function answerCache(options: AnswerCacheOptions): AnswerCache {
  const { own, ofBranches, key } = keysOf(options);
  let kept: { directory: string; bytes: number } | null = null;

  const attempt = async (what: string, longestMs: number, act: () => Promise<void>) => {
    try {
      const late = sleep(longestMs, undefined, { ref: false }).then(() => {
        throw new Error(`the cache did not answer within ${longestMs / 1000} seconds`);
      });
      await Promise.race([act(), late]);
    } catch (problem) {
      const why = problem instanceof Error ? problem.message : String(problem);
      options.log(`Could not ${what}: ${why}`);
    }
  };

  return {
    restore: (directory) =>
      attempt('fetch the answers of earlier runs', LONGEST_RESTORE_MS, async () => {
        const { isFeatureAvailable, restoreCache } = await import('@actions/cache');
        if (!isFeatureAvailable()) return;
        kept = { directory, bytes: bytesIn(directory) };
        await restoreCache([pathFrom(options.workspace, directory)], key, [own, ...ofBranches]);
        kept.bytes = bytesIn(directory);
      }),
    save: () =>
      attempt('keep the answers for later runs', LONGEST_SAVE_MS, async () => {
        if (!kept || bytesIn(kept.directory) === kept.bytes) return;
        pruneStore(kept.directory, { maxAgeMs: MAX_AGE_MS, maxBytes: MAX_BYTES, now: Date.now() });
        if (listStoreFiles(kept.directory).length === 0) return;
        const { saveCache } = await import('@actions/cache');
        await saveCache([pathFrom(options.workspace, kept.directory)], key);
      }),
  };
}

/** `own`: what the keys of one scope begin with; `ofBranches`: what those of runs on branches do. */
function keysOf({ scope, gate, runId, runAttempt }: AnswerCacheOptions) {
  const any = `prompt-eval-gate-1-${createHash('sha256').update(gate).digest('hex').slice(0, 8)}-`;
  // A key has at most 512 characters, and no comma.
  const own = `${any}${scope.replaceAll(',', '_').slice(0, 300)}-`;
  return { own, ofBranches: [`${any}push/`, `${any}manual/`], key: `${own}${runId}-${runAttempt}` };
}

/** Relative if possible: the path is part of an entry's identity. */
function pathFrom(workspace: string, directory: string): string {
  const path = relative(workspace, directory);
  return path.startsWith('..') || isAbsolute(path) ? directory : path;
}

function bytesIn(directory: string): number {
  return listStoreFiles(directory).reduce((sum, path) => sum + statSync(path).size, 0);
}
