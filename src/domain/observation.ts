import type { Place } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import type { LogHistogram } from '../stats/log-histogram.ts';

/** Sums over the observations of one metric. All add up but for `units` and the sums over units, see there. */
export type Counts = {
  /** Observations. */
  n: number;
  /** Of their values. */
  sum: number;
  /** Of the squares of their values. */
  squares: number;
  /**
   * Distinct units; an observation without a unit is one of its own. A unit that was observed on two days, in two runs
   * or under two serials counts in each.
   */
  units: number;
  /** Over units: Σ n², Σ n · sum and Σ sum², for variances clustered by unit. */
  clusters: { counts: number; products: number; sums: number };
  /**
   * Of values of a time, for quantiles. Absent of other metrics, and of runs of earlier versions; beside those, it is of
   * fewer observations than `n`.
   */
  histogram?: LogHistogram;
};

/** Counts of one metric of one version in one segment on one day. */
export type Window = Counts & {
  environment: string;
  prompt: string;
  version: string;
  /** `*`: every segment that is not declared. */
  segment: string;
  metric: string;
  /** UTC: `2026-11-28`. */
  day: string;
  /** The epoch: the serial at which the prompt's weights were last set; null where the source does not say. */
  serial: number | null;
};

/** Windows as files have them: by day, version, segment, serial (`-` where it is not known) and metric. */
export type WindowTree = Record<
  string,
  Record<string, Record<string, Record<string, Record<string, Counts>>>>
>;

/** What one run counted of a prompt in an environment. */
export type ObservedPart = {
  /** Times of the oldest and the newest observation. */
  from: string;
  through: string;
  /** Calls, each of which may have several metrics. */
  observations: number;
  windows: WindowTree;
};

/** What became of the rows that one run read. */
export type RowCounts = {
  read: number;
  counted: number;
  /** Of those counted: older than what an earlier run had reached. */
  late: number;
  /** Not counted: their id was counted before. */
  repeated: number;
  /** Not counted: they lie in a time that a run from another clone counted, whose ids are not known here. */
  elsewhere: number;
  /** Not counted: the version was forced, so the weights did not choose it. */
  forced: number;
  /** Not counted: of a prompt, a version or an environment that the registry does not know. */
  unknown: number;
  /** Not counted: they are about no prompt, such as other events of an export. */
  ignored: number;
  /** Not counted: they cannot be read. */
  unreadable: number;
};

/** One run of `observe`: production's reports, counted. */
export type Observed = {
  type: 'observed';
  /** By prompt and environment. */
  prompts: Record<string, Record<string, ObservedPart>>;
  rows: RowCounts;
};

/** A run whose time is taken; `event` is empty where one stands for several. */
export type ObservedRun = { event: string; from: string; through: string };

/** What is known of a prompt's observations in an environment. */
export type ObservedState = {
  /** The newest observation. */
  through: string;
  observations: number;
  /** The latest runs, oldest first; the first one stands for all before it. */
  runs: ObservedRun[];
  /** Of the latest days. */
  windows: WindowTree;
  /** By version, segment and metric, of all days; of versions that are in `windows`. */
  totals: Record<string, Record<string, Record<string, Counts>>>;
};

/** The metric that counts calls: every one has the value 1. */
export const CALLS = 'calls';

/** Whether a metric that is not declared is a time, by its name: `latency_ms`, `latency_s`. */
export function isTimeName(metric: string): boolean {
  return /(?:^|_)(?:ms|s|seconds)$/.test(metric);
}

/** The name of a metric. */
export const METRIC_NAME = /^[A-Za-z][\w.-]{0,63}$/;

/** A metric's kind. Bounds of a score are inclusive. */
export type MetricKind =
  | { kind: 'binary' }
  | { kind: 'score'; from: number; to: number }
  /** A time in the unit that its name says, such as `latency_ms`. */
  | { kind: 'duration' }
  /** An amount in the currency that its name says, such as `cost_usd`. */
  | { kind: 'money' };

/** How a metric's values are found by judging a sample of production's answers. */
export type JudgedBy = {
  /** Assertions as the policy writes them, in the form that suites have. */
  assert: Record<string, Json>[];
  /** Share of the calls whose answers are judged, above 0, at most 1. */
  sample: number;
  /** The least weighted mean of the assertions' scores, 0–1; null: all have to pass. */
  threshold: number | null;
  /** Places in the policy of what is in `assert`, by keys joined with dots: `0.value`; the list itself is ''. */
  places: Record<string, Place>;
};

/** What the policy says of a metric. */
export type Metric = MetricKind & {
  name: string;
  better: 'higher' | 'lower';
  /** Absent: applications report its values. */
  judged?: JudgedBy;
};

/** The environment variable with what whoever posts observations to a guard has to know. */
export const TOKEN_VARIABLE = 'PROMPT_OBSERVATIONS_TOKEN';
