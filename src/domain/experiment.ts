/** How one version differs from the control: differences in the metric's own measure, candidate − control. */
export type ExperimentComparison = {
  version: string;
  difference: number;
  /** At the level 1 − α; null: nothing bounds it. */
  low: number | null;
  high: number | null;
  p: number;
  /** Over the versions, or over the segments, that were compared. */
  adjustedP: number;
  finding: 'better' | 'worse' | 'no-difference';
};

/** What an experiment shows so far. */
export type ExperimentReading = {
  /**
   * `stopped`: the shares of units are not those of the weights, a guardrail broke, or what serves was changed, so nothing
   * is concluded. `ended`: the
   * longest time is over before the size was reached; it is read once, and shows less than it was made for.
   */
  state: 'running' | 'stopped' | 'decided' | 'ended';
  /** Units of the version with the fewest, and how many each has to have. */
  units: { has: number; asked: number };
  /** ms until it may be read, where only time is missing. */
  remainingMs: number;
  /** Whether units came in the shares of the weights: the smallest daily p, times the number of days. */
  sampleRatio: { p: number; isBroken: boolean };
  guardrails: { metric: string; version: string; p: number; isBroken: boolean }[];
  /** Null until it is decided or ended: a result that is watched is believed too soon. */
  result: {
    control: string;
    versions: ExperimentComparison[];
    /** By segment in which both serve. */
    segments: Record<string, ExperimentComparison[]>;
    /** Of all versions being alike, for `chi-square`. */
    omnibusP: number | null;
  } | null;
  /** Observations of other epochs of weights, which do not count. */
  excluded: number;
};

/** A merge set the weights of a portfolio that compares its versions. */
export type ExperimentStarted = {
  type: 'experiment-started';
  environment: string;
  prompt: string;
  /** The serial at which its weights were set: only observations of this serial count. */
  epoch: number;
  /** The commit of main that decided, and its policy. */
  policy: { commit: string; path: string };
  /** Path of the portfolio there. */
  portfolio: string;
  /** Digest of what the file states of it. */
  experiment: string;
  metric: string;
  /** The version that the others are compared with. */
  control: string;
  /** Units that each version has to have, fixed now. */
  size: number;
};

/** The same, and the serial that changed what serves meanwhile; null: nothing did. */
export type ExperimentStanding = ExperimentReading & { changedBy: number | null };

/** What an experiment showed when it was over. */
export type ExperimentEnd = Omit<ExperimentStanding, 'state' | 'remainingMs'> & {
  state: 'stopped' | 'decided' | 'ended';
};

export type ExperimentDecided = {
  type: 'experiment-decided';
  environment: string;
  prompt: string;
  /** As it began. */
  epoch: number;
  end: ExperimentEnd;
};

/** The last experiment of a prompt in an environment. */
export type ExperimentState = Omit<ExperimentStarted, 'type' | 'environment' | 'prompt'> & {
  startedAt: string;
  /** Null while it runs. */
  end: (ExperimentEnd & { at: string }) | null;
};
