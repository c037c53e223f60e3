import type { Window } from '../domain/observation.ts';
import type { Portfolio } from '../domain/portfolio.ts';
import type { Allocation } from '../domain/registry.ts';
import { versionsConcerned } from './facts.ts';
import { type Posteriors, posteriorsOf } from './quality.ts';
import { firstDay, isRate, samplesOf } from './samples.ts';
import type { EvidenceByVersion } from './shared-cases.ts';

/**
 * What an allocator that learns goes by: the posterior of each version's rate in each segment.
 * @param known.now ms since 1970
 * @returns null where the allocator does not learn, or its metric is none from 0 to 1
 */
export function learnedRates(
  { allocator, weights, safe }: Portfolio,
  known: { allocation: Allocation; windows: readonly Window[]; evidence: EvidenceByVersion; now: number },
): Posteriors | null {
  if (!('metric' in allocator)) return null;
  const { metric, better, windowMs, prior } = allocator;
  const samples = samplesOf(known.windows, weights, { metric, from: firstDay(known.now, windowMs) });
  if (!isRate(samples)) return null;
  const versions = versionsConcerned(weights, known.allocation);
  const evidence = prior === 'evidence' ? known.evidence : {};
  return posteriorsOf({ weights, versions, safe, samples, better, evidence });
}
