import { isDeepStrictEqual } from 'node:util';
import { ownMember } from '../base/json.ts';
import {
  type GuardPolicy,
  OTHER_SEGMENTS,
  type Portfolio,
  type PortfolioLimits,
  type Weights,
} from '../domain/portfolio.ts';
import type { LimitChange } from '../domain/portfolio-plan.ts';
import type { Version } from '../domain/registry.ts';
import { capAt } from './bounds.ts';
import { listedIn, versionsOf, weightOf } from './facts.ts';
import { mainMetric } from './samples.ts';

export type PortfolioInForce = {
  /** Weights, allocator and experiment of the pull request under the base's `safe` and guards, and the stricter limits. */
  portfolio: Portfolio;
  /** `head`: the portfolio is new, so the pull request's own limits count. */
  limitsFrom: 'base' | 'head';
  changes: LimitChange[];
  /** Whether limits become looser beside other changes, which blocks: they may only in a pull request of their own. */
  isLoosenedBesides: boolean;
};

/**
 * What binds a pull request that changes a portfolio: it may not loosen what holds it.
 * @param base null: there is no portfolio yet
 * @param changesOthers whether the pull request changes anything but this file
 */
export function portfolioInForce(
  base: Portfolio | null,
  head: Portfolio,
  changesOthers: boolean,
): PortfolioInForce {
  if (base === null) {
    return { portfolio: head, limitsFrom: 'head', changes: [], isLoosenedBesides: false };
  }
  const changes = [
    ...limitChanges(base.limits, head.limits),
    ...evadedLimits(base, head),
    ...otherChanges(base, head),
  ];
  const isLooser = changes.some(({ becomes }) => becomes === 'looser');
  const { safe, guards } = base;
  const limits = stricterLimits(base.limits, head.limits);
  return {
    portfolio: { ...head, safe, guards, limits },
    limitsFrom: 'base',
    changes,
    isLoosenedBesides: isLooser && (changesOthers || !isSameBut(base, head)),
  };
}

/** Whether two files differ in nothing but what binds weights: limits, `safe`, guards, and the metric that caps count. */
function isSameBut(base: Portfolio, head: Portfolio): boolean {
  const counts = ({ allocator, experiment }: Portfolio) => ({ allocator, experiment });
  const rest = ({ limits: _, weights: __, safe: ___, guards: ____, ...others }: Portfolio) => others;
  const others = { ...rest(head), ...(countsAnotherMetric(base, head) ? counts(base) : {}) };
  return sameWeights(base.weights, head.weights) && isDeepStrictEqual(rest(base), others);
}

/**
 * Floors and concentration that end in a segment because it lists other versions: the floor of a version that is left
 * out, and both where one version is left. A new segment is held against `*`, from which it takes its units.
 */
function evadedLimits(base: Portfolio, head: Portfolio): LimitChange[] {
  return Object.keys(head.weights).flatMap((segment): LimitChange[] => {
    const before = listedIn(base.weights, Object.hasOwn(base.weights, segment) ? segment : OTHER_SEGMENTS);
    const after = listedIn(head.weights, segment);
    if (before.length < 2 || (after.length === 1 && after[0] === base.safe)) return [];
    const floors = before.filter(
      (version) =>
        (ownMember(base.limits.floor, version) ?? 0) > 0 && (after.length < 2 || !after.includes(version)),
    );
    const ends: LimitChange[] =
      after.length < 2 && base.limits.concentration !== null
        ? [{ kind: 'concentration', version: null, becomes: 'looser' }]
        : [];
    return [
      ...floors.map((version): LimitChange => ({ kind: 'floor', version, becomes: 'looser' })),
      ...ends,
    ];
  });
}

/** What else binds weights: `safe`, which no cap binds, guards, and the metric whose observations caps count. */
function otherChanges(base: Portfolio, head: Portfolio): LimitChange[] {
  const changes: LimitChange[] = [];
  if (base.safe !== head.safe) changes.push({ kind: 'safe', version: head.safe, becomes: 'looser' });
  const isWeaker = base.guards.some((guard) => !head.guards.some((other) => isNoLooserGuard(guard, other)));
  if (isWeaker) changes.push({ kind: 'guards', version: null, becomes: 'looser' });
  if (countsAnotherMetric(base, head)) {
    changes.push({ kind: 'new-version-cap', version: null, becomes: 'looser' });
  }
  return changes;
}

/** Whether caps count another metric, of which there may be more observations. */
function countsAnotherMetric(base: Portfolio, head: Portfolio): boolean {
  const before = mainMetric(base);
  return base.limits.newVersionCap.length > 0 && before !== null && mainMetric(head) !== before;
}

const ACTIONS: readonly GuardPolicy['action'][] = ['alert', 'hold', 'rollback'];

/** Whether a guard trips whenever the other would, and does no less. A larger α trips sooner. */
function isNoLooserGuard(before: GuardPolicy, after: GuardPolicy): boolean {
  return (
    after.metric === before.metric &&
    after.better === before.better &&
    after.alpha >= before.alpha &&
    ACTIONS.indexOf(after.action) >= ACTIONS.indexOf(before.action) &&
    (after.worseBy.value === 0 || after.worseBy.kind === before.worseBy.kind) &&
    after.worseBy.value <= before.worseBy.value
  );
}

/** What a pull request changes of the limits. Each may become stricter in one place and looser in another. */
export function limitChanges(base: PortfolioLimits, head: PortfolioLimits): LimitChange[] {
  const change = (
    kind: LimitChange['kind'],
    before: number,
    after: number,
    version: Version | null = null,
  ): LimitChange[] =>
    before === after ? [] : [{ kind, version, becomes: after < before ? 'stricter' : 'looser' }];
  const floors = [...new Set([...Object.keys(base.floor), ...Object.keys(head.floor)])];
  const caps = cornersOf(base, head).flatMap((observations) =>
    change('new-version-cap', capAt(base, observations - 1), capAt(head, observations - 1)),
  );
  const most = (value: number | null) => value ?? Number.POSITIVE_INFINITY;
  return [
    ...floors.flatMap((version) =>
      change(
        'floor',
        -(ownMember(base.floor, version) ?? 0),
        -(ownMember(head.floor, version) ?? 0),
        version,
      ),
    ),
    ...caps.filter((one, index) => caps.findIndex(({ becomes }) => becomes === one.becomes) === index),
    ...change('concentration', most(base.concentration), most(head.concentration)),
    ...change('step', most(base.step), most(head.step)),
    ...change('overlap', most(base.overlap), most(head.overlap)),
  ];
}

/** The stricter of both in everything: what binds a pull request that changes limits. */
export function stricterLimits(base: PortfolioLimits, head: PortfolioLimits): PortfolioLimits {
  const least = (a: number | null, b: number | null) =>
    a === null || b === null ? (a ?? b) : Math.min(a, b);
  const versions = [...new Set([...Object.keys(base.floor), ...Object.keys(head.floor)])];
  const floor = versions.map((version) => [
    version,
    Math.max(ownMember(base.floor, version) ?? 0, ownMember(head.floor, version) ?? 0),
  ]);
  const caps = cornersOf(base, head).map((until) => ({
    until,
    max: Math.min(capAt(base, until - 1), capAt(head, until - 1)),
  }));
  return {
    floor: Object.fromEntries(floor),
    newVersionCap: caps.filter(({ max }, index) => caps[index + 1]?.max !== max),
    concentration: least(base.concentration, head.concentration),
    step: least(base.step, head.step),
    overlap: least(base.overlap, head.overlap),
  };
}

/** Numbers of observations at which a cap of either ends, ascending. */
function cornersOf(...limits: readonly PortfolioLimits[]): number[] {
  const all = limits.flatMap(({ newVersionCap }) => newVersionCap.map(({ until }) => until));
  return [...new Set(all)].sort((a, b) => a - b);
}

/** Whether two files ask for the same weights. */
export function sameWeights(one: Weights, other: Weights): boolean {
  const segments = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  const versions = [...new Set([...versionsOf(one), ...versionsOf(other)])];
  return segments.every(
    (segment) =>
      Object.hasOwn(one, segment) === Object.hasOwn(other, segment) &&
      versions.every(
        (version) =>
          listedIn(one, segment).includes(version) === listedIn(other, segment).includes(version) &&
          weightOf(one, segment, version) === weightOf(other, segment, version),
      ),
  );
}
