import type { Window } from '../../src/domain/observation.ts';
import type { Portfolio, PortfolioLimits, Weights } from '../../src/domain/portfolio.ts';
import type { Allocation } from '../../src/domain/registry.ts';
import type { EvidenceCase, EvidenceFile } from '../../src/domain/registry-files.ts';
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

/**
 * Evidence with one answer a case. Of each segment, cases from one number to another (excluded) fail. A call costs 0.001
 * USD without a cache, of NEW twice that; half of 1,000 tokens came from the cache, at a tenth of their price.
 */
export function evidenceOf(
  version: string,
  segments: Record<string, { cases: number; failing: [from: number, to: number][] }>,
): EvidenceFile {
  const uncachedUsd = version === NEW ? 0.002 : 0.001;
  let order = 0;
  const cases = Object.entries(segments).flatMap(([segment, { cases: count, failing }]) =>
    Array.from({ length: count }, (_, index): [string, EvidenceCase] => {
      const fails = failing.some(([from, to]) => index >= from && index < to);
      const passes = fails ? 0 : 1;
      order += 1;
      return [
        `${segment}-${index}`,
        {
          ...{ order, content: 'c', segments: [segment], critical: false, trials: 1, passes, errored: 0 },
          ...{ score: passes, inputTokens: 1000, outputTokens: 100, cachedInputTokens: 500 },
          ...{ costUsd: uncachedUsd * 0.55, uncachedUsd },
        },
      ];
    }),
  );
  return {
    ...{ format: 1, prompt: 'support', version, digest: version, at: '2026-11-20T00:00:00.000Z', tool: '1' },
    ...{ suite: { digest: 's', path: 'suite.yml', cases: cases.length }, judges: [], trials: 1 },
    traffic: { standard: 0.75, enterprise: 0.25 },
    cases: Object.fromEntries(cases),
  };
}
