import type { OpenChange, OrphanedEntry } from '../change/change.ts';
import { missingEntryNotice } from '../change/notices.ts';
import type { Notice } from '../domain/notice.ts';
import type { Part } from '../domain/part.ts';
import type { Result } from '../domain/result.ts';
import { NO_USAGE } from '../domain/usage.ts';

/** Further edited settings are counted. */
const MOST_EDITS = 10;

/** What a result repeats of its request. */
export type ResultRequest = {
  version: string;
  base: string | undefined;
  head: { kind: 'revision'; ref: string } | { kind: 'worktree' };
  configPath: string;
  /** The part that was asked for; absent: everything. */
  part?: Part | undefined;
  /** Only stored answers were used. Default: no. */
  offline?: boolean | undefined;
};

/** The result of a run before anything is decided: its verdict is `error` until a later stage sets another. */
export function blankResult(request: ResultRequest): Result {
  return {
    schemaVersion: 1,
    tool: { name: 'prompt-eval-gate', version: request.version },
    verdict: 'error',
    base: { ref: request.base ?? 'the base', mergeBase: null },
    head: { ref: request.head.kind === 'worktree' ? 'the working tree' : request.head.ref, sha: null },
    policySource: { path: request.configPath, revision: 'unread', changed: false },
    policy: { gate: {}, cost: {}, smoke: {} },
    ...(request.offline && { offline: true }),
    promptsWatched: 0,
    prompts: [],
    errors: [],
    usage: NO_USAGE,
    notices: [],
  };
}

/** The result's facts about the change: its revisions, its policy, and notices about the policy. */
export function changeFacts(change: OpenChange): Pick<
  Result,
  'base' | 'policySource' | 'policy' | 'promptsWatched'
> & {
  headSha: string | null;
  notices: Notice[];
} {
  const { config, policySource, baseRef } = change;
  return {
    base: { ref: baseRef, mergeBase: change.mergeBase },
    headSha: change.head === 'worktree' ? null : change.head,
    ...policyFacts({ config, policySource }),
    promptsWatched: change.promptsWatched,
    notices: [
      ...policyNotices(change),
      ...(change.goneBase === undefined
        ? []
        : [{ code: 'base-gone', commit: change.goneBase, base: change.baseRef } as const]),
      ...change.orphanedEntries.map((entry) => orphanNotice(entry, policySource.path)),
      ...(change.leavesWatch.length > 0
        ? [{ code: 'prompts-leave-watch', path: policySource.path, prompts: change.leavesWatch } as const]
        : []),
      ...change.escaped.map(
        (prompt): Notice => ({
          ...{ code: 'prompt-lives-on-unwatched', ...prompt },
          policyPath: policySource.path,
        }),
      ),
      ...change.unwatched.map(
        (path): Notice => ({ code: 'unwatched-prompt', path, policyPath: policySource.path }),
      ),
      ...change.moved.map(({ path, to }): Notice => ({ code: 'prompt-renamed-at-base', path, to })),
    ],
  };
}

/** The result's facts about a policy that was read. */
export function policyFacts({
  config,
  policySource,
}: Pick<OpenChange, 'config' | 'policySource'>): Pick<Result, 'policySource' | 'policy'> {
  return {
    policySource,
    policy: { gate: config.gate, cost: config.cost, latency: config.latency, smoke: config.smoke },
  };
}

function policyNotices({
  policySource,
  repairsPolicy,
  bringsFirstPolicy,
  policyEdits,
  loweredRules,
}: OpenChange): Notice[] {
  const { path, changed } = policySource;
  if (repairsPolicy) return [{ code: 'policy-repaired', path }];
  if (bringsFirstPolicy) return [{ code: 'policy-added', path }];
  const edits = policyEdits.slice(0, MOST_EDITS);
  const lowered = loweredRules.slice(0, MOST_EDITS);
  const more = policyEdits.length - edits.length;
  return changed
    ? [{ code: 'policy-edited', path, edits, more, ...(lowered.length > 0 && { lowered }) }]
    : [];
}

function orphanNotice(entry: OrphanedEntry, policyPath: string): Notice {
  switch (entry.kind) {
    case 'deleted':
      return { code: 'entry-of-deleted-prompt', path: entry.path, policyPath };
    case 'renamed':
      return { code: 'entry-of-renamed-prompt', path: entry.path, to: entry.to, policyPath };
    case 'missing':
      return missingEntryNotice(entry, policyPath);
  }
}
