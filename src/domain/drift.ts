/** `undecided`: too little was answered, or there is nothing to compare with. It is no good news. */
export type DriftVerdict = 'clean' | 'drifted' | 'undecided';

/**
 * What changed while the prompt stayed. `model`: it answers otherwise; `judge`: it judges the same answers otherwise;
 * `traffic`: the suite shows nothing, and production's figures fell; `unknown`: these cannot be told apart.
 */
export type DriftCause = 'model' | 'judge' | 'traffic' | 'unknown';

/** Why it drifted, or why that is undecided. */
export const DRIFT_REASONS = [
  'regression',
  'overall-regression',
  'critical-case',
  'cost',
  'traffic',
  'no-evidence',
  'no-shared-cases',
  'segment-not-compared',
  'too-few-answers',
  'inconclusive',
] as const;

export type DriftReason = (typeof DRIFT_REASONS)[number];

/** One segment of the suite, or all cases, then and now. Rates and their change are fractions: −0.12 is −12 points. */
export type DriftSegment = {
  /** Of all cases: `overall`. */
  segment: string;
  /** Cases answered both times. */
  cases: number;
  /** Pass rates; null where nothing was answered. */
  before: number | null;
  now: number | null;
  change: number | null;
  /** Of the change, 95 %. */
  interval: [low: number, high: number] | null;
  verdict: 'invalid' | 'regression' | 'improved' | 'pass' | 'inconclusive';
  /**
   * Cases of the evidence of then, where these could be judged and too few of them are asked today with the same content:
   * nobody knows how the segment answers. Absent: it is compared, or was too small then already. Of all cases: how many
   * there were then, where some of them are not compared.
   */
  casesThen?: number;
};

/** Cases: numbers in the suite, with the segments, of the first (`21 (enterprise)`), and how many there are. */
export type DriftCases = { first: string[]; count: number };

/** The stored answers of then, judged again by today's judge. Counts are of cases. */
export type DriftControl = {
  /** Whose answers models judge; the others are judged the same way for ever. */
  judged: number;
  /** Of these, those whose answers of then were still stored, and could be judged again. */
  found: number;
  /** Judged worse, and better, than then. */
  worse: number;
  better: number;
  /** Change by the model with today's judge, and by the judge with the answers of then; null where nothing is known. */
  model: number | null;
  judge: number | null;
};

/** Production's figures of the latest week beside those since the promotion before it. */
export type DriftWindow = {
  /** `*`: every segment that is not declared. */
  segment: string;
  metric: string;
  before: { n: number; mean: number };
  now: { n: number; mean: number };
  /** Of a change for the worse, one-sided, adjusted over all that was compared. */
  p: number;
  isWorse: boolean;
};

/** What else is known. `source` is the public page that announces it, as it was on the day `asOf`. */
export type DriftFact =
  | { kind: 'model-retires'; model: string; on: string; source: string; asOf: string }
  /** The same tokens cost so many times what they cost then. */
  | { kind: 'price'; model: string; ratio: number };

/** Whether a version that serves still answers its suite as it did when it was promoted. */
export type Drift = {
  type: 'drift';
  environment: string;
  prompt: string;
  version: string;
  /** Of its content. */
  digest: string;
  /** The evidence that it is held against; null: it had none before. */
  against: { evidence: string; at: string } | null;
  /** Id of today's evidence. */
  evidence: string;
  /** Digest of the suite. */
  suite: string;
  /** By whose policy it was decided; absent in looks of earlier releases. */
  policy?: { commit: string; path: string };
  /** The first answers of today were worse, so the whole suite was asked a second time: those answers are told. Absent: once. */
  askedTwice?: true;
  verdict: DriftVerdict;
  /** Null where nothing drifted. */
  cause: DriftCause | null;
  /** Empty where it is clean. */
  because: DriftReason[];
  /** Critical cases for which it is undecided: asked otherwise today, or without an answer. Absent: for none. */
  critical?: DriftCases;
  overall: DriftSegment;
  segments: DriftSegment[];
  /** Null where no model judges. */
  control: DriftControl | null;
  /** What production reported; empty where it reported nothing that can be compared. */
  traffic: DriftWindow[];
  facts: DriftFact[];
};

/** The last drift of a version, as the state keeps it. */
export type KnownDrift = Omit<Drift, 'type' | 'environment' | 'prompt'> & {
  /** Id and time of the event. */
  event: string;
  at: string;
};

/** One drift among earlier ones, for plots. */
export type DriftPoint = Pick<Drift, 'version' | 'verdict' | 'cause'> & {
  at: string;
  /** Pass rates of that day, over all cases and by segment; null where nothing was answered. */
  overall: number | null;
  rates: Record<string, number | null>;
};

/** The last acceptance of a version's drift, as the state keeps it. */
export type KnownAcceptance = {
  /** Id of the event of the look, and of its evidence. */
  look: string;
  evidence: string;
  at: string;
  by: string;
  reason: string;
};

/** What is known of a prompt's drift in an environment. */
export type DriftState = {
  /** The last one of each version. */
  latest: Record<string, KnownDrift>;
  /** The latest, oldest first: at most 20. */
  points: DriftPoint[];
  /** By version, the last one; absent where none was ever accepted. */
  accepted?: Record<string, KnownAcceptance>;
};
