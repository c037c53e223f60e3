import type { Digest, Version } from './registry.ts';

/** How a half of the suite's cases passed before and after a change. Rates are means over cases, 0–1. */
export type HalfRates = { cases: number; before: number; after: number };

/** A change of a prompt that `refine` tried. */
export type RefinedTry = {
  /** `edit`: some of its words; `examples`: examples before its last message. */
  kind: 'edit' | 'examples';
  /** Of the bundle that the change makes. */
  digest: Digest;
  /** On the half by which the best of several changes is chosen. */
  training: HalfRates;
  /** On the other half, by which nothing was chosen; null: another change was chosen, so this one was not looked at there. */
  reported: ReportedTry | null;
};

/** What the half says by which nothing was chosen. */
export type ReportedTry = HalfRates & {
  /** Which of all changes of this prompt it is that were looked at there, from 1. */
  number: number;
  /** Interval of after − before, at the level 95 %. */
  low: number;
  high: number;
  /** One-sided: of being so much better by chance. */
  p: number;
  /** What p had to reach: all tries share one level. */
  level: number;
};

/** A run of `refine`: the changes that it tried, and what it proposed. */
export type Refined = {
  type: 'refined';
  prompt: string;
  /** Whose answers failed. */
  version: Version;
  digest: Digest;
  /** Digest of the cases on which changes were tried. */
  suite: Digest;
  tries: RefinedTry[];
  /** Cases that were proposed for the suite. */
  cases: number;
  /** The change that was proposed, by its digest; null: none was better. */
  proposed: Digest | null;
};

/** What is known of a prompt's tries. */
export type RefinedState = {
  /** How many changes were ever looked at on the half by which nothing is chosen. */
  reported: number;
  /** The latest ones, oldest first. */
  tries: (RefinedTry & { suite: Digest; version: Version; at: string })[];
};
