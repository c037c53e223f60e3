import type { ChangedFile } from './snapshot.ts';

/** A prompt that the pull request changes, and how. */
export type PromptChange = {
  /** At the head; of a deleted prompt: at the base. */
  path: string;
  /** At the base; undefined when the prompt is new. */
  baselinePath: string | undefined;
  kind: 'modified' | 'renamed' | 'added' | 'deleted' | 'include' | 'suite';
  /** The changed files that make it count: itself, an include, its suite. */
  because: string[];
};

/** What the pull request changes, as far as the gate cares. */
export type Change = {
  /** Full sha of the merge base: where the baseline is read. */
  mergeBase: string;
  /** Full sha of the candidate, or `worktree`. */
  head: string;
  prompts: PromptChange[];
  /** Prompts matched at the head, changed or not. */
  promptsWatched: number;
  /** The policy file itself is among the changes. */
  policyChanged: boolean;
  files: ChangedFile[];
};
