import type { PortfolioLimits, Weights } from '../domain/portfolio.ts';
import type { LimitFinding, LimitKind, Overlap } from '../domain/portfolio-plan.ts';
import { SLOT_COUNT, type Version } from '../domain/registry.ts';
import { demandsOf, RULES, type SegmentQuestion } from './bounds.ts';
import { evidenceFor, listedIn, type PortfolioFacts, slotsNowOf, weightOf } from './facts.ts';

/**
 * The weights that a merge of the file sets: what is held rises no further than it stands, and `safe` takes the rest.
 * Where `safe` is not listed, the weights stay, and the hold is broken.
 */
export function withHolds(
  portfolio: { weights: Weights; safe: Version },
  facts: Pick<PortfolioFacts, 'allocation' | 'held'>,
): Weights {
  const { weights, safe } = portfolio;
  const segments = Object.keys(weights).map((segment) => {
    const listed = listedIn(weights, segment);
    const isHeld = (version: Version) => version !== safe && facts.held.includes(version);
    const kept = Object.fromEntries(
      listed.map((version) => {
        const wanted = weightOf(weights, segment, version);
        const now = slotsNowOf(facts, weights, { segment, version });
        return [version, isHeld(version) ? Math.min(wanted, now.least) : wanted];
      }),
    );
    if (!listed.includes(safe)) return [segment, weights[segment] ?? {}] as const;
    const given = Object.values(kept).reduce((sum, weight) => sum + weight, 0);
    return [segment, { ...kept, [safe]: (kept[safe] ?? 0) + SLOT_COUNT - given }] as const;
  });
  return Object.fromEntries(segments);
}

/**
 * What each limit says of the weights of a file, in the order of the rules. `step` binds rebalances only. A weight that
 * breaks a limit, and is no farther from it than what serves now, does not block: down is always free.
 * @param weights those that would serve
 */
export function checkWeights(
  portfolio: SegmentQuestion['portfolio'],
  weights: Weights,
  facts: PortfolioFacts,
): LimitFinding[] {
  const serves = Object.keys(facts.allocation).length > 0;
  return Object.keys(portfolio.weights).flatMap((segment) => {
    const listed = listedIn(portfolio.weights, segment);
    const kinds = RULES.map(({ kind }) => kind).filter((kind) => kind !== 'step');
    return kinds.flatMap((kind) =>
      demandsOf(kind, { portfolio, segment, facts }, listed).map(({ version, demand }): LimitFinding => {
        const value = weightOf(weights, segment, version);
        const limit = demand.low ?? demand.high ?? SLOT_COUNT;
        const beyond = (slots: number) => (demand.low === undefined ? slots - limit : limit - slots);
        const { least, most } = slotsNowOf(facts, portfolio.weights, { segment, version });
        const now = demand.low === undefined ? least : most;
        const isNearer = serves && kind !== 'hold' && beyond(value) <= beyond(now);
        const state = beyond(value) <= 0 ? 'kept' : isNearer ? 'nearer' : 'broken';
        return {
          ...{ kind, segment, version, state, limit: limit / SLOT_COUNT, value: value / SLOT_COUNT },
          because: state === 'broken' ? reasonOf(kind, { portfolio, segment, facts }, version) : null,
        };
      }),
    );
  });
}

function reasonOf(
  kind: LimitKind,
  { portfolio, facts, segment }: SegmentQuestion,
  version: Version,
): LimitFinding['because'] {
  if (kind !== 'evidence') return null;
  return evidenceFor(facts, portfolio.weights, { segment, version }) === 'bad' ? 'worse' : 'not-evaluated';
}

/**
 * Whether the two versions with the largest weights of each segment fail on different cases, as `overlap` asks. Without
 * shared cases nobody knows, and that blocks.
 * @param overlaps of pairs of versions, by segment; `*` of all cases
 */
export function checkOverlap(
  limits: PortfolioLimits,
  weights: Weights,
  overlaps: readonly Overlap[],
): LimitFinding[] {
  const { overlap: limit } = limits;
  if (limit === null) return [];
  return Object.keys(weights).flatMap((segment): LimitFinding[] => {
    const [first, second] = listedIn(weights, segment)
      .filter((version) => weightOf(weights, segment, version) > 0)
      .sort((a, b) => weightOf(weights, segment, b) - weightOf(weights, segment, a));
    if (first === undefined || second === undefined) return [];
    const found = overlaps.find(
      (one) => one.segment === segment && one.versions.includes(first) && one.versions.includes(second),
    );
    const base = { kind: 'overlap' as const, segment, version: null, limit, value: found?.phi ?? null };
    if (!found || found.cases === 0) return [{ ...base, state: 'unknown', because: 'no-shared-cases' }];
    // Without failures of one of both there is none that they share.
    return [{ ...base, state: (found.phi ?? 0) <= limit ? 'kept' : 'broken', because: null }];
  });
}
