import { ownMember } from '../base/json.ts';
import type { Weights } from '../domain/portfolio.ts';
import type { PortfolioPlan } from '../domain/portfolio-plan.ts';
import { SLOT_COUNT, type Version } from '../domain/registry.ts';
import type { EvidenceFile } from '../domain/registry-files.ts';
import { listedIn, segmentIn, weightOf } from './facts.ts';
import type { EvidenceByVersion } from './shared-cases.ts';
import { shareOfTraffic, type Traffic } from './traffic.ts';

/** How long providers keep a prefix that nobody asks for: 5 minutes at the least. */
const CACHE_MINUTES = 5;
const MINUTES_A_DAY = 24 * 60;

export type CostQuestion = {
  weights: { before: Weights; after: Weights };
  traffic: Traffic | null;
  evidence: EvidenceByVersion;
  /** Tokens of each version's beginning that a provider can cache; absent: not known. */
  prefixes: Readonly<Record<Version, number>>;
  /** Over all segments; null where it is not known. */
  callsPerDay: number | null;
};

/**
 * USD a call in a segment, as its suite's answers cost without a cache; null where a version that has a weight has no
 * priced answer there.
 */
export function costInSegment(weights: Weights, segment: string, evidence: EvidenceByVersion): number | null {
  return meanOver(weights, segment, (version) => costPerCall(ownMember(evidence, version), weights, segment));
}

/** What a call costs over all segments, and what calls cost more because several prefixes share the provider's cache. */
export function servingCost(question: CostQuestion): PortfolioPlan['cost'] {
  const { weights, traffic, evidence } = question;
  const perCall = (side: Weights) =>
    overSegments(side, traffic, (name) => costInSegment(side, name, evidence));
  return {
    perCall: { before: perCall(weights.before), after: perCall(weights.after) },
    promptCache: promptCache(question),
  };
}

/** A prefix is warm if a call came within the last minutes, as of calls that come independently: 1 − e^(−calls). */
function promptCache({
  weights,
  traffic,
  evidence,
  prefixes,
  callsPerDay,
}: CostQuestion): PortfolioPlan['cost']['promptCache'] {
  if (traffic === null || callsPerDay === null) return null;
  const sideOf = (side: Weights) => {
    const versions = [...new Set(Object.keys(side).flatMap((segment) => listedIn(side, segment)))];
    const parts = versions.flatMap((version) => {
      const share = shareOfTraffic(side, traffic, [version]) ?? 0;
      const calls = (callsPerDay * share * CACHE_MINUTES) / MINUTES_A_DAY;
      return share > 0 ? [{ version, share, hit: -Math.expm1(-calls) }] : [];
    });
    const misses = parts.map(({ version, share, hit }) => {
      const prefix = ownMember(prefixes, version);
      const saved = savedPerToken(ownMember(evidence, version));
      return prefix === undefined || saved === null ? null : share * (1 - hit) * prefix * saved;
    });
    return {
      prefixes: parts.length,
      hitRate: parts.length === 0 ? null : parts.reduce((sum, { share, hit }) => sum + share * hit, 0),
      perCall: sumOrNull(misses),
    };
  };
  const [before, after] = [sideOf(weights.before), sideOf(weights.after)];
  return {
    prefixes: after.prefixes,
    hitRate: { before: before.hitRate, after: after.hitRate },
    perCall: { before: before.perCall, after: after.perCall },
  };
}

function costPerCall(file: EvidenceFile | undefined, weights: Weights, segment: string): number | null {
  const own = Object.values(file?.cases ?? {}).filter(
    ({ segments, trials }) => trials > 0 && segmentIn(weights, segments) === segment,
  );
  const trials = own.reduce((sum, one) => sum + one.trials, 0);
  const total = sumOrNull(own.map((one) => one.uncachedUsd ?? one.costUsd));
  return trials === 0 || total === null ? null : total / trials;
}

/** USD that one token less costs when it comes from the provider's cache; null where no answer did. */
function savedPerToken(file: EvidenceFile | undefined): number | null {
  const cached = Object.values(file?.cases ?? {}).filter(
    ({ cachedInputTokens, costUsd, uncachedUsd }) =>
      cachedInputTokens > 0 && costUsd !== null && typeof uncachedUsd === 'number',
  );
  const tokens = cached.reduce((sum, one) => sum + one.cachedInputTokens, 0);
  const saved = cached.reduce((sum, one) => sum + (one.uncachedUsd ?? 0) - (one.costUsd ?? 0), 0);
  return tokens > 0 ? saved / tokens : null;
}

function meanOver(weights: Weights, segment: string, of: (version: Version) => number | null): number | null {
  const parts = listedIn(weights, segment).flatMap((version) => {
    const share = weightOf(weights, segment, version) / SLOT_COUNT;
    const value = share > 0 ? of(version) : 0;
    return [value === null ? null : value * share];
  });
  return parts.length === 0 ? null : sumOrNull(parts);
}

function overSegments(
  weights: Weights,
  traffic: Traffic | null,
  of: (segment: string) => number | null,
): number | null {
  if (traffic === null || Object.keys(weights).length === 0) return null;
  return sumOrNull(
    Object.keys(weights).map((segment) => {
      const share = traffic[segment] ?? 0;
      const value = share > 0 ? of(segment) : 0;
      return value === null ? null : value * share;
    }),
  );
}

function sumOrNull(values: readonly (number | null)[]): number | null {
  return values.reduce<number | null>(
    (sum, value) => (sum === null || value === null ? null : sum + value),
    0,
  );
}
