import { misuseOf } from '../domain/metric-use.ts';
import type { Metric } from '../domain/observation.ts';
import type { GuardPolicy, Portfolio } from '../domain/portfolio.ts';
import type { Version } from '../domain/registry.ts';
import type { ServingState } from '../domain/registry-state.ts';
import type { Guarded } from '../domain/tripped.ts';
import { exposureOf, servingVersions } from '../registry/exposure.ts';
import type { GuardRule } from './guard.ts';

/** A guard of a portfolio on one version in one segment, as the registry stands. */
export type StandingGuard = Guarded & {
  /** The same for as long as it watches the same: a new margin, or a version that is no longer new, makes no other guard. */
  key: string;
  rule: GuardRule;
  policy: GuardPolicy;
  /** Whether the version is new there, so that it is judged from its first answer on. */
  isNew: boolean;
  /** Whether it is the version that takes what others lose, which no guard takes back or holds. */
  isSafe: boolean;
  /** Since when version and control serve there together and nothing was released, ms since 1970: what is older does not count. */
  from: number;
};

/** A version is new for so long. */
const NEW_MS = 14 * 86_400_000;
/** Slots of 10,000 that a version needs to be another's control. */
const LEAST_CONTROL = 500;
/** A version that served long: pairs between two false alarms. */
const PAIRS_BETWEEN_ALARMS = 200_000;

/**
 * The guards that watch a prompt: one for each guard of its portfolio, each segment with weights and each version that
 * serves there. The control is `safe`, or the version with the largest weight, with 5 % of the segment at least. α is
 * shared by the segments, so it holds for a version whatever their number.
 * @param metrics those of the policy
 * @param now ms since 1970
 * @returns also the metrics by which nothing can be judged, and why not, as the end of a sentence
 */
export function standingGuards(
  portfolio: Portfolio,
  serving: ServingState | undefined,
  { metrics, now }: { metrics: readonly Metric[]; now: number },
): { guards: StandingGuard[]; unjudged: { metric: string; problem: string }[] } {
  const allocation = serving?.served.at(-1)?.allocation ?? {};
  const segments = Object.keys(allocation);
  const guards: StandingGuard[] = [];
  const unjudged = new Map<string, string>();
  for (const policy of portfolio.guards) {
    const metric = metrics.find(({ name }) => name === policy.metric);
    if (!metric) {
      unjudged.set(policy.metric, '`registry.metrics` of the policy does not declare it');
      continue;
    }
    const difference = { key: 'worse-by' as const, value: policy.worseBy };
    const misuse = misuseOf({ ...policy, difference }, metric);
    if (misuse !== null) {
      unjudged.set(policy.metric, misuse.problem);
      continue;
    }
    const rule = ruleOf(policy, metric, segments.length);
    const nth = portfolio.guards.filter(({ metric: name }) => name === policy.metric).indexOf(policy);
    for (const segment of segments) {
      for (const version of servingVersions({ [segment]: allocation[segment] ?? [] })) {
        const place = { environment: portfolio.environment, prompt: portfolio.prompt, version, segment };
        const control = controlOf(portfolio, serving, { segment, version });
        const since = servesSince(serving, segment, version);
        const from = Math.max(
          since,
          control === null ? since : servesSince(serving, segment, control),
          releasedAt(serving, version),
        );
        const isNew = now - since < NEW_MS;
        const guarded = { ...place, metric: policy.metric, control };
        const leastShare = leastShareOf(serving, guarded, from);
        guards.push({
          ...{ ...guarded, policy, isNew, isSafe: version === portfolio.safe, from },
          rule: { ...rule, leastShare },
          key: JSON.stringify([guarded, rule.better, rule.bounds, nth, from]),
        });
      }
    }
  }
  return { guards, unjudged: [...unjudged].map(([metric, problem]) => ({ metric, problem })) };
}

function ruleOf(policy: GuardPolicy, metric: Metric, segments: number): Omit<GuardRule, 'leastShare'> {
  return {
    better: policy.better,
    margin: policy.worseBy,
    bounds: boundsOf(metric),
    alpha: policy.alpha / segments,
    pairsBetweenAlarms: PAIRS_BETWEEN_ALARMS * segments,
  };
}

function boundsOf(metric: Metric): GuardRule['bounds'] {
  if (metric.kind === 'binary') return { from: 0, to: 1 };
  return metric.kind === 'score' ? { from: metric.from, to: metric.to } : null;
}

function controlOf(
  { safe }: Portfolio,
  serving: ServingState | undefined,
  { segment, version }: { segment: string; version: Version },
): Version | null {
  const allocation = serving?.served.at(-1)?.allocation ?? {};
  const others = servingVersions({ [segment]: allocation[segment] ?? [] })
    .filter((other) => other !== version && exposureOf(allocation, segment, other) >= LEAST_CONTROL)
    .sort((a, b) => exposureOf(allocation, segment, b) - exposureOf(allocation, segment, a));
  return others.find((other) => other === safe) ?? others[0] ?? null;
}

/** The least share of the observations of both that the weights gave a version, and its control, since a time. */
function leastShareOf(
  serving: ServingState | undefined,
  { segment, version, control }: Pick<Guarded, 'segment' | 'version' | 'control'>,
  from: number,
): GuardRule['leastShare'] {
  const served = serving?.served ?? [];
  const first = served.findLastIndex((each) => servedAt(each) <= from);
  const shares = served.slice(Math.max(0, first)).map(({ allocation }) => {
    const [own, beside] = [version, control].map((each) =>
      each === null ? 0 : exposureOf(allocation, segment, each),
    ) as [number, number];
    return own / (own + beside);
  });
  return { candidate: Math.min(...shares), control: 1 - Math.max(...shares) };
}

function servedAt({ at, clock }: ServingState['served'][number]): number {
  return Date.parse(clock ?? at);
}

/** Since when a version serves a segment without interruption, ms since 1970. */
export function servesSince(
  serving: Pick<ServingState, 'served'> | undefined,
  segment: string,
  version: Version,
): number {
  const served = serving?.served ?? [];
  const gap = served.findLastIndex(({ allocation }) => exposureOf(allocation, segment, version) === 0);
  const first = served[gap + 1];
  return first ? servedAt(first) : Number.POSITIVE_INFINITY;
}

/** When a trip of a version was last released, ms since 1970: then somebody looked at what was observed before. */
function releasedAt(serving: ServingState | undefined, version: Version): number {
  const times = (serving?.trips ?? [])
    .filter((trip) => trip.version === version && trip.released !== null)
    .map(({ released }) => Date.parse(released ?? ''));
  return Math.max(0, ...times);
}
