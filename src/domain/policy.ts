import type { Place } from '../base/errors.ts';
import type { StatisticalTestName } from './statistical-tests.ts';

/** Where the policy is read and written unless another path is given, relative to the root of the repository. */
export const DEFAULT_POLICY_PATH = '.github/prompt-eval-gate.yml';

/** What the owner decided, after defaults and in code's units: rates and margins are fractions, times are ms. */
export type Config = {
  prompts: PromptSource[];
  /** Names that prompt files use → who answers. */
  models: Record<string, ModelEntry>;
  judge: JudgePolicy;
  smoke: SmokePolicy;
  gate: GatePolicy;
  cost: CostPolicy;
  run: RunPolicy;
  scripts: ScriptsPolicy;
  requirePinnedModels: boolean;
};

/** A glob, or a prompt spelled out. Paths are relative to the repository's root, with `/`. */
export type PromptSource = { kind: 'glob'; pattern: string } | PromptEntry;

export type PromptEntry = {
  kind: 'entry';
  path: string;
  /** Of the path in the config. */
  place?: Place | undefined;
  /** In the config: of `suite`, and of `traffic.<segment>` for each segment that it names. */
  places?: Record<string, Place> | undefined;
  model?: string | undefined;
  suite?: string | undefined;
  /** The template engine of a text or a list of messages, by name, instead of what the file says. */
  template?: string | undefined;
  /** `vars.x`, `metadata.x`; several: a case belongs to one segment of each. */
  segmentBy?: string[] | undefined;
  variables?: Record<string, VariableDeclaration> | undefined;
  /** Traffic share of each segment, for the overall difference; they add up to 1. */
  traffic?: Record<string, number> | undefined;
};

/** Bounds of a template variable: an unbounded one is an injection surface. */
export type VariableDeclaration = {
  type?: 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object' | undefined;
  maxLength?: number | undefined;
  enum?: (string | number | boolean)[] | undefined;
  pattern?: string | undefined;
};

export type ModelEntry = {
  /** A name of the table of providers. */
  provider: string;
  model: string;
  /** One of the provider's APIs (`responses`); absent: its default. */
  api?: string | undefined;
  baseUrl?: string | undefined;
  /** The environment variable with its key; absent: the provider's. */
  keyVariable?: string | undefined;
};

/** Who judges the answers that no pattern can judge. */
export type JudgePolicy = {
  /** As models are named anywhere; null: a model of another vendor than the one under test. */
  model: string | null;
  /** For `similar`; null: the one that promptfoo takes. */
  embeddingModel: string | null;
  /** In the config, where it says anything. */
  place?: Place | undefined;
};

export type SmokePolicy = {
  /** Cases a segment at the first look. */
  cases: number;
  /** Cases a segment at the second look; equal to `cases` when there is only one. */
  extendTo: number;
  /** Answers to each case by each arm. */
  trials: number;
};

export type GatePolicy = {
  /** `paired-t` judges the mean score of a case (0–1) instead of its passes. */
  test: StatisticalTestName;
  correction: 'min-p' | 'holm';
  /** Family-wise false-alarm rate of one prompt, one-sided. */
  alpha: number;
  /** Non-inferiority margins, fractions (config: points). */
  margin: { segment: number; overall: number };
  /** Smallest drop that blocks, a fraction (config: points). */
  minEffect: number;
  onInconclusive: 'pass' | 'block';
  /** For a prompt without baseline, a fraction; null measures nothing. */
  minPassRate: number | null;
  /** More missing pairs than this fraction make a segment `invalid`. */
  maxMissing: number;
  /** What to do when a pull request changes only the suite. */
  onSuiteChange: 'report' | 'run';
};

export type CostPolicy = {
  /** Largest increase of tokens a call, a fraction; null switches the rule off. */
  maxTokenIncrease: number | null;
  /** Largest increase of money a call, a fraction; null switches the rule off. */
  maxCostIncrease: number | null;
  /** More tokens and money are allowed when a segment or the whole improved. */
  unlessImproved: boolean;
  /** Calls a month, for the money shown; null where the owner did not say. */
  callsPerMonth: number | null;
  /** USD a run may cost; null is no limit. */
  maxRunCost: number | null;
};

export type RunPolicy = {
  maxConcurrency: number;
  trialTimeoutMs: number;
  retries: number;
  /** The longest a run may ask for answers, ms; null is no limit. */
  timeLimitMs: number | null;
  /** Leave out cases that cannot change the verdict any more. */
  stopWhenDecided: boolean;
  cache: boolean;
};

export type ScriptsPolicy = {
  /** What `script` assertions run in: an interpreter that has nothing to reach, or Node for code that is trusted. */
  runtime: 'quickjs' | 'node';
};

/** The part of the owner's decisions that turns evidence into a verdict. */
export type Policy = { gate: GatePolicy; cost: CostPolicy; smoke: SmokePolicy };
