import type { Credentials } from '../../../domain/answer.ts';
import type { Drift, DriftPoint } from '../../../domain/drift.ts';
import type { Version } from '../../../domain/registry.ts';
import type { GateRequest } from '../../../domain/request.ts';
import type { ProposalReport } from '../propose.ts';
import type { WritingRequest } from '../writing.ts';
import type { MovedPrompt } from './other-model.ts';

export type DriftRequest = WritingRequest & {
  /** Names; none: every prompt that serves. */
  prompts: readonly string[];
  /** The main branch; undefined: the remote's default branch. */
  base: string | undefined;
  runsNodeScripts: boolean;
  credentials: Credentials;
} & Pick<GateRequest, 'log' | 'signal' | 'agree' | 'restoreAnswers'>;

/** A look at one version in one environment. */
export type DriftLook = {
  fact: Drift;
  /** Earlier looks at the prompt in the environment, oldest first. */
  before: DriftPoint[];
};

/** What became of the issue of a prompt. */
export type DriftIssue = {
  prompt: string;
  outcome: 'opened' | 'updated' | 'unchanged' | 'closed' | 'failed';
  url: string | null;
  problem: string | null;
};

/** A prompt that is to ask another model, and what became of the pull request. */
export type DriftProposal = Omit<MovedPrompt, 'text'> & {
  /** Null: nothing was pushed. */
  branch: string | null;
  outcome: 'planned' | ProposalReport['outcome'];
  url: string | null;
  problem: string | null;
};

/** A look whose answers a version is held against from now on. */
export type AcceptedDrift = Pick<Drift, 'environment' | 'prompt' | 'version' | 'verdict' | 'evidence'> & {
  /** When it was looked at. */
  at: string;
};

export type DriftOutcome = {
  looks: DriftLook[];
  /** Versions of which nobody knows, with why. */
  pending: { prompt: string; version: Version; problem: string }[];
  /** What a dry run would ask. */
  toAsk: {
    prompt: string;
    version: Version;
    cases: number;
    environments: { environment: string; against: string | null }[];
  }[];
  /** Of a dry run; money is null where a price is not known. */
  estimate: { answers: number; judgements: number; usd: number | null } | null;
  issues: DriftIssue[];
  proposals: DriftProposal[];
  accepted: AcceptedDrift[];
  dryRun: boolean;
};
