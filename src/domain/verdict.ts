import type { TestMethod } from './statistical-tests.ts';

/** Verdict of a segment, in the order in which they are tried. */
export type SegmentLabel = 'invalid' | 'regression' | 'improved' | 'pass' | 'inconclusive';
export type GateVerdict = 'pass' | 'block' | 'error';

/** Passes of one arm in one segment; with k trials, `passes` counts trials and `n` = cases × k. */
export type ArmRate = { passes: number; n: number; rate: number; interval: [low: number, high: number] };

/** Tokens or money of one arm: means a call. */
export type ArmCost = {
  inputTokens: number;
  outputTokens: number;
  cachedInputTokens: number;
  totalTokens: number;
  /** USD a call; null where no price is known. */
  usd: number | null;
};

export type CostComparison = {
  baseline: ArmCost | null;
  candidate: ArmCost;
  /** candidate/baseline of total tokens, with its 95 % interval; null without baseline. */
  ratio: { ratio: number; low: number; high: number } | null;
};

/** One row of the report; fractions throughout (−0.16 is −16 points). */
export type SegmentVerdict = {
  name: string;
  verdict: SegmentLabel;
  /** Complete pairs. */
  cases: number;
  /** Pairs lost to errors. */
  missing: number;
  /** Curtailed cases: not asked, since they could not change the verdict; absent where there are none. */
  spared?: number;
  baseline: ArmRate | null;
  candidate: ArmRate;
  difference: number | null;
  interval: [low: number, high: number] | null;
  /** Cases that got worse / better. */
  losses: number;
  wins: number;
  z: number;
  /** One-sided, "candidate worse", of the test that gates. */
  pValue: number;
  /**
   * Adjusted over the segments and over the looks; below `pValue` where the first look of the whole gave the smaller
   * p. Curtailed cases count as though they had newly passed.
   */
  adjustedPValue: number;
  /** The same towards "candidate better". */
  pBetter: number;
  adjustedPBetter: number;
  /** How `pValue` was computed. */
  method: TestMethod;
  /** The unpaired classic, always shown. One-sided. `fisher` where an expected count is below 5. */
  twoProportion: { z: number; pValue: number; fisher: number | null } | null;
  /** Smallest drop this many cases show with 80 % power at the level used; null when not computable. */
  minimumDetectableEffect: number | null;
  /** Cases that would show a drop as large as the margin. */
  casesNeeded: number | null;
  cost: CostComparison;
};

export type CostVerdict = {
  /** `unknown`: there is no baseline, or a rise above the limit that is not shown, or rests on too few cases. */
  label: 'within' | 'exceeded' | 'paid-for' | 'unknown';
  comparison: CostComparison;
  /** The policy's limit as a fraction, or null. */
  limit: number | null;
  /** USD a month at the stated traffic, candidate minus baseline; null when not known. */
  monthlyUsd: number | null;
};

/** Why the gate blocks or cannot decide; the first is the headline. */
export type Reason =
  | { kind: 'regression'; segment: string }
  | { kind: 'overall-regression' }
  | { kind: 'critical-case'; caseId: string }
  | { kind: 'cost' }
  | { kind: 'inconclusive'; segment: string }
  | { kind: 'below-min-pass-rate'; segment: string }
  | { kind: 'invalid'; segment: string };

/** The gate's decision on one prompt, and the figures it rests on. */
export type Verdict = {
  verdict: GateVerdict;
  reasons: Reason[];
  segments: SegmentVerdict[];
  /** The same shape, over all cases; name `overall`. */
  overall: SegmentVerdict;
  cost: CostVerdict;
  /** Cases (k ≥ 3) that always passed and now always fail. */
  severe: string[];
  /** Critical cases that always passed and now always fail. */
  critical: string[];
  /** Segments that ask for more cases before they are decided; empty when the verdict is final. */
  extend: string[];
  /**
   * What the adjusted p-values are held against: the segments' and the overall comparison's. Looks are part of the
   * adjustment, not of the level. `overall` is 0 where the one segment is the whole suite and is not tested twice.
   */
  levels: { segments: number; overall: number };
};
