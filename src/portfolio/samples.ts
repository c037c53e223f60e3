import { ownMember } from '../base/json.ts';
import type { Counts, ObservedState, Window } from '../domain/observation.ts';
import type { Portfolio, Weights } from '../domain/portfolio.ts';
import type { Version } from '../domain/registry.ts';
import { addCounts, NO_COUNTS } from '../registry/windows.ts';
import { type PortfolioFacts, segmentIn } from './facts.ts';

/** Counts of one metric, by segment of the portfolio and version; absent: nothing was observed. */
export type Samples = Readonly<Record<string, Readonly<Record<Version, Counts>>>>;

/** The metric by which a portfolio is told: that of its allocator, else of its experiment, else of its first guard. */
export function mainMetric({ allocator, experiment, guards }: Portfolio): string | null {
  if (allocator.kind === 'thompson' || allocator.kind === 'ucb') return allocator.metric;
  return experiment?.metric ?? guards[0]?.metric ?? null;
}

/**
 * Windows of one metric, added up. Segments that the portfolio does not list belong to `*`.
 * @param from days before it do not count: `2026-11-28`
 */
export function samplesOf(
  windows: readonly Window[],
  weights: Weights,
  { metric, from }: { metric: string; from: string | null },
): Samples {
  const samples: Record<string, Record<Version, Counts>> = {};
  for (const window of windows) {
    if (window.metric !== metric || (from !== null && window.day < from)) continue;
    const segment = segmentIn(weights, [window.segment]);
    const versions = ownMember(samples, segment) ?? {};
    samples[segment] = versions;
    versions[window.version] = addCounts(ownMember(versions, window.version) ?? NO_COUNTS, window);
  }
  return samples;
}

/** Counts of a version in a segment. */
export function sampleOf(samples: Samples, segment: string, version: Version): Counts {
  return ownMember(ownMember(samples, segment) ?? {}, version) ?? NO_COUNTS;
}

/** Whether all values may lie between 0 and 1: no value then is smaller than its square. */
export function isRate(samples: Samples): boolean {
  return Object.values(samples)
    .flatMap((versions) => Object.values(versions))
    .every(({ n, sum, squares }) => squares <= sum * (1 + 1e-9) + 1e-9 && sum <= n * (1 + 1e-9) && sum >= 0);
}

/**
 * Observations of each version ever, as caps count them: of the metric, or where that is null of the one with the most.
 */
export function observationsOf(
  totals: ObservedState['totals'],
  weights: Weights,
  metric: string | null,
): PortfolioFacts['observations'] {
  const observations: Record<string, Record<Version, number>> = {};
  for (const [version, segments] of Object.entries(totals)) {
    for (const [name, metrics] of Object.entries(segments)) {
      const segment = segmentIn(weights, [name]);
      const versions = ownMember(observations, segment) ?? {};
      observations[segment] = versions;
      const counted = metric === null ? Object.values(metrics) : [ownMember(metrics, metric) ?? NO_COUNTS];
      const most = Math.max(0, ...counted.map(({ n }) => n));
      versions[version] = (ownMember(versions, version) ?? 0) + most;
    }
  }
  return observations;
}

/** The first day of a window that ends at a time (ms since 1970). */
export function firstDay(now: number, windowMs: number): string {
  return new Date(now - windowMs).toISOString().slice(0, 10);
}
