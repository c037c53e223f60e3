import type { ExperimentDecided, ExperimentStanding } from '../../../domain/experiment.ts';
import type { PortfolioPlan } from '../../../domain/portfolio-plan.ts';
import type { RebalancedSegment } from '../../../portfolio/rebalance.ts';
import type { ProposalReport } from '../propose.ts';
import type { WritingRequest } from '../writing.ts';

export type RebalanceRequest = WritingRequest & {
  /** Names of prompts, whose schedule is then not asked; none: all that are due. */
  prompts: readonly string[];
  base: string | undefined;
};

/** What became of one portfolio. */
export type PortfolioOutcome = {
  prompt: string;
  environment: string;
  path: string;
  /**
   * `set`: within its limits, and serving from now on. `proposed`: its file is to be changed. `not-due`: its schedule says
   * later. `frozen`: an experiment runs. `waits`: its weights were never set. `refused`: limits leave no room.
   */
  outcome: 'set' | 'proposed' | 'same' | 'not-due' | 'frozen' | 'waits' | 'refused';
  /** When it is due, ISO 8601; null where that is not known. */
  due: string | null;
  segments: RebalancedSegment[];
  /** Null where nothing is planned. */
  plan: PortfolioPlan | null;
  /** Of the allocator's random numbers. */
  seed: number | null;
  experiment: ExperimentStanding | null;
  /** What is written because it is over now; null where it runs, was over before, or there is none. */
  ends: ExperimentDecided | null;
  /** The file with the new weights, where it is to be changed. */
  file: string | null;
  because: string[];
  /** The pull request of the changed file; null: nothing was to be proposed or closed, or it was a dry run. */
  proposal: ProposalReport | null;
};

export type RebalanceOutcome = {
  portfolios: PortfolioOutcome[];
  unreadable: { path: string; problem: string }[];
  dryRun: boolean;
};
