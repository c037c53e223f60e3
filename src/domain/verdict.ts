import type { Decision } from './part.ts';
import type { PromptResult, SegmentResult } from './result.ts';

/**
 * The parts of a verdict as they are published: the schemas of the result define them. Fractions throughout (−0.16 is
 * −16 points), money in USD.
 */
export type GateVerdict = Decision;

/** One row of the report. */
export type SegmentVerdict = SegmentResult;

/** Passes of one arm in one segment; with k trials, `passes` counts trials and `n` = cases × k. */
export type ArmRate = SegmentResult['candidate'];

/** Tokens or money of one arm: means per call. */
export type ArmCost = CostComparison['candidate'];

export type CostComparison = SegmentResult['cost'];

/** The judgement of one prompt's tokens; its `notes` come with the result. */
export type CostVerdict = Omit<NonNullable<PromptResult['cost']>, 'notes'>;

/** The judgement of one prompt's latency. */
export type LatencyVerdict = NonNullable<PromptResult['latency']>;

/** Cases, and families of them, whose latency in both arms can be compared, where these are too few for a limit. */
export type TooFewLatencies = {
  cases: number;
  families: number;
  /** Further cases, whose arms different runs asked. */
  apart: number;
  /** Further cases, of which one call answered both arms, or another case too. */
  oneCall: number;
};

/** The baseline's stored answers beside its fresh ones, where they differ: what the provider changed. */
export type BaselineDrift = NonNullable<PromptResult['baselineDrift']>[number];

/** Why the gate blocks or cannot decide; the first is the headline. */
export type Reason =
  | { kind: 'regression'; segment: string }
  | { kind: 'overall-regression' }
  | { kind: 'critical-case'; caseId: string }
  /** A critical case that the baseline passed and the candidate did not answer. */
  | { kind: 'critical-case-unanswered'; caseId: string }
  /** With a segment: a limit of its own. */
  | { kind: 'cost'; segment?: string }
  | { kind: 'latency'; segment?: string }
  | { kind: 'inconclusive'; segment: string }
  | { kind: 'below-min-pass-rate'; segment: string }
  | { kind: 'weaker-suite'; segment: string }
  | { kind: 'invalid'; segment: string };

/** The gate's decision on one prompt, with the figures behind it. */
export type Verdict = {
  verdict: GateVerdict;
  reasons: Reason[];
  segments: SegmentVerdict[];
  /** The same fields, over all cases; name `overall`. */
  overall: SegmentVerdict;
  cost: CostVerdict;
  /** Null where no latency was measured in both arms for this run. */
  latency: LatencyVerdict | null;
  /** How many cases each arm answered by a call of its own in one run, where these are too few for a limit; else null. */
  tooFewLatencies: TooFewLatencies | null;
  /** Cases (k ≥ 3) that always passed and now always fail. */
  severe: string[];
  /** Critical cases that always passed and now always fail, in three trials or more or not asked again yet. */
  critical: string[];
  /** Segments that need more cases before they are decided; empty if the verdict is final. */
  extend: string[];
  /**
   * Segments, or `overall`, that block by a baseline which is stored and was not asked anew yet. Until it is, the verdict
   * counts them as confirmed; with fresh answers it may change.
   */
  confirm: string[];
  /** Lost critical cases to ask again, two trials an arm. Until they are, the verdict counts them as lost. */
  askAgain: string[];
  /** Segments, and `overall`, whose baseline answered otherwise when it was asked anew. */
  baselineDrift: BaselineDrift[];
  /**
   * Levels with which the adjusted p-values are compared: the segments' and the overall comparison's. Looks are part of
   * the adjustment, not of the level. `overall` is 0 if the one segment is the whole suite and is not tested twice.
   */
  levels: { segments: number; overall: number };
};
