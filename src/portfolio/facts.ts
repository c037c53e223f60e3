import { ownMember } from '../base/json.ts';
import { OTHER_SEGMENTS, type Weights } from '../domain/portfolio.ts';
import type { Allocation, Version } from '../domain/registry.ts';
import type { Hold } from '../domain/registry-state.ts';
import type { SegmentVerdict } from '../domain/verdict.ts';
import { exposureOf, servingVersions } from '../registry/exposure.ts';
import { holdsOn } from '../registry/promotion.ts';

/** What limits are held against. */
export type PortfolioFacts = {
  /** What serves now; empty where nothing does. */
  allocation: Allocation;
  /** Versions whose exposure may not rise. */
  held: readonly Version[];
  /** Observations ever made, by segment of the portfolio and version; absent: none. */
  observations: Readonly<Record<string, Readonly<Record<Version, number>>>>;
  /** What the evidence of a version says, by segment of the suite; absent: there is none. Null: none is asked for. */
  verdicts: Readonly<Record<Version, Readonly<Record<string, SegmentVerdict['verdict']>>>> | null;
};

/** The versions that a segment lists. */
export function listedIn(weights: Weights, segment: string): Version[] {
  return Object.keys(ownMember(weights, segment) ?? {});
}

/** All versions of a portfolio, in its order. */
export function versionsOf(weights: Weights): Version[] {
  return [...new Set(Object.keys(weights).flatMap((segment) => listedIn(weights, segment)))];
}

/** The versions of a portfolio, and those that serve beside them. */
export function versionsConcerned(weights: Weights, allocation: Allocation): Version[] {
  return [...new Set([...versionsOf(weights), ...servingVersions(allocation)])];
}

/** Slots of a segment that a version has by these weights. */
export function weightOf(weights: Weights, segment: string, version: Version): number {
  return ownMember(ownMember(weights, segment) ?? {}, version) ?? 0;
}

/** The segment of the portfolio to which a segment of production or of a suite belongs. */
export function segmentIn(weights: Weights, names: readonly string[]): string {
  return names.find((name) => Object.hasOwn(weights, name)) ?? OTHER_SEGMENTS;
}

/** Slots by version that a segment has now; none where nothing serves. */
export function slotsNow(
  { allocation }: Pick<PortfolioFacts, 'allocation'>,
  segment: string,
  versions: readonly Version[],
): Record<Version, number> {
  return Object.fromEntries(versions.map((version) => [version, exposureOf(allocation, segment, version)]));
}

/**
 * The least and the most slots that a version has now among the units of a segment. Those of `*` are also the units of
 * segments that serve now and that these weights list no more.
 */
export function slotsNowOf(
  { allocation }: Pick<PortfolioFacts, 'allocation'>,
  weights: Weights,
  { segment, version }: { segment: string; version: Version },
): { least: number; most: number } {
  const joining = segment === OTHER_SEGMENTS ? delistedIn(allocation, weights) : [];
  const slots = [segment, ...joining].map((name) => exposureOf(allocation, name, version));
  return { least: Math.min(...slots), most: Math.max(...slots) };
}

/** The segments that have shares of their own now, and by these weights belong to `*`. */
export function delistedIn(allocation: Allocation, weights: Weights): string[] {
  return Object.keys(allocation).filter((name) => name !== OTHER_SEGMENTS && !Object.hasOwn(weights, name));
}

/**
 * Whether what a version answered on its suite lets it serve a segment: no regression there, and enough answers. Of `*`
 * every segment of the suite counts that is not listed. Of a segment of which the suite has no case, the whole suite
 * counts. Without any evidence it is unknown.
 */
export function evidenceFor(
  { verdicts }: PortfolioFacts,
  weights: Weights,
  { segment, version }: { segment: string; version: Version },
): 'good' | 'bad' | 'unknown' {
  if (verdicts === null) return 'good';
  const own = Object.entries(ownMember(verdicts, version) ?? {});
  const there = own.filter(([name]) => segmentIn(weights, [name]) === segment);
  const counted = (there.length > 0 ? there : own).map(([, verdict]) => verdict);
  if (counted.length === 0) return 'unknown';
  return counted.some((verdict) => verdict === 'regression' || verdict === 'invalid') ? 'bad' : 'good';
}

/**
 * The versions whose exposure may not rise. A hold on the whole prompt does not bind `safe`, which takes what others
 * lose; a hold on `safe` itself does.
 * @param now ms since 1970
 */
export function heldVersions(
  holds: readonly Hold[],
  { weights, safe }: { weights: Weights; safe: Version },
  now: number,
): Version[] {
  return versionsOf(weights).filter((version) =>
    holdsOn(version, holds, now).some((hold) => hold.version === version || version !== safe),
  );
}
