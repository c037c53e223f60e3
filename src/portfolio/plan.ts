import { ownMember } from '../base/json.ts';
import type { ObservedState, Window } from '../domain/observation.ts';
import { type Better, OTHER_SEGMENTS, type Portfolio, type Weights } from '../domain/portfolio.ts';
import type { PortfolioPlan, SegmentPlan } from '../domain/portfolio-plan.ts';
import { type Allocation, type Digest, SLOT_COUNT, type Version } from '../domain/registry.ts';
import type { EvidenceFile } from '../domain/registry-files.ts';
import type { Hold } from '../domain/registry-state.ts';
import type { Trip } from '../domain/tripped.ts';
import { exposureOf } from '../registry/exposure.ts';
import { betaMean } from '../stats/beta-binomial.ts';
import {
  delistedIn,
  heldVersions,
  listedIn,
  type PortfolioFacts,
  slotsNow,
  versionsConcerned,
  weightOf,
} from './facts.ts';
import { heldBack, tripsOfRisen } from './held-back.ts';
import { portfolioInForce } from './limit-changes.ts';
import { mergedWeights } from './merge.ts';
import { noticedIn } from './noticed.ts';
import { expectedQuality, type Posteriors, posteriorsOf } from './quality.ts';
import { allocationBy, reassignedBetween } from './reassigned.ts';
import {
  firstDay,
  isRate,
  mainMetric,
  observationsOf,
  type Samples,
  sampleOf,
  samplesOf,
} from './samples.ts';
import { costInSegment, servingCost } from './serving-cost.ts';
import type { EvidenceByVersion } from './shared-cases.ts';
import { stressOf } from './stress.ts';
import { callsPerDay, overallQuality, shareOfTraffic, type Traffic, trafficOf } from './traffic.ts';

/** Observations that are older do not count, where the allocator does not say how old they may be. */
const WINDOW_MS = 28 * 24 * 3_600_000;

export type PlanRequest = {
  /** The portfolio at the base; null: there is none. */
  base: Portfolio | null;
  head: Portfolio;
  /** Whether the pull request changes anything but this file. */
  changesOthers: boolean;
  /** Whether CODEOWNERS asks the stated owner about the file. */
  isOwnerAsked: boolean;
  /** What serves in the environment, and what is held there. */
  allocation: Allocation;
  holds: readonly Hold[];
  /** Of guards there, released ones too; absent: none. */
  trips?: readonly Trip[];
  /** Of every version of the file, and of those that serve: content, `provider:model`, tokens that can be cached. */
  digests: Readonly<Record<Version, Digest>>;
  models: Readonly<Record<Version, string>>;
  prefixes: Readonly<Record<Version, number>>;
  /** The newest evidence of a version, with its id. */
  evidence: Readonly<Record<Version, { id: string; file: EvidenceFile }>>;
  verdicts: PortfolioFacts['verdicts'];
  windows: readonly Window[];
  totals: ObservedState['totals'];
  /** ms since 1970. */
  now: number;
};

/** What a portfolio would do once it is merged. */
export function planPortfolio(request: PlanRequest): PortfolioPlan {
  const { base, head, changesOthers, allocation } = request;
  const inForce = portfolioInForce(base, head, changesOthers);
  const { portfolio } = inForce;
  const files = evidenceFiles(request.evidence);
  const merged = mergedWeights(portfolio, factsOf(portfolio, request), files);
  const { weights, limits, overlaps, isRefused } = merged;
  const scene = sceneOf(request, portfolio, weights);
  const { versions, evidence } = scene;
  const { before, posteriors, traffic, after } = scene;
  return {
    prompt: head.prompt,
    environment: head.environment,
    metric: scene.metric,
    safe: portfolio.safe,
    owner: { stated: head.owner, isAsked: request.isOwnerAsked },
    limitsFrom: inForce.limitsFrom,
    limitChanges: inForce.changes,
    loosensBesides: inForce.isLoosenedBesides,
    ...noticedBefore(request, { stated: portfolio.weights, set: weights }),
    segments: Object.keys(weights).map((segment) => segmentPlan(scene, segment)),
    delisted: delistedIn(allocation, weights).map((name) => {
      const shares = versions.map((version) => ({
        version,
        before: exposureOf(allocation, name, version) / SLOT_COUNT,
        after: weightOf(weights, OTHER_SEGMENTS, version) / SLOT_COUNT,
      }));
      return { name, weights: shares.filter((share) => share.before > 0 || share.after > 0) };
    }),
    limits,
    blocks: isRefused || inForce.isLoosenedBesides,
    evidence: versions.map((version) => evidenceRow(request, version)),
    quality: {
      before: overallQuality(posteriors, before, traffic),
      after: overallQuality(posteriors, weights, traffic),
    },
    overlaps,
    models: modelsOf(request.models, scene),
    stress: stressOf({ weights, safe: portfolio.safe, posteriors, traffic, models: request.models }),
    reassigned: traffic && reassignedOverall(allocation, after, traffic),
    cost: servingCost({
      ...{ weights: { before, after: weights }, traffic, evidence, prefixes: request.prefixes },
      callsPerDay: scene.callsPerDay,
    }),
  };
}

/** What people and guards said of its versions before, where it changes what the merge does. */
function noticedBefore(
  { holds, trips = [], allocation, now }: PlanRequest,
  weights: { stated: Weights; set: Weights },
): Pick<PortfolioPlan, 'held' | 'trips'> {
  const held = heldBack(weights, { holds, trips, now });
  const risen = tripsOfRisen(trips, weights.stated, allocation);
  return { ...(held.length > 0 && { held }), ...(risen.length > 0 && { trips: risen }) };
}

/** What a portfolio's limits are held against. */
export function factsOf(
  portfolio: Portfolio,
  known: Pick<PlanRequest, 'allocation' | 'holds' | 'totals' | 'verdicts' | 'now'>,
): PortfolioFacts {
  const { allocation, holds, totals, verdicts, now } = known;
  return {
    allocation,
    held: heldVersions(holds, portfolio, now),
    observations: observationsOf(totals, portfolio.weights, mainMetric(portfolio)),
    verdicts,
  };
}

/** The evidence files alone, by version. */
export function evidenceFiles(evidence: PlanRequest['evidence']): EvidenceByVersion {
  return Object.fromEntries(Object.entries(evidence).map(([version, { file }]) => [version, file]));
}

/** What the figures of a plan are made of. */
type Scene = {
  portfolio: Portfolio;
  /** Of the portfolio, and those that serve now. */
  versions: Version[];
  before: Weights;
  weights: Weights;
  allocation: Allocation;
  after: Allocation;
  evidence: EvidenceByVersion;
  /** Null: no metric from 0 to 1 was observed. */
  metric: string | null;
  samplesBy: (metric: string) => Samples;
  posteriors: Posteriors;
  traffic: Traffic | null;
  callsPerDay: number | null;
};

function sceneOf(request: PlanRequest, portfolio: Portfolio, weights: Weights): Scene {
  const { allocation, now } = request;
  const { allocator, safe } = portfolio;
  const versions = versionsConcerned(weights, allocation);
  const serves = Object.keys(allocation).length > 0;
  const segments = Object.keys(weights);
  const before = serves
    ? Object.fromEntries(segments.map((segment) => [segment, slotsNow({ allocation }, segment, versions)]))
    : {};
  const from = firstDay(now, 'windowMs' in allocator ? allocator.windowMs : WINDOW_MS);
  const windows = request.windows.filter(({ day }) => day >= from);
  const samplesBy = (metric: string) => samplesOf(windows, weights, { metric, from });
  const main = mainMetric(portfolio);
  const counts = main === null ? {} : samplesBy(main);
  const metric = Object.keys(counts).length > 0 && isRate(counts) ? main : null;
  const evidence = evidenceFiles(request.evidence);
  return {
    ...{ portfolio, versions, before, weights, allocation, evidence, metric, samplesBy },
    after: allocationBy(allocation, weights, request.digests),
    posteriors: posteriorsOf({
      ...{ weights, versions, safe, better: betterOf(portfolio, metric) },
      samples: metric === null ? null : counts,
      evidence: 'prior' in allocator && allocator.prior === 'none' && metric !== null ? {} : evidence,
    }),
    traffic: trafficOf(counts, weights, ownMember(evidence, safe)),
    callsPerDay: callsPerDay(windows),
  };
}

function betterOf({ allocator, experiment, guards }: Portfolio, metric: string | null): Better {
  if ('better' in allocator && allocator.metric === metric) return allocator.better;
  if (experiment?.metric === metric) return experiment.better;
  return guards.find((guard) => guard.metric === metric)?.better ?? 'higher';
}

function segmentPlan(scene: Scene, segment: string): SegmentPlan {
  const { portfolio, versions, before, weights, posteriors, traffic } = scene;
  const rates = posteriors[segment] ?? {};
  const own = before[segment] ?? {};
  const listed = listedIn(weights, segment);
  const shown = versions.filter((version) => listed.includes(version) || (own[version] ?? 0) > 0);
  const share = traffic?.[segment] ?? null;
  const shares = listed.map((version) => weightOf(weights, segment, version) / SLOT_COUNT);
  return {
    name: segment,
    traffic: share,
    weights: shown.map((version) => ({
      version,
      before: (own[version] ?? 0) / SLOT_COUNT,
      after: weightOf(weights, segment, version) / SLOT_COUNT,
    })),
    quality: {
      before: expectedQuality(rates, own),
      after: expectedQuality(rates, weights[segment] ?? {}),
    },
    versions: shown.flatMap((version) => {
      const quality = expectedQuality(rates, { [version]: SLOT_COUNT });
      return quality ? [{ version, quality }] : [];
    }),
    largest: Math.max(...shares),
    effectiveVersions: 1 / shares.reduce((sum, weight) => sum + weight * weight, 0),
    reassigned: reassignedBetween(scene.allocation, scene.after, segment),
    costPerCall: {
      before: costInSegment(before, segment, scene.evidence),
      after: costInSegment(weights, segment, scene.evidence),
    },
    noticed: noticedIn({
      ...{ weights, segment, guards: portfolio.guards },
      rateOf: (metric, version) => rateIn(scene, metric, segment, version),
      callsPerDay: share === null || scene.callsPerDay === null ? null : share * scene.callsPerDay,
    }),
  };
}

/** The posterior mean of the plan's own metric, else what was observed. */
function rateIn(scene: Scene, metric: string, segment: string, version: Version): number | null {
  if (metric === scene.metric) {
    const rated = ownMember(scene.posteriors[segment] ?? {}, version);
    return rated ? betaMean(rated) : null;
  }
  const samples = scene.samplesBy(metric);
  const { n, sum } = sampleOf(samples, segment, version);
  return n > 0 && isRate(samples) ? sum / n : null;
}

function evidenceRow(request: PlanRequest, version: Version): PortfolioPlan['evidence'][number] {
  const known = ownMember(request.evidence, version);
  return {
    version,
    evidence: known?.id ?? null,
    cases: Object.values(known?.file.cases ?? {}).filter(({ trials }) => trials > 0).length,
    at: known?.file.at ?? null,
    segments: { ...ownMember(request.verdicts ?? {}, version) },
  };
}

function modelsOf(
  models: PlanRequest['models'],
  { versions, before, weights, traffic }: Scene,
): PortfolioPlan['models'] {
  const names = [...new Set(versions.flatMap((version) => ownMember(models, version) ?? []))];
  return names.map((model) => {
    const own = versions.filter((version) => ownMember(models, version) === model);
    const share = (side: Weights) => shareOfTraffic(side, traffic, own);
    return { model, before: share(before), after: share(weights) };
  });
}

function reassignedOverall(
  before: Allocation,
  after: Allocation,
  traffic: Traffic,
): PortfolioPlan['reassigned'] {
  const parts = Object.keys(after).map((segment) => {
    const { share, least } = reassignedBetween(before, after, segment);
    return { share: share * (traffic[segment] ?? 0), least: least * (traffic[segment] ?? 0) };
  });
  return {
    share: parts.reduce((sum, part) => sum + part.share, 0),
    least: parts.reduce((sum, part) => sum + part.least, 0),
  };
}
