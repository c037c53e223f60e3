import { ownMember } from '../base/json.ts';
import type { Window } from '../domain/observation.ts';
import type { Portfolio, Weights } from '../domain/portfolio.ts';
import type { LimitKind } from '../domain/portfolio-plan.ts';
import { SLOT_COUNT, type Version } from '../domain/registry.ts';
import type { Served } from '../domain/registry-state.ts';
import { sharesOf } from '../registry/exposure.ts';
import { projectOnBox, wholeInBox } from '../stats/box-projection.ts';
import { targetOf } from './allocators.ts';
import { boundsOf, demandsOf, RULES, type SegmentQuestion } from './bounds.ts';
import { listedIn, type PortfolioFacts, segmentIn, slotsNow, weightOf } from './facts.ts';
import type { Posteriors } from './quality.ts';

export type RebalanceRequest = {
  portfolio: Portfolio;
  facts: PortfolioFacts;
  /** Null: the metric is none from 0 to 1, or the allocator does not learn. */
  posteriors: Posteriors | null;
  windows: readonly Window[];
  /** What served in the environment, oldest first. */
  served: readonly Served[];
  /** While an experiment runs, its weights are frozen. */
  isFrozen: boolean;
  /** Of the draws: written down, so that they can be made again. */
  seed: number;
  /** ms since 1970. */
  now: number;
};

export type Rebalance = {
  /** Of every segment of the file; those that do not change too. */
  weights: Weights;
  segments: RebalancedSegment[];
  seed: number;
};

/** Slots by version: of those that the segment lists, and of those that serve it now. */
export type RebalancedSegment = {
  segment: string;
  before: Record<Version, number>;
  /** What the allocator wants; null: nothing is due. */
  wanted: Record<Version, number> | null;
  after: Record<Version, number>;
  outcome: 'changed' | 'same' | 'unsatisfiable' | 'frozen';
  /** The limits that keep weights from what is wanted; of `unsatisfiable` the one that leaves no room. */
  held: { limit: LimitKind; version: Version }[];
};

/**
 * New weights of a portfolio: what its allocator wants, projected on its limits, in each segment by itself. Where nothing
 * is due, what serves is projected, so that a limit that became stricter is kept. Where limits leave no room, the segment
 * keeps what serves.
 */
export function rebalance(request: RebalanceRequest): Rebalance {
  const names = Object.keys(request.portfolio.weights);
  const segments = names.map((segment, index) => rebalanced(request, segment, request.seed + index));
  const weights = Object.fromEntries(segments.map(({ segment, after }) => [segment, after]));
  return { weights, segments, seed: request.seed };
}

function rebalanced(request: RebalanceRequest, segment: string, seed: number): RebalancedSegment {
  const { portfolio, facts } = request;
  const question = { portfolio, segment, facts };
  const listed = listedIn(portfolio.weights, segment);
  const serving = sharesOf(facts.allocation, segment).map(({ version }) => version);
  const versions = [...new Set([...listed, ...serving])];
  const stated = (version: Version) => weightOf(portfolio.weights, segment, version);
  const before =
    serving.length > 0
      ? slotsNow(facts, segment, versions)
      : Object.fromEntries(versions.map((version) => [version, stated(version)]));
  const unchanged = { segment, before, wanted: null, after: before, held: [] };
  if (request.isFrozen) return { ...unchanged, outcome: 'frozen' };
  const { safe, allocator } = portfolio;
  const { served, now } = request;
  const windows = request.windows.filter(
    (window) => segmentIn(portfolio.weights, [window.segment]) === segment,
  );
  const target = targetOf(allocator, {
    ...{ segment, safe, served, windows, now, seed },
    versions: listed.map((version) => ({ version, stated: stated(version), now: before[version] ?? 0 })),
    rates: ownMember(request.posteriors ?? {}, segment) ?? null,
  });
  const wanted = target && Object.fromEntries(versions.map((version) => [version, target.get(version) ?? 0]));
  const found = boundsOf(question, versions);
  if (found.kind === 'unsatisfiable') {
    const held = found.versions.map((version) => ({ limit: found.limit, version }));
    return { ...unchanged, wanted, outcome: 'unsatisfiable', held };
  }
  const after = projected(wanted ?? before, found.bounds);
  const isSame = versions.every((version) => after[version] === before[version]);
  const held = heldBack(question, wanted ?? before, after);
  return { segment, before, wanted, after, outcome: isSame ? 'same' : 'changed', held };
}

/** The nearest whole slots to what is wanted that lie within the bounds. */
function projected(
  wanted: Readonly<Record<Version, number>>,
  bounds: readonly { version: Version; low: number; high: number }[],
): Record<Version, number> {
  const entries = bounds.map(({ version, low, high }) => ({ value: wanted[version] ?? 0, low, high }));
  const exact = projectOnBox(entries, SLOT_COUNT);
  const whole = wholeInBox(
    entries.map((entry, index) => ({ ...entry, value: exact[index] ?? 0 })),
    SLOT_COUNT,
  );
  return Object.fromEntries(bounds.map(({ version }, index) => [version, whole[index] ?? 0]));
}

/** The first limit of each version that it has reached, and that is nearer than what was wanted. */
function heldBack(
  question: SegmentQuestion,
  wanted: Readonly<Record<Version, number>>,
  after: Readonly<Record<Version, number>>,
): RebalancedSegment['held'] {
  const reached = RULES.flatMap(({ kind }) =>
    demandsOf(kind, question, Object.keys(after)).flatMap(({ version, demand }) => {
      const [want, have] = [wanted[version] ?? 0, after[version] ?? 0];
      const isHeld =
        (demand.high !== undefined && want > demand.high && have >= demand.high) ||
        (demand.low !== undefined && want < demand.low && have <= demand.low);
      return isHeld ? [{ limit: kind, version }] : [];
    }),
  );
  return reached.filter(
    ({ version }, index) => reached.findIndex((one) => one.version === version) === index,
  );
}
