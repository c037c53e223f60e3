import { ConfigurationError, ConfigurationErrors, formatPlace, GateFailure } from '../base/errors.ts';
import type { OrphanedEntry, Scene } from '../change/change.ts';
import { missingEntryNotice } from '../change/notices.ts';
import { NO_USAGE } from '../compare/usage.ts';
import type { Notice } from '../domain/notice.ts';
import type { PromptResult, Result } from '../domain/result.ts';
import { publishedNotice } from '../report/telling/notices.ts';

/** The result before anything is known: what an error in the very first step is reported in. */
export function draftResult(request: {
  version: string;
  base: string | undefined;
  head: { kind: 'revision'; ref: string } | { kind: 'worktree' };
  configPath: string;
}): Result {
  return {
    schemaVersion: 1,
    tool: { name: 'prompt-eval-gate', version: request.version },
    verdict: 'pass',
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

/** Adds what the change stage found; prompts that are only reported (deleted, suite changed) are already told. */
export function sceneResult(draft: Result, scene: Scene): Result {
  const { change, config, policySource, baseRef } = scene;
  return {
    ...draft,
    base: { ref: baseRef, mergeBase: change.mergeBase },
    head: { ...draft.head, sha: change.head === 'worktree' ? null : change.head },
    policySource,
    policy: { gate: config.gate, cost: config.cost, smoke: config.smoke },
    promptsWatched: change.promptsWatched,
    notices: [
      ...policyNotices(scene),
      ...scene.orphanedEntries.map((entry) => orphanNotice(entry, policySource.path)),
      ...scene.moved.map(({ path, to }): Notice => ({ code: 'prompt-renamed-at-base', path, to })),
    ].map(publishedNotice),
  };
}

function policyNotices({ policySource: { path, revision, changed }, repairsPolicy }: Scene): Notice[] {
  if (repairsPolicy) return [{ code: 'policy-repaired', path }];
  if (revision === 'head') return [{ code: 'policy-from-head', path }];
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

/** A prompt result in which nothing was run. */
export function unrunPrompt(path: string, change: PromptResult['change'], because: string[]): PromptResult {
  return {
    path,
    change,
    because,
    verdict: 'pass',
    reasons: [],
    baseline: null,
    candidate: null,
    suite: null,
    segments: [],
    overall: null,
    cost: null,
    levels: null,
    newlyFailing: [],
    newlyPassing: [],
    errors: [],
    diff: '',
    changedLines: [],
    usage: NO_USAGE,
    notices: [],
  };
}

/**
 * Turns what stopped the gate into a result with the verdict `error`, keeping what was known before.
 * Errors that are not of the user's or the world's making are thrown on.
 */
export function errorResult(draft: Result, error: unknown): Result {
  return { ...draft, verdict: 'error', errors: [...draft.errors, ...toldErrors(error)] };
}

function toldErrors(error: unknown): Result['errors'] {
  if (error instanceof ConfigurationErrors) return error.errors.flatMap(toldErrors);
  if (error instanceof ConfigurationError) {
    const place = error.place ? formatPlace(error.place) : null;
    return [{ message: error.problem, place, remedy: error.remedy ?? null }];
  }
  if (error instanceof GateFailure) {
    return [{ message: error.problem, place: null, remedy: error.remedy ?? null }];
  }
  throw error;
}
