import type { OpenChange, OrphanedEntry } from '../change/change.ts';
import { missingNotice } from '../change/notices.ts';
import type { Result } from '../domain/result.ts';
import { NO_USAGE } from '../domain/usage.ts';

/** What a result says of the request that it answers. */
export type ResultRequest = {
  version: string;
  base: string | undefined;
  head: { kind: 'revision'; ref: string } | { kind: 'worktree' };
  configPath: string;
};

/** The result of a run that decided nothing yet: its verdict is `error` until somebody decides otherwise. */
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

/** What the result says of the change: its revisions, its policy, and what is to be noticed about that. */
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
      ...change.moved.map(
        ({ path, to }) =>
          `${path} is called ${to} at the base since this branch began, and is judged as that.`,
      ),
    ],
  };
}

function policyNotices({ policySource: source, repairsPolicy }: OpenChange): string[] {
  if (repairsPolicy) {
    return [
      `The base's ${source.path} is broken. This pull request repairs it and changes nothing else, so its own policy was used.`,
    ];
  }
  if (source.revision === 'head') {
    return [
      `The base has no ${source.path} yet, so this pull request's own policy was used. From the next pull request on the base's policy decides.`,
    ];
  }
  if (source.changed) {
    return [
      `This pull request edits the policy (${source.path}). The verdict follows the policy of the base; the edit takes effect once merged.`,
    ];
  }
  return [];
}

function orphanNotice(entry: OrphanedEntry, policyPath: string): string {
  switch (entry.kind) {
    case 'deleted':
      return `${entry.path} is deleted, but ${policyPath} still names it: take it out of \`prompts:\` here too.`;
    case 'renamed':
      return `${entry.path} is renamed, but ${policyPath} still names it: name ${entry.to} there instead, or what the entry says no longer counts once this is merged.`;
    case 'missing':
      return missingNotice(entry, policyPath);
  }
}
