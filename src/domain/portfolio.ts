import type { Version } from './registry.ts';

/** Folder of the portfolios: `<name of the prompt>.yml` each. */
export const PORTFOLIO_FOLDER = '.github/prompt-portfolios';

/** Whether a file, by its path from the repository's root, is in the folder of portfolios, readable or not. */
export function isPortfolioPath(path: string): boolean {
  return path.startsWith(`${PORTFOLIO_FOLDER}/`);
}

/** The segment of every asker whose own segment has no weights. */
export const OTHER_SEGMENTS = '*';

/**
 * Slots of 10,000 by version, by segment; each segment's add up to 10,000. A version with 0 is listed: an allocator may
 * give it a share. One that is not listed may not serve there.
 */
export type Weights = Readonly<Record<string, Readonly<Record<Version, number>>>>;

/** The versions of one prompt that serve side by side: the reviewed file `.github/prompt-portfolios/<prompt>.yml`. Times are ms. */
export type Portfolio = {
  prompt: string;
  /** As CODEOWNERS names owners. */
  owner: string;
  environment: string;
  /** Name of what an assignment sticks to: `user_id`. */
  unit: string;
  /** The attribute of an asker whose value is the segment. */
  segmentBy: string;
  /** What floors and fall-backs mean: the version that takes what others lose. */
  safe: Version;
  weights: Weights;
  allocator: AllocatorPolicy;
  limits: PortfolioLimits;
  guards: GuardPolicy[];
  rebalance: { everyMs: number; apply: 'pull-request' | 'within-limits' };
  experiment: ExperimentPolicy | null;
};

export type Better = 'higher' | 'lower';

/** A difference: `points` of a rate, as a fraction (0.02), or a `share` of the other's mean (0.15). */
export type Difference = { kind: 'points' | 'share'; value: number };

/** What finds new weights. */
export type AllocatorPolicy =
  | { kind: 'fixed' }
  | { kind: 'schedule'; version: Version; steps: ScheduleStep[] }
  | ({ kind: 'thompson' } & LearningPolicy)
  | ({ kind: 'ucb' } & LearningPolicy);

export type LearningPolicy = {
  /** A rate or a score from 0 to 1. */
  metric: string;
  better: Better;
  /** Older observations do not count. */
  windowMs: number;
  /** Whether what a version answered on its suite counts besides what was observed. */
  prior: 'evidence' | 'none';
};

export type ScheduleStep = {
  /** Slots of 10,000 that the version is to have. */
  weight: number;
  /** How long the step lasts at least. */
  forMs: number;
  /** Units that the version has to have served at this step. */
  units: number;
  /** ISO 8601: it does not begin before; null: as soon as the step before is done. */
  notBefore: string | null;
};

/** Weights as slots of 10,000; null: no such limit. */
export type PortfolioLimits = {
  /** Least weight by version, in each segment that lists it. */
  floor: Readonly<Record<Version, number>>;
  /** Most weight of a version other than `safe` with fewer than `until` observations; ascending. */
  newVersionCap: readonly { until: number; max: number }[];
  /** Most weight of a version other than `safe`. */
  concentration: number | null;
  /** Slots that a weight may move away from `safe` at one rebalance. */
  step: number | null;
  /** Most correlation (phi, 0–1) of failures between the two versions with the largest weights. */
  overlap: number | null;
};

export type GuardPolicy = {
  metric: string;
  better: Better;
  /** How much worse than the control is still no alarm. */
  worseBy: Difference;
  alpha: number;
  action: 'rollback' | 'hold' | 'alert';
};

export type ExperimentPolicy = {
  metric: string;
  better: Better;
  test: 'proportions-z' | 'chi-square' | 'welch-t';
  /** Two-sided. */
  alpha: number;
  power: number;
  /** The smallest difference that is of interest. */
  effect: Difference;
  /** Metrics of guards that may stop it at any time. */
  guardrails: string[];
  atLeastMs: number;
  atMostMs: number;
};

/** Whether what was found of a limit stops a merge: it is broken, or nobody can tell. */
export function stopsWeights({ state }: { state: 'kept' | 'nearer' | 'broken' | 'unknown' }): boolean {
  return state === 'broken' || state === 'unknown';
}
