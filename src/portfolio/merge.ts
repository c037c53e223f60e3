import { type Portfolio, stopsWeights, type Weights } from '../domain/portfolio.ts';
import type { LimitFinding, Overlap } from '../domain/portfolio-plan.ts';
import { type PortfolioFacts, versionsOf } from './facts.ts';
import { checkOverlap, checkWeights, withHolds } from './limits.ts';
import { type EvidenceByVersion, overlapsOf } from './shared-cases.ts';

/** What the merge of a portfolio's file sets, and what its limits say of it. */
export type MergedWeights = {
  weights: Weights;
  limits: LimitFinding[];
  overlaps: Overlap[];
  /** A limit is broken, or nobody can tell: then nothing is set. */
  isRefused: boolean;
};

/** The weights that a file states, but for what holds keep down, held against its limits. */
export function mergedWeights(
  portfolio: Pick<Portfolio, 'weights' | 'safe' | 'limits'>,
  facts: PortfolioFacts,
  evidence: EvidenceByVersion,
): MergedWeights {
  const weights = withHolds(portfolio, facts);
  const overlaps = overlapsOf(versionsOf(weights), evidence, weights);
  const limits = [
    ...checkWeights(portfolio, weights, facts),
    ...checkOverlap(portfolio.limits, weights, overlaps),
  ];
  const isRefused = limits.some(stopsWeights);
  return { weights, limits, overlaps, isRefused };
}
