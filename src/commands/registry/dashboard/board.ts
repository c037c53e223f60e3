import { ownMember } from '../../../base/json.ts';
import type { Board, Mark, VersionLine, VersionShare, WeightStep } from '../../../domain/dashboard.ts';
import type { Metric, Window } from '../../../domain/observation.ts';
import type { Allocation, RegistryEvent, Share, Version } from '../../../domain/registry.ts';
import type { EvidenceFile } from '../../../domain/registry-files.ts';
import type { PromptState, ServingState, VersionState } from '../../../domain/registry-state.ts';
import { isAcceptedLook } from '../../../registry/drift.ts';
import { slotCount } from '../../../registry/evidence.ts';
import { servingVersions, sharesOf } from '../../../registry/exposure.ts';
import { statusOf } from '../../../registry/status.ts';
import { compareVersions } from '../../../registry/version.ts';
import { wilsonInterval } from '../../../stats/intervals.ts';
import { metricBoards } from './figures.ts';
import { unknownsOf } from './unknowns.ts';

/** Versions that plots show. */
const MOST_PLOTTED = 4;
const DAY_MS = 86_400_000;
const LEVEL = 0.95;

export type BoardGround = {
  prompt: string;
  environment: string;
  state: PromptState;
  serving: ServingState;
  /** Of the environment and the prompt, in their order. */
  events: readonly RegistryEvent[];
  windows: readonly Window[];
  days: readonly string[];
  /** ms since 1970. */
  now: number;
  metrics: readonly Metric[] | null;
  lastEnvironment: string;
  evidenceOf(version: Version): EvidenceFile | undefined;
};

/** What the site shows of one prompt in one environment. */
export function boardOf(ground: BoardGround): Board {
  const { prompt, environment, state, serving, days, windows, metrics } = ground;
  const plotted = plottedVersions(ground);
  const now = serving.served.at(-1);
  return {
    ...{ prompt, environment, plotted },
    serves: Object.entries(now?.allocation ?? {}).map(([segment, shares]) => ({
      segment,
      shares: shares.map(weightOf),
    })),
    since: now?.at ?? null,
    holds: serving.held.map(({ version, until, reason }) => ({ version, until, reason })),
    trips: (serving.trips ?? [])
      .filter(({ released }) => released === null)
      .map(({ version, segment, metric, at }) => ({ version, segment, metric, at })),
    observedThrough: ownMember(state.observed ?? {}, environment)?.through ?? null,
    versions: versionLines(ground),
    weights: weightsOver(serving, days),
    metrics: metricBoards(windows, {
      ...{ days, declared: metrics, plotted },
      serving: servingVersions(now?.allocation ?? {}),
    }),
    marks: ground.events.flatMap((event) => markOf(event, days)),
    drift: (serving.drift?.points ?? []).map(({ at, version, verdict, cause, overall }) => ({
      ...(serving.drift && isAcceptedLook(serving.drift, { version, at }) && { accepted: true as const }),
      ...{ at, version, verdict, cause, rate: overall },
    })),
    retirements: retirementsOf(serving),
    unknowns: unknownsOf(ground),
  };
}

/** As the last look for drift of each version that serves told it. */
function retirementsOf({ served, drift }: ServingState): Board['retirements'] {
  return servingVersions(served.at(-1)?.allocation ?? {}).flatMap((version) =>
    (ownMember(drift?.latest ?? {}, version)?.facts ?? []).flatMap((fact) =>
      fact.kind === 'model-retires' ? [{ version, model: fact.model, on: fact.on }] : [],
    ),
  );
}

/** Days from the beginning of the first day of the plots. */
function positionOf(at: string, days: readonly string[]): number {
  return (Date.parse(at) - Date.parse(days[0] ?? at)) / DAY_MS;
}

function weightOf(share: Share): VersionShare {
  return { version: share.version, weight: slotCount(share) / 10_000 };
}

/** Those that serve now, then those that served or were observed in these days; of each, the newest first. */
function plottedVersions({ serving, windows, days }: BoardGround): Version[] {
  const first = days[0] ?? '';
  const observed = windows.filter(({ day }) => day >= first).map(({ version }) => version);
  const served = serving.served
    .filter((_, index) => (serving.served[index + 1]?.at.slice(0, 10) ?? '9') >= first)
    .flatMap(({ allocation }) => servingVersions(allocation));
  const now = servingVersions(serving.served.at(-1)?.allocation ?? {});
  const newestFirst = (versions: readonly Version[]) => [...versions].sort((a, b) => compareVersions(b, a));
  return [...new Set([...newestFirst(now), ...newestFirst([...observed, ...served])])].slice(0, MOST_PLOTTED);
}

/** Of the segments that have shares of their own now; those of the others are those of `*`. */
function weightsOver({ served }: ServingState, days: readonly string[]): Board['weights'] {
  const segments = Object.keys(served.at(-1)?.allocation ?? {});
  return (segments.length === 0 ? ['*'] : segments).map((segment) => {
    const steps: WeightStep[] = [];
    for (const { at, allocation } of served) {
      const step = { from: Math.max(0, positionOf(at, days)), shares: sharesIn(allocation, segment) };
      // Of what was before the first day, the last step counts.
      if (step.from === 0) steps.length = 0;
      steps.push(step);
    }
    return { segment, steps };
  });
}

function sharesIn(allocation: Allocation, segment: string): VersionShare[] {
  return sharesOf(allocation, segment).map(weightOf);
}

function markOf(event: RegistryEvent, days: readonly string[]): Mark[] {
  const position = positionOf(event.at, days);
  if (position < 0) return [];
  const mark = (kind: Mark['kind'], label: string): Mark[] => [{ at: event.at, position, kind, label }];
  switch (event.type) {
    case 'promoted':
      return mark('up', event.version);
    case 'allocated':
      return mark('weights', 'weights');
    case 'rolled-back':
      return mark('down', event.from);
    case 'tripped':
      return mark('alarm', event.version);
    case 'held':
      return mark('hold', event.version ?? 'all');
    default:
      return [];
  }
}

function versionLines({ state, environment, lastEnvironment, now, evidenceOf }: BoardGround): VersionLine[] {
  return Object.values(state.versions)
    .sort((a, b) => compareVersions(b.version, a.version))
    .map((known) => [known, known.judgements.findLast((one) => one.environment === environment)] as const)
    .map(([known, judgement]) => ({
      ...{ version: known.version, at: known.at, author: known.source.author, change: known.source.change },
      status: statusOf(state, known.version, lastEnvironment, now) ?? 'testing',
      evidence: evidenceLine(known, evidenceOf(known.version)),
      verdict: judgement?.verdict ?? null,
      judgedFor: judgement?.segments ?? null,
      worse: judgement?.worse ?? [],
    }));
}

/** The pass rate is the mean over the cases that were answered, each with the share of its trials that passed. */
function evidenceLine({ evidence }: VersionState, file: EvidenceFile | undefined): VersionLine['evidence'] {
  const last = evidence.at(-1);
  if (!last || !file) return null;
  const rates = Object.values(file.cases).flatMap(({ trials, passes }) =>
    trials > 0 ? [passes / trials] : [],
  );
  if (rates.length === 0) return null;
  const passes = rates.reduce((sum, rate) => sum + rate, 0);
  const [low, high] = wilsonInterval({ passes, n: rates.length }, LEVEL);
  return { at: last.at, cases: rates.length, rate: passes / rates.length, low, high };
}
