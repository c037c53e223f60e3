import { ownMember } from '../base/json.ts';
import type { Window } from '../domain/observation.ts';
import type { Weights } from '../domain/portfolio.ts';
import type { Estimate } from '../domain/portfolio-plan.ts';
import { SLOT_COUNT, type Version } from '../domain/registry.ts';
import type { EvidenceFile } from '../domain/registry-files.ts';
import { listedIn, segmentIn, weightOf } from './facts.ts';
import { estimateOf, type Posteriors } from './quality.ts';
import { type Samples, sampleOf } from './samples.ts';

/** Share of all calls by segment of the portfolio, 0–1. */
export type Traffic = Readonly<Record<string, number>>;

/**
 * Share of all calls that each segment has: by what was observed, else by what the policy declared when the evidence was
 * made; `*` has the rest of it. Null: nobody knows, and there are several.
 */
export function trafficOf(
  samples: Samples | null,
  weights: Weights,
  evidence: EvidenceFile | undefined,
): Traffic | null {
  const segments = Object.keys(weights);
  const counts = segments.map((segment): [string, number] => [
    segment,
    Object.keys(ownMember(samples ?? {}, segment) ?? {}).reduce(
      (sum, version) => sum + sampleOf(samples ?? {}, segment, version).n,
      0,
    ),
  ]);
  const total = counts.reduce((sum, [, n]) => sum + n, 0);
  if (total > 0) return Object.fromEntries(counts.map(([segment, n]) => [segment, n / total]));
  if (segments.length === 1) return Object.fromEntries(segments.map((segment) => [segment, 1]));
  const declared = Object.entries(evidence?.traffic ?? {});
  const sum = declared.reduce((all, [, share]) => all + share, 0);
  if (!(sum > 0)) return null;
  const rest = Math.max(0, 1 - sum);
  const scale = 1 / (sum + rest);
  return Object.fromEntries(
    segments.map((segment) => {
      const own = declared.filter(([name]) => segmentIn(weights, [name]) === segment);
      const share = own.reduce((all, [, part]) => all + part, segment === '*' ? rest : 0);
      return [segment, share * scale];
    }),
  );
}

/** Calls a day, by the metric with the most observations; null where nothing was observed. */
export function callsPerDay(windows: readonly Window[]): number | null {
  const days = new Set(windows.map(({ day }) => day));
  const byMetric = new Map<string, number>();
  for (const { metric, n } of windows) byMetric.set(metric, (byMetric.get(metric) ?? 0) + n);
  return days.size === 0 ? null : Math.max(...byMetric.values()) / days.size;
}

/** Share of all traffic that a version has by these weights; null where traffic is not known. */
export function shareOfTraffic(
  weights: Weights,
  traffic: Traffic | null,
  versions: readonly Version[],
): number | null {
  if (traffic === null) return null;
  return Object.keys(weights).reduce((sum, segment) => {
    const slots = versions.reduce((all, version) => all + weightOf(weights, segment, version), 0);
    return sum + (traffic[segment] ?? 0) * (slots / SLOT_COUNT);
  }, 0);
}

/** The rate over all segments; null where traffic, or a version that has a weight, is not known. */
export function overallQuality(
  posteriors: Posteriors,
  weights: Weights,
  traffic: Traffic | null,
): Estimate | null {
  if (traffic === null) return null;
  const parts = Object.keys(weights).flatMap((segment) =>
    listedIn(weights, segment).flatMap((version) => {
      const weight = ((traffic[segment] ?? 0) * weightOf(weights, segment, version)) / SLOT_COUNT;
      return weight > 0 ? [{ weight, rated: ownMember(ownMember(posteriors, segment) ?? {}, version) }] : [];
    }),
  );
  const known = parts.flatMap(({ weight, rated }) => (rated ? [{ weight, ...rated }] : []));
  return known.length === 0 || known.length < parts.length ? null : estimateOf(known);
}
