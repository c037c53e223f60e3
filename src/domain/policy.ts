import type { Place } from '../base/errors.ts';
import type { DataSet } from './data-set.ts';
import type { FindingSeverities } from './finding.ts';
import type { RegistryPolicy } from './registry-policy.ts';
import type { StatisticalTestName } from './statistical-tests.ts';

/** Default path of the policy, relative to the root of the repository. */
export const DEFAULT_POLICY_PATH = '.github/prompt-eval-gate.yml';

/** The owner's settings, after defaults and in code's units: rates and margins are fractions, times are ms. */
export type Config = {
  prompts: PromptSource[];
  /** Names that prompt files use → the models that they mean. */
  models: Record<string, ModelEntry>;
  judge: JudgePolicy;
  smoke: SmokePolicy;
  gate: GatePolicy;
  cost: CostPolicy;
  latency: LatencyPolicy;
  run: RunPolicy;
  scripts: ScriptsPolicy;
  check: CheckPolicy;
  /** Null: the repository keeps no registry. */
  registry: RegistryPolicy | null;
  requirePinnedModels: boolean;
};

/** The part of a policy that names prompts and who answers them. Each arm has that of its own revision. */
export type Naming = Pick<Config, 'prompts' | 'models'>;

/** A glob, or a prompt spelled out. Paths are relative to the repository's root, with `/`. */
export type PromptSource = PromptGlob | PromptEntry;

export type PromptGlob = {
  kind: 'glob';
  pattern: string;
  /** Only files count that have the file `beside`, a path relative to their folder; `paths` are these files. */
  where?: { beside: string; paths: readonly string[] } | undefined;
};

export type PromptEntry = {
  kind: 'entry';
  path: string;
  /** What applications ask for the prompt by; by default made of the file's name. */
  name?: string | undefined;
  /** Place of the path in the config. */
  place?: Place | undefined;
  /**
   * Places in the config of `name`, `model`, `suite` and `group-by`, of `models.0` and so on where models are listed, of
   * `suite.columns.<column>`, `suite.expected` and `suite.assert`, and of `traffic.<segment>` and `segments.<segment>` for
   * each segment that it names.
   */
  places?: Record<string, Place> | undefined;
  model?: string | undefined;
  /** Several models are asked: all that the file lists, or these; `first`: one, as by default, and nothing is said of it. */
  models?: 'each' | 'first' | string[] | undefined;
  suite?: string | undefined;
  /** How the suite's rows become cases, where it is another tool's data set; assertions of every case. */
  dataset?: DataSet | undefined;
  /** Name of the template engine of a text or a list of messages, instead of the one that the file implies. */
  template?: string | undefined;
  /** `vars.x`, `metadata.x`; with several, a case belongs to one segment of each. */
  segmentBy?: string[] | undefined;
  /** `vars.x` or `metadata.x`: cases with the same value are a family, one unit of the statistics. */
  groupBy?: string | undefined;
  variables?: Record<string, VariableDeclaration> | undefined;
  /** Traffic share of each segment, for the overall difference; they add up to 1. */
  traffic?: Record<string, number> | undefined;
  /** What holds for the prompt, where its entry states rules of its own: its keys over the policy's. */
  policy?: Policy | undefined;
};

/** Bounds of a template variable: an unbounded variable is an injection surface. */
export type VariableDeclaration = {
  type?: 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object' | undefined;
  maxLength?: number | undefined;
  enum?: (string | number | boolean)[] | undefined;
  pattern?: string | undefined;
};

export type ModelEntry = {
  /** A name in the table of providers. */
  provider: string;
  /** A name in the table of vendors; absent: the provider itself. */
  vendor?: string | undefined;
  /** `*` in an entry whose name ends in `:*` or `/*`: what stands there in the name that is asked for. */
  model: string;
  /** One of the provider's APIs (`responses`); absent: its default. */
  api?: string | undefined;
  baseUrl?: string | undefined;
  /** The environment variable with its key; absent: the vendor's, or else the provider's. */
  keyVariable?: string | undefined;
};

/** The models that judge answers which no pattern can judge. */
export type JudgePolicy = {
  /** A model's name as everywhere; null: a model of another vendor than the one under test. */
  model: string | null;
  /** The model for `similar`; null: promptfoo's default. */
  embeddingModel: string | null;
  /** Its place in the config, if it is stated there. */
  place?: Place | undefined;
};

export type SmokePolicy = {
  /** Cases per segment at the first look. */
  cases: number;
  /** Cases per segment at the second look; equal to `cases` if there is only one. */
  extendTo: number;
  /** Answers to each case by each arm. */
  trials: number;
};

export type GatePolicy = {
  /** `paired-t` judges the mean score of a case (0–1) instead of its passes. */
  test: StatisticalTestName;
  correction: 'min-p' | 'holm';
  /** Family-wise false-alarm rate, one-sided: of one prompt, or of all prompts of a pull request. */
  alpha: number;
  /** What `alpha` is shared by: each prompt has its own, or all prompts of a pull request have one together. */
  family: 'prompt' | 'pull-request';
  /** Non-inferiority margins, fractions (config: points). */
  margin: { segment: number; overall: number };
  /** Smallest drop that blocks, a fraction (config: points). */
  minEffect: number;
  onInconclusive: 'pass' | 'block';
  /** For a prompt without baseline, a fraction; null: no minimum. */
  minPassRate: number | null;
  /** A segment with a larger fraction of missing pairs is `invalid`. */
  maxMissing: number;
  /** What to do when a pull request changes only the suite. */
  onSuiteChange: 'report' | 'run';
  /** What to do when a pull request removes, replaces or loosens cases. */
  onWeakerSuite: 'report' | 'block';
  /** The label by which somebody with write permission accepts what blocks; null: nothing is accepted. */
  acceptLabel: string | null;
  /** `union`: where the prompt changes too, the base's cases are asked as they stood, beside those of the head. */
  suite: 'union' | 'head';
};

export type CostPolicy = {
  /** Largest increase of tokens per call, a fraction; null switches the rule off. */
  maxTokenIncrease: number | null;
  /** Largest increase of money per call, a fraction; null switches the rule off. */
  maxCostIncrease: number | null;
  /** More tokens and money are allowed when a segment or the whole improved. */
  unlessImproved: boolean;
  /** Calls per month, to show money; null if the policy does not state it. */
  callsPerMonth: number | null;
  /** USD a run may cost; null: no limit. */
  maxRunCost: number | null;
};

/** What `check` looks for, and how grave each finding is. */
export type CheckPolicy = { findings: FindingSeverities };

/** Largest increases of the median and of the 95th percentile of latency, fractions; null switches a rule off. */
export type LatencyPolicy = { p50: number | null; p95: number | null };

export type RunPolicy = {
  maxConcurrency: number;
  trialTimeoutMs: number;
  retries: number;
  /** The longest a run may ask for answers, ms; null: no limit. */
  timeLimitMs: number | null;
  /** Skip cases that can no longer change the verdict. */
  stopWhenDecided: boolean;
  cache: boolean;
};

export type ScriptsPolicy = {
  /** The runtime of `script` assertions: an interpreter without access to anything, or Node for trusted code. */
  runtime: 'quickjs' | 'node';
};

/** The part of the settings that turns evidence into a verdict. */
export type Policy = {
  gate: GatePolicy;
  cost: CostPolicy;
  latency: LatencyPolicy;
  smoke: SmokePolicy;
  /** What is asked of single segments, complete; absent: of all the same. */
  segments?: Readonly<Record<string, SegmentPolicy>> | undefined;
};

/** What is asked of a segment; fractions as in `gate`. */
export type SegmentPolicy = Pick<GatePolicy, 'minEffect' | 'onInconclusive' | 'minPassRate'> & {
  margin: number;
  /**
   * Largest increases in the segment, fractions: of tokens and of money a call, and of the quantiles of latency. Beside those
   * of the whole prompt; null: no limit, absent: none at all.
   */
  limits?:
    | { tokens: number | null; money: number | null; p50: number | null; p95: number | null }
    | undefined;
};
