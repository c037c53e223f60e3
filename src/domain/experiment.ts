import type { Version } from './registry.ts';

/** How one version differs from the control: differences in the metric's own measure, candidate − control. */
export type ExperimentComparison = {
  version: Version;
  difference: number;
  /** At the level 1 − α. */
  low: number;
  high: number;
  p: number;
  /** Over the versions, or over the segments, that were compared. */
  adjustedP: number;
  finding: 'better' | 'worse' | 'no-difference';
};

/** What an experiment shows so far. */
export type ExperimentReading = {
  /**
   * `stopped`: the shares of units are not those of the weights, or a guardrail broke, so nothing is concluded. `ended`:
   * the longest time is over before the size was reached; it is read once, and shows less than it was made for.
   */
  state: 'running' | 'stopped' | 'decided' | 'ended';
  /** Units of the version with the fewest, and how many each has to have. */
  units: { has: number; asked: number };
  /** ms until it may be read, where only time is missing. */
  remainingMs: number;
  /** Whether units came in the shares of the weights: the smallest daily p, times the number of days. */
  sampleRatio: { p: number; isBroken: boolean };
  guardrails: { metric: string; version: Version; p: number; isBroken: boolean }[];
  /** Null until it is decided or ended: a result that is watched is believed too soon. */
  result: {
    control: Version;
    versions: ExperimentComparison[];
    /** By segment in which both serve. */
    segments: Record<string, ExperimentComparison[]>;
    /** Of all versions being alike, for `chi-square`. */
    omnibusP: number | null;
  } | null;
  /** Observations of other epochs of weights, which do not count. */
  excluded: number;
};
