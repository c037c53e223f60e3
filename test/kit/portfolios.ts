import type { Window } from '../../src/domain/observation.ts';
import type { Portfolio, PortfolioLimits, Weights } from '../../src/domain/portfolio.ts';
import type { Allocation } from '../../src/domain/registry.ts';
import type { PortfolioFacts } from '../../src/portfolio/facts.ts';
import { allocate } from '../../src/registry/slots.ts';

export const OLD = '1.3.0';
export const NEW = '1.4.0';

/** Without limits; `safe` is the old version, and one guard watches `resolved`. */
export function portfolioOf(
  changes: Partial<Omit<Portfolio, 'limits'>> & { limits?: Partial<PortfolioLimits> } = {},
): Portfolio {
  const { limits, ...others } = changes;
  return {
    prompt: 'support',
    owner: '@acme/support-ai',
    environment: 'production',
    unit: 'user_id',
    segmentBy: 'customer_tier',
    safe: OLD,
    weights: { '*': { [OLD]: 9000, [NEW]: 1000 } },
    allocator: { kind: 'fixed' },
    limits: { floor: {}, newVersionCap: [], concentration: null, step: null, overlap: null, ...limits },
    guards: [
      {
        ...{ metric: 'resolved', better: 'higher', alpha: 0.01, action: 'rollback' },
        worseBy: { kind: 'points', value: 0 },
      },
    ],
    rebalance: { everyMs: 7 * 86_400_000, apply: 'pull-request' },
    experiment: null,
    ...others,
  };
}

/** Nothing serves, is held or was observed, and no evidence is asked for. */
export function factsOf(changes: Partial<PortfolioFacts> & { serving?: Weights } = {}): PortfolioFacts {
  const { serving, ...others } = changes;
  const allocation = serving === undefined ? {} : allocationOf(serving);
  return { allocation, held: [], observations: {}, verdicts: null, ...others };
}

export function allocationOf(weights: Weights): Allocation {
  const segments = Object.entries(weights).map(([segment, versions]) => {
    const shares = Object.entries(versions).map(([version, slots]) => ({ version, digest: version, slots }));
    return [segment, allocate([], shares)];
  });
  return Object.fromEntries(segments);
}

/** One observation a unit: so many of `n` are 1, the others 0. */
export function windowOf({
  n,
  passes,
  ...rest
}: { version: string; n: number; passes: number } & Partial<Window>): Window {
  return {
    ...{ environment: 'production', prompt: 'support', segment: '*', metric: 'resolved' },
    ...{ day: '2026-11-27', serial: 1, n, sum: passes, squares: passes, units: n },
    clusters: { counts: n, products: passes, sums: passes },
    ...rest,
  };
}
