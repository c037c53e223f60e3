/** How a half of the suite's cases passed before and after a change. Rates are means over cases, 0–1. */
export type HalfRates = { cases: number; before: number; after: number };

/** A change of a prompt that `refine` tried. */
export type RefinedTry = {
  /** `edit`: some of its words; `examples`: examples before its last message. */
  kind: 'edit' | 'examples';
  /** Of the bundle that the change makes. */
  digest: string;
  /** On the training half, by which the best of several changes is chosen. */
  training: HalfRates;
  /** On the test half, by which nothing is chosen; null: another change was better in training, so it was not asked there. */
  test: TestedHalf | null;
};

export type TestedHalf = HalfRates & {
  /** Which of all changes of this prompt it is that were asked on the test half, from 1. */
  number: number;
  /** Interval of after − before, 95 %. */
  low: number;
  high: number;
  /** Of being so much better by chance, one-sided. */
  p: number;
  /** What p had to reach: all tries share one level. */
  level: number;
};

/** A run of `refine`: the changes that it tried, and what it proposed. */
export type Refined = {
  type: 'refined';
  prompt: string;
  /** Whose answers failed. */
  version: string;
  digest: string;
  /** Digest of the cases on which changes were tried. */
  suite: string;
  tries: RefinedTry[];
  /** Cases that were proposed for the suite. */
  cases: number;
  /** The change that was proposed, by its digest; null: none was better. */
  proposed: string | null;
};

/** What is known of a prompt's tries. */
export type RefinedState = {
  /** How many changes were ever asked on the test half. */
  tested: number;
  /** The latest ones, oldest first. */
  tries: (RefinedTry & { suite: string; version: string; at: string })[];
};
