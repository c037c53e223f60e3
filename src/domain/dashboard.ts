import type { DriftCause, DriftVerdict } from './drift.ts';

/** What the static site of a registry shows. Plain data; days are UTC. */
export type Dashboard = {
  /** The branch that it was read from. */
  branch: string;
  /** ISO 8601. */
  madeAt: string;
  /** The days of all plots, consecutive, oldest first: `2026-11-28`. */
  days: string[];
  /** The last one of the policy first. */
  environments: { name: string; boards: Board[] }[];
  /** Newest first. */
  events: EventLine[];
  /** Older events that are left out. */
  eventsLeftOut: number;
  notes: string[];
};

/** One prompt in one environment. */
export type Board = {
  prompt: string;
  environment: string;
  /** What serves now, by segment; empty where nothing does. */
  serves: { segment: string; shares: VersionShare[] }[];
  /** Since when; null where it never served. */
  since: string | null;
  /** What keeps exposure from rising. */
  holds: { version: string | null; until: string | null; reason: string }[];
  /** Guards that tripped and were not released. */
  trips: { version: string; segment: string; metric: string; at: string }[];
  /** The newest observation; null: none. */
  observedThrough: string | null;
  /** Newest first. */
  versions: VersionLine[];
  /** The versions that plots show, at most four: those that serve, then others; of each, the newest first. */
  plotted: string[];
  /** Weights over time, by segment. */
  weights: { segment: string; steps: WeightStep[] }[];
  metrics: MetricBoard[];
  marks: Mark[];
  /** Looks for drift, oldest first. */
  drift: DriftLine[];
  /** Models of versions that serve whose makers said when they end. `on`: a day. */
  retirements: { version: string; model: string; on: string }[];
  unknowns: Unknown[];
};

/**
 * What nobody knows of a version that serves: it has no evidence; it serves although its evidence did not let it; the latest
 * look for drift could not decide; or nobody looked for drift and nothing was reported for a week. `at`: when it was
 * promoted or last looked at; null: never.
 */
export type Unknown = {
  kind: 'not-tested' | 'overridden' | 'undecided' | 'not-looked-at';
  version: string;
  at: string | null;
};

/** `weight`: 0 … 1. */
export type VersionShare = { version: string; weight: number };

/** From `from` on, these shares serve. In days from the beginning of the first day of the plots; 0 for what was before. */
export type WeightStep = { from: number; shares: VersionShare[] };

export type VersionLine = {
  version: string;
  at: string;
  author: string;
  change: string;
  status: 'testing' | 'active' | 'deprecated' | 'archived';
  /** The newest evidence; null: there is none. Rates are fractions with their 95 % interval. */
  evidence: { at: string; cases: number; rate: number; low: number; high: number } | null;
  /** How it was judged when it was last promoted in this environment; null: nobody judged it. */
  verdict: 'pass' | 'block' | 'error' | null;
  /** The segments for which it was judged; null: all. */
  judgedFor: string[] | null;
  /** The segments for which its evidence was worse. */
  worse: string[];
};

/** Figures of one metric on one day, or over several. */
export type Figures = {
  /** Observations. */
  n: number;
  sum: number;
  mean: number;
  /** Half of the 95 % interval of the mean; null where too few units bound it. */
  half: number | null;
  /** Of times; null where the reports came without a histogram. */
  p50: number | null;
  p95: number | null;
};

/** By day of the plots; null: nothing was observed. */
export type DaySeries = { version: string; days: (Figures | null)[] };

export type MetricBoard = {
  name: string;
  /** `calls`: how many; `error`: a share, where less is better; `number`: of no kind that is known. */
  kind: 'calls' | 'error' | 'rate' | 'score' | 'duration' | 'money' | 'number';
  better: 'higher' | 'lower';
  /** All versions and segments. */
  all: (Figures | null)[];
  versions: DaySeries[];
  /** The twelve with the most observations. */
  segments: { segment: string; versions: DaySeries[] }[];
  segmentsLeftOut: number;
  /**
   * The latest seven days with observations in them, and the seven before; null: nothing. Of calls those of all versions, else
   * those of the versions that serve now.
   */
  latest: Figures | null;
  before: Figures | null;
};

/** Something that happened to what serves. */
export type Mark = {
  at: string;
  /** In days, as of a step. */
  position: number;
  kind: 'up' | 'down' | 'alarm' | 'hold' | 'weights';
  label: string;
};

/** A look for drift. Rates are fractions. */
export type DriftLine = {
  at: string;
  version: string;
  verdict: DriftVerdict;
  cause: DriftCause | null;
  /** Somebody accepted it: the version is held against its answers since then. */
  accepted?: true;
  /** Of all cases. */
  rate: number | null;
};

/** An event as a line: every text is others'. */
export type EventLine = {
  at: string;
  type: string;
  environment: string | null;
  prompt: string | null;
  actor: string;
  text: string;
};
