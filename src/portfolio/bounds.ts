import { ownMember } from '../base/json.ts';
import type { Portfolio, PortfolioLimits } from '../domain/portfolio.ts';
import type { LimitKind } from '../domain/portfolio-plan.ts';
import { SLOT_COUNT, type Version } from '../domain/registry.ts';
import { evidenceFor, listedIn, type PortfolioFacts, slotsNowOf } from './facts.ts';

/** Slots that a version may have in a segment. */
export type Bound = { low: number; high: number };

/** One segment of a portfolio whose weights are asked for. */
export type SegmentQuestion = {
  portfolio: Pick<Portfolio, 'weights' | 'safe' | 'limits'>;
  segment: string;
  facts: PortfolioFacts;
};

/** What one rule asks of one version; undefined: nothing. */
export type Demand = Partial<Bound>;

type Subject = SegmentQuestion & {
  version: Version;
  /** Slots now: the least and the most among the segment's units. */
  now: { least: number; most: number };
  listed: readonly Version[];
};

/** The rules for single versions, in the order in which they are applied. */
export const RULES: readonly { kind: LimitKind; demand: (subject: Subject) => Demand | undefined }[] = [
  { kind: 'hold', demand: hold },
  { kind: 'segment-list', demand: segmentList },
  { kind: 'evidence', demand: evidence },
  { kind: 'floor', demand: floor },
  { kind: 'new-version-cap', demand: newVersionCap },
  { kind: 'concentration', demand: concentration },
  { kind: 'step', demand: step },
];

/** What a rule asks of every version of a segment, by version: those that are listed, and those that serve it now. */
export function demandsOf(
  kind: LimitKind,
  question: SegmentQuestion,
  versions: readonly Version[],
): { version: Version; demand: Demand }[] {
  const rule = RULES.find((one) => one.kind === kind);
  const listed = listedIn(question.portfolio.weights, question.segment);
  const { portfolio, segment, facts } = question;
  return versions.flatMap((version) => {
    const now = slotsNowOf(facts, portfolio.weights, { segment, version });
    const demand = rule?.demand({ ...question, version, now, listed });
    return demand === undefined ? [] : [{ version, demand }];
  });
}

/** Most slots that a version with so many observations may have. */
export function capAt({ newVersionCap }: PortfolioLimits, observations: number): number {
  return newVersionCap.find(({ until }) => observations < until)?.max ?? SLOT_COUNT;
}

export type Bounds =
  | { kind: 'bounds'; bounds: { version: Version; low: number; high: number }[] }
  /** With the first rule that leaves no room, and the versions that it concerns. */
  | { kind: 'unsatisfiable'; limit: LimitKind; versions: Version[] };

/**
 * What all rules together leave to each version of a segment. A segment that nothing serves yet has no `step`.
 * @param versions listed, or serving the segment now
 */
export function boundsOf(question: SegmentQuestion, versions: readonly Version[]): Bounds {
  const bounds = new Map<Version, Bound>(versions.map((version) => [version, { low: 0, high: SLOT_COUNT }]));
  for (const { kind } of RULES) {
    const demands = demandsOf(kind, question, versions);
    for (const { version, demand } of demands) {
      const { low, high } = bounds.get(version) ?? { low: 0, high: SLOT_COUNT };
      bounds.set(version, {
        low: Math.max(low, demand.low ?? low),
        high: Math.min(high, demand.high ?? high),
      });
    }
    if (!hasRoom([...bounds.values()])) {
      return { kind: 'unsatisfiable', limit: kind, versions: demands.map(({ version }) => version) };
    }
  }
  return { kind: 'bounds', bounds: [...bounds].map(([version, bound]) => ({ version, ...bound })) };
}

function hasRoom(bounds: readonly Bound[]): boolean {
  const least = bounds.reduce((sum, { low }) => sum + low, 0);
  const most = bounds.reduce((sum, { high }) => sum + high, 0);
  return least <= SLOT_COUNT && SLOT_COUNT <= most && bounds.every(({ low, high }) => low <= high);
}

function hold({ facts, version, now }: Subject): Demand | undefined {
  return facts.held.includes(version) ? { high: now.least } : undefined;
}

function segmentList({ listed, version }: Subject): Demand | undefined {
  return listed.includes(version) ? undefined : { high: 0 };
}

/** A version whose evidence does not allow a segment keeps at most what it has there. */
function evidence({ portfolio, facts, segment, version, now }: Subject): Demand | undefined {
  if (facts.verdicts === null || version === portfolio.safe) return undefined;
  return evidenceFor(facts, portfolio.weights, { segment, version }) === 'good'
    ? undefined
    : { high: now.least };
}

function floor({ portfolio, version, listed }: Subject): Demand | undefined {
  const low = ownMember(portfolio.limits.floor, version);
  return low === undefined || listed.length < 2 || !listed.includes(version) ? undefined : { low };
}

function newVersionCap({ portfolio, facts, segment, version }: Subject): Demand | undefined {
  if (version === portfolio.safe || portfolio.limits.newVersionCap.length === 0) return undefined;
  const observations = ownMember(ownMember(facts.observations, segment) ?? {}, version) ?? 0;
  return { high: capAt(portfolio.limits, observations) };
}

function concentration({ portfolio, version, listed }: Subject): Demand | undefined {
  const { concentration: high } = portfolio.limits;
  return high === null || version === portfolio.safe || listed.length < 2 ? undefined : { high };
}

/** A weight moves away from `safe` by so much at most; towards it, it may fall at once. */
function step({ portfolio, facts, version, now }: Subject): Demand | undefined {
  const { step: points } = portfolio.limits;
  if (points === null || Object.keys(facts.allocation).length === 0) return undefined;
  return version === portfolio.safe ? { low: now.most - points } : { high: now.least + points };
}
