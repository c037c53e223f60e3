import type { Json } from '../../../base/json.ts';
import type { FailureCluster } from '../../../domain/failure-cluster.ts';
import type { RefinedTry } from '../../../domain/refined.ts';
import type { GateRequest } from '../../../domain/request.ts';
import type { Assertion } from '../../../domain/suite.ts';
import type { Half } from '../../../suite/halves.ts';
import type { ProposalReport } from '../propose.ts';
import type { PublishReport } from '../publish/publish.ts';
import type { WritingRequest } from '../writing.ts';

export type RefineRequest = WritingRequest &
  Pick<GateRequest, 'credentials' | 'log' | 'signal' | 'agree' | 'restoreAnswers'> & {
    /** Name of the prompt. */
    prompt: string;
    base: string | undefined;
    /** Files with production's answers; `-` is the standard input. */
    from: readonly string[];
    input: AsyncIterable<Uint8Array> | undefined;
    /** The metric of those answers that says which are bad. */
    metric: string;
    /** The model that labels clusters, varies cases and edits; undefined: the policy's judge, else the prompt's own model. */
    model: string | undefined;
    /** What is tried: other words, examples, or nothing. */
    tries: 'edit' | 'examples' | 'none';
    runsNodeScripts: boolean;
  };

/** An assertion that an answer failed. */
export type Failed = { type: string; reason: string; place: string };

/** A case of the suite whose answer failed, or a bad answer of production. */
export type FailingAnswer = {
  id: string;
  vars: Record<string, Json>;
  segments: string[];
  /** The half of the suite; null: production's. */
  half: Half | null;
  failures: Failed[];
  answer: string | null;
};

/** Failing answers that fail alike. */
export type ToldCluster = FailureCluster & {
  /** Who named it: a model, or the assertions' own words. */
  label: { text: string; by: 'model' | 'assertions' };
};

/** A case to be added to the suite. */
export type ProposedCase = {
  description: string;
  vars: Record<string, Json>;
  segments: string[];
  /** Of variants, the id of their case: they count as one unit, and are in the half of that case. */
  group: string | undefined;
  assertions: Assertion[];
  /** A bad answer of production, by the id of its row; or a variant of a failing case, by that case's id. */
  origin: { kind: 'production' | 'variant'; id: string };
  /** Whose assertions it has: what the cases of its segment share, or one case's, by its id. */
  assertionsOf: string | null;
};

/** Something that is not proposed, and why, as a sentence. */
export type NotProposed = { what: string; why: string };

/** A change of the prompt that was tried, or was none that may be tried. */
export type ToldTry = RefinedTry & {
  /** What it is to mend, in the model's words; of examples: the cases that they are. */
  because: string;
  /** A unified diff of the prompt's file. */
  diff: string;
  /** Whether the log knew it already, so that it counts as no further try. */
  isKnown: boolean;
};

export type RefineOutcome = {
  prompt: string;
  version: string;
  path: string;
  /** The suite as main has it. */
  suite: {
    path: string;
    digest: string;
    cases: number;
    answered: number;
    failing: number;
    training: number;
    test: number;
  };
  /** Answers of production that were given. */
  production: {
    rows: { read: number; good: number; elsewhere: number };
    failing: number;
    /** The first rows that cannot be used, as sentences. */
    problems: string[];
  };
  clusters: ToldCluster[];
  cases: ProposedCase[];
  tries: ToldTry[];
  /** Changes of this prompt that were ever asked on the test half, those of this run included. */
  triesSoFar: number;
  /** What the pull request changes, by path; empty: nothing is proposed. */
  files: Record<string, string>;
  /** The change of the prompt that is proposed, by its digest. */
  proposed: string | null;
  notProposed: NotProposed[];
  /** Why something could not be found out, as sentences. */
  undecided: string[];
  proposal: ProposalReport | null;
  publication: PublishReport;
  dryRun: boolean;
};
