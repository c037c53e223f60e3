/** One arm's answers to one case, added up over its completed trials. */
export type ArmEvidence = {
  /**
   * Number of completed trials; errored ones, and those whose counterpart of the other arm errored, are not counted.
   */
  trials: number;
  passes: number;
  errored: number;
  /** Mean score 0–1 over completed trials. */
  score: number;
  /** Totals over completed trials. */
  inputTokens: number;
  outputTokens: number;
  cachedInputTokens: number;
  /** Total, USD; null if no price is known. */
  costUsd: number | null;
  /** USD, total, had nothing come from the provider's cache; absent where that is the same. */
  uncachedUsd?: number | null | undefined;
  /** Mean, ms. */
  latencyMs: number;
};

/** Trials that one arm answered while they errored in the other. */
export type LoneTrials = {
  trials: number;
  /** Those that the arm which answered passed, and its mean score of them, 0–1; 0 where there is no such arm. */
  passes: number;
  score: number;
};

export type CaseEvidence = {
  id: string;
  segments: string[];
  critical: boolean;
  /**
   * The family of the case: cases that ask much the same, and so pass and fail together. A family is one unit of the
   * statistics, whichever segments its cases are in. Absent: a unit of its own.
   */
  group?: string | undefined;
  /** Null when the prompt is new. */
  baseline: ArmEvidence | null;
  candidate: ArmEvidence;
  /** Trials that errored in the candidate alone, with the baseline's results. In neither arm; absent where there are none. */
  unanswered?: LoneTrials | undefined;
  /** Trials that errored in the baseline alone, with the candidate's results. In neither arm; absent where there are none. */
  candidateOnly?: LoneTrials | undefined;
  /** The baseline's answers were given for an earlier run, and the provider may have changed since. */
  baselineIsStored?: boolean | undefined;
  /** The arms were asked by different runs: their latencies are not compared. */
  isAskedApart?: boolean | undefined;
  /** Both arms were asked the same, so that one call answered both: its one latency compares nothing. */
  isOneCall?: boolean | undefined;
  /**
   * A name shared by cases that were answered by one call in either arm, since what is asked of them is the same. Absent
   * where each call answered this case alone.
   */
  sharedCalls?: string | undefined;
  /**
   * The baseline asked anew, because its stored answers would block; with no trials where that brought no answer.
   * Absent: not asked anew.
   */
  freshBaseline?: ArmEvidence | undefined;
  /** Further trials of a lost critical case, two an arm, asked to confirm it. Absent: not asked. */
  again?: { baseline: ArmEvidence; candidate: ArmEvidence } | undefined;
  /** The pull request adds the case, or asks it otherwise than the base does. */
  isAdded?: boolean | undefined;
  /** The look at which the case was first asked: 1 (the default) or 2. */
  look?: number;
};

/** Outcomes of both arms, paired by case. Plain data: the input of `decide`. */
export type Evidence = {
  /** All segments of the suite, in the suite's order. */
  segments: SegmentEvidence[];
  cases: CaseEvidence[];
  /** Cases of the looks taken that were curtailed: not asked, since they could not change a verdict; not among `cases`. */
  curtailed?: CurtailedCase[];
};

/** A case that was not asked, because every segment to which it belongs was already decided. */
export type CurtailedCase = Pick<CaseEvidence, 'id' | 'segments'> & {
  /** The look to which it belongs: 1 or 2. */
  look: number;
  /** Answers each arm would have given. */
  trials: number;
  /** Passes of the baseline if its answers were known; else null. */
  baseline: number | null;
};

export type SegmentEvidence = {
  name: string;
  /** Number of cases the suite has in this segment. */
  available: number;
  /** Cases asked up to each look so far, ascending: [50] after the first, [50, 150] after extending. */
  looks: number[];
  /** Cases at the last look if the segment were extended: at most `smoke.extendTo`. */
  extendTo: number;
  /** Share of traffic, 0–1; null if the policy does not state it. */
  traffic: number | null;
  /** The same numbers of the cases that the base has too; absent where the pull request adds none. */
  ofBase?: Pick<SegmentEvidence, 'available' | 'looks' | 'extendTo'> | undefined;
};
