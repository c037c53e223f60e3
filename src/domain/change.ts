import type { Place } from '../base/errors.ts';
import type { ChangedFile } from './snapshot.ts';

/** A prompt that the pull request changes, and how. */
export type PromptChange = {
  /** At the head; of a deleted prompt: at the base. */
  path: string;
  /** At the base; undefined when the prompt is new. */
  baselinePath: string | undefined;
  kind: 'modified' | 'renamed' | 'added' | 'deleted' | 'include' | 'policy' | 'suite';
  /** The changed files that make it count: itself, an include, its suite, the policy. */
  because: string[];
  /** Of one of several prompts in a file, which `path` and `baselinePath` then name: the file, and which of them. */
  part?: PartOfFile | undefined;
};

export type PartOfFile = {
  /** At the head. */
  path: string;
  /** At the base; undefined when the prompt is new. */
  baselinePath: string | undefined;
  /** From 0, in the file's order; undefined where it is the file's only one. */
  index: number | undefined;
  baselineIndex: number | undefined;
};

/** An entry of the policy that spells out a prompt which is not there. */
export type MissingEntry = {
  path: string;
  /** Of the path in the policy. */
  place?: Place | undefined;
  /** An existing path that is spelt nearly the same. */
  meant: string | null;
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
  /** Those among them that the policy does not watch any more once the pull request is merged. */
  leavesWatch: string[];
  /** Prompts that the policy spells out and that are neither at the head, nor at the merge base, nor at the base's tip. */
  missing: MissingEntry[];
  /** The policy file itself is among the changes. */
  policyChanged: boolean;
  files: ChangedFile[];
};
