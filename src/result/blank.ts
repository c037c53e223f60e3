import type { OpenChange, OrphanedEntry } from '../change/change.ts';
import { missingEntryNotice } from '../change/notices.ts';
import type { Notice } from '../domain/notice.ts';
import type { Result } from '../domain/result.ts';
import { NO_USAGE } from '../domain/usage.ts';
import { publishedNotice } from '../report/telling/notices.ts';

/** What a result repeats of its request. */
export type ResultRequest = {
  version: string;
  base: string | undefined;
  head: { kind: 'revision'; ref: string } | { kind: 'worktree' };
  configPath: string;
};

/** The result of a run before anything is decided: its verdict is `error` until a later stage sets another. */
export function blankResult(request: ResultRequest): Result {
  return {
    schemaVersion: 1,
    tool: { name: 'prompt-eval-gate', version: request.version },
    verdict: 'error',
    base: { ref: request.base ?? 'the base', mergeBase: null },
    head: { ref: request.head.kind === 'worktree' ? 'the working tree' : request.head.ref, sha: null },
    policySource: { path: request.configPath, revision: 'defaults', changed: false },
    policy: { gate: {}, cost: {}, smoke: {} },
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
  'base' | 'policySource' | 'policy' | 'promptsWatched' | 'notices'
> & {
  headSha: string | null;
} {
  const { config, policySource, baseRef } = change;
  return {
    base: { ref: baseRef, mergeBase: change.mergeBase },
    headSha: change.head === 'worktree' ? null : change.head,
    policySource,
    policy: { gate: config.gate, cost: config.cost, smoke: config.smoke },
    promptsWatched: change.promptsWatched,
    notices: [
      ...policyNotices(change),
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
    ].map(publishedNotice),
  };
}

function policyNotices({ policySource, repairsPolicy, bringsFirstPolicy }: OpenChange): Notice[] {
  const { path, changed } = policySource;
  if (repairsPolicy) return [{ code: 'policy-repaired', path }];
  if (bringsFirstPolicy) return [{ code: 'policy-added', path }];
  return changed ? [{ code: 'policy-edited', path }] : [];
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
