import type { Place } from '../base/errors.ts';
import type { ChangedFile } from './snapshot.ts';

/** A prompt that the pull request changes, and how. */
export type PromptChange = {
  /** At the head; of a deleted prompt: at the base. */
  path: string;
  /** The path at the base; undefined if the prompt is new. */
  baselinePath: string | undefined;
  kind: 'modified' | 'renamed' | 'added' | 'deleted' | 'include' | 'policy' | 'suite';
  /** The changed files that make it count: itself, an include, its suite, the policy. */
  because: string[];
  /** Changed files that it may include: the names of its includes cannot all be told. */
  mayInclude?: readonly string[] | undefined;
  /** For one of several prompts in a file: that file, and which of its prompts `path` and `baselinePath` mean. */
  part?: PartOfFile | undefined;
};

export type PartOfFile = {
  /** The path at the head. */
  path: string;
  /** The path at the base; undefined if the prompt is new. */
  baselinePath: string | undefined;
  /** Index in the file's order, from 0; undefined if it is the file's only prompt. */
  index: number | undefined;
  baselineIndex: number | undefined;
};

/** An entry of the policy whose prompt does not exist. */
export type MissingEntry = {
  path: string;
  /** Place of the path in the policy. */
  place?: Place | undefined;
  /** An existing path with nearly the same spelling. */
  meant: string | null;
  /** What keeps git from having files there: a submodule, a symbolic link. */
  obstacle?: string | undefined;
};

/** The part of the pull request that matters to the gate. */
export type Change = {
  /** Full sha of the merge base: where the baseline is read. */
  mergeBase: string;
  /** Full sha of the candidate, or `worktree`. */
  head: string;
  prompts: PromptChange[];
  /** Prompts matched at the head, changed or not. */
  promptsWatched: number;
  /** Prompts among them that the policy no longer watches once the pull request is merged. */
  leavesWatch: string[];
  /** Entries of the policy whose prompt is neither at the head, nor at the merge base, nor at the base's tip. */
  missing: MissingEntry[];
  /** The policy file itself is among the changes. */
  policyChanged: boolean;
  files: ChangedFile[];
};
