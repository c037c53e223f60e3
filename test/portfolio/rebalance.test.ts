import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Window } from '../../src/domain/observation.ts';
import type { AllocatorPolicy, Portfolio, Weights } from '../../src/domain/portfolio.ts';
import type { Served } from '../../src/domain/registry-state.ts';
import { servedSince } from '../../src/portfolio/allocators.ts';
import { type PortfolioFacts, versionsOf } from '../../src/portfolio/facts.ts';
import { posteriorsOf } from '../../src/portfolio/quality.ts';
import { allocationBy, reassignedBetween } from '../../src/portfolio/reassigned.ts';
import { rebalance } from '../../src/portfolio/rebalance.ts';
import { samplesOf } from '../../src/portfolio/samples.ts';
import { allocationOf, factsOf, NEW, OLD, portfolioOf, windowOf } from '../kit/portfolios.ts';

const DAY = 86_400_000;
const NOW = Date.parse('2026-11-28T00:00:00Z');
const learning = { metric: 'resolved', better: 'higher', windowMs: 28 * DAY, prior: 'none' } as const;
const THOMPSON: AllocatorPolicy = { kind: 'thompson', ...learning };
const UCB: AllocatorPolicy = { kind: 'ucb', ...learning };

function run(
  portfolio: Portfolio,
  facts: PortfolioFacts,
  more: { windows?: Window[]; served?: Served[]; isFrozen?: boolean; seed?: number; now?: number } = {},
) {
  const { windows = [], served = [], isFrozen = false, seed = 1, now = NOW } = more;
  const samples = samplesOf(windows, portfolio.weights, { metric: 'resolved', from: null });
  const { weights, safe } = portfolio;
  const posteriors = posteriorsOf({
    ...{ weights, safe, samples, better: 'higher', evidence: {} },
    versions: versionsOf(weights),
  });
  return rebalance({ portfolio, facts, posteriors, windows, served, isFrozen, seed, now });
}

const windows = (rates: Record<string, number>, n: number): Window[] =>
  Object.entries(rates).map(([version, rate]) => windowOf({ version, n, passes: Math.round(rate * n) }));

test('Thompson: the version that is probably better gets the larger weight, in its segment only', () => {
  const weights: Weights = { '*': { [OLD]: 5000, [NEW]: 5000 }, enterprise: { [OLD]: 5000, [NEW]: 5000 } };
  const portfolio = portfolioOf({ weights, allocator: THOMPSON });
  const observed = [
    windowOf({ version: OLD, n: 2000, passes: 1600 }),
    windowOf({ version: NEW, n: 2000, passes: 1400 }),
    windowOf({ version: OLD, segment: 'enterprise', n: 2000, passes: 1400 }),
    windowOf({ version: NEW, segment: 'enterprise', n: 2000, passes: 1600 }),
  ];
  const { weights: after } = run(portfolio, factsOf({ serving: weights }), { windows: observed });
  expect(after['*']?.[OLD]).toBeGreaterThan(9900);
  expect(after.enterprise?.[NEW]).toBeGreaterThan(9900);
});

test('Thompson without observations shares equally, whatever serves', () => {
  const weights: Weights = { '*': { [OLD]: 9000, [NEW]: 1000 } };
  const { weights: after } = run(
    portfolioOf({ weights, allocator: THOMPSON }),
    factsOf({ serving: weights }),
  );
  expect(after['*']?.[NEW]).toBeGreaterThan(4600);
  expect(after['*']?.[NEW]).toBeLessThan(5400);
});

test('of a metric of which less is better, the lower rate wins', () => {
  const weights: Weights = { '*': { [OLD]: 5000, [NEW]: 5000 } };
  const allocator: AllocatorPolicy = { ...THOMPSON, better: 'lower' };
  const { weights: after } = run(portfolioOf({ weights, allocator }), factsOf({ serving: weights }), {
    windows: windows({ [OLD]: 0.1, [NEW]: 0.2 }, 2000),
  });
  expect(after['*']?.[OLD]).toBeGreaterThan(9900);
});

test('UCB gives everything that limits allow to the version that may still be best', () => {
  const weights: Weights = { '*': { [OLD]: 9000, [NEW]: 1000 } };
  const portfolio = portfolioOf({ weights, allocator: UCB, limits: { floor: { [OLD]: 3000 } } });
  const facts = factsOf({ serving: weights });
  const few = [
    windowOf({ version: OLD, n: 5000, passes: 4000 }),
    windowOf({ version: NEW, n: 100, passes: 79 }),
  ];
  expect(run(portfolio, facts, { windows: few }).weights['*']).toEqual({ [OLD]: 3000, [NEW]: 7000 });
  const many = windows({ [OLD]: 0.8, [NEW]: 0.7 }, 5000);
  expect(run(portfolio, facts, { windows: many }).weights['*']).toEqual({ [OLD]: 10_000, [NEW]: 0 });
});

test('what is wanted and what limits leave are both told, with the limits that hold it back', () => {
  const weights: Weights = { '*': { [OLD]: 9000, [NEW]: 1000 } };
  const portfolio = portfolioOf({ weights, allocator: UCB, limits: { step: 1000, concentration: 6000 } });
  const { segments } = run(portfolio, factsOf({ serving: weights }), {
    windows: windows({ [OLD]: 0.5, [NEW]: 0.9 }, 3000),
  });
  expect(segments).toEqual([
    {
      segment: '*',
      before: { [OLD]: 9000, [NEW]: 1000 },
      wanted: { [OLD]: 0, [NEW]: 10_000 },
      after: { [OLD]: 8000, [NEW]: 2000 },
      outcome: 'changed',
      held: [
        { limit: 'step', version: OLD },
        { limit: 'step', version: NEW },
      ],
    },
  ]);
});

test('what cannot be satisfied changes nothing in its segment, and is reported', () => {
  const weights: Weights = { '*': { [OLD]: 9000, [NEW]: 1000 }, enterprise: { [OLD]: 10_000, [NEW]: 0 } };
  const limits = { floor: { [NEW]: 1000 }, step: 500 };
  const { segments, weights: after } = run(
    portfolioOf({ weights, allocator: UCB, limits }),
    factsOf({ serving: weights }),
    { windows: windows({ [OLD]: 0.5, [NEW]: 0.9 }, 3000) },
  );
  expect(segments.map(({ outcome }) => outcome)).toEqual(['changed', 'unsatisfiable']);
  expect(segments[1]?.held).toContainEqual({ limit: 'step', version: NEW });
  expect(after.enterprise).toEqual(weights.enterprise);
});

test('weights are frozen while an experiment runs', () => {
  const weights: Weights = { '*': { [OLD]: 5000, [NEW]: 5000 } };
  const { segments } = run(portfolioOf({ weights, allocator: UCB }), factsOf({ serving: weights }), {
    windows: windows({ [OLD]: 0.5, [NEW]: 0.9 }, 3000),
    isFrozen: true,
  });
  expect(segments[0]).toMatchObject({ outcome: 'frozen', after: weights['*'] });
});

test('fixed weights stay, and come down to a limit that became stricter', () => {
  const weights: Weights = { '*': { [OLD]: 3000, [NEW]: 7000 } };
  const facts = factsOf({ serving: weights });
  expect(run(portfolioOf({ weights }), facts).segments[0]?.outcome).toBe('same');
  const stricter = portfolioOf({ weights, limits: { concentration: 6000 } });
  expect(run(stricter, facts).weights['*']).toEqual({ [OLD]: 4000, [NEW]: 6000 });
});

/** What served: weights of the new version from these times (days before NOW) on. */
function servedFrom(...entries: [daysAgo: number, slots: number][]): Served[] {
  return entries.map(([daysAgo, slots], index) => ({
    at: new Date(NOW - daysAgo * DAY).toISOString(),
    serial: index + 1,
    allocation: allocationOf({ '*': { [OLD]: 10_000 - slots, [NEW]: slots } }),
    event: { id: `${index}`, type: 'promoted', actor: { name: 'ada', source: 'terminal' }, reason: null },
  }));
}

test('a canary rises after a day with 500 units at its step, and not before either', () => {
  const weights: Weights = { '*': { [OLD]: 9500, [NEW]: 500 } };
  const steps = [
    { weight: 500, forMs: DAY, units: 500, notBefore: null },
    { weight: 2000, forMs: DAY, units: 500, notBefore: null },
    { weight: 10_000, forMs: 0, units: 500, notBefore: null },
  ];
  const portfolio = portfolioOf({ weights, allocator: { kind: 'schedule', version: NEW, steps } });
  const after = (daysAgo: number, units: number, slots = 500, serial: number | null = 2) => {
    const served = servedFrom([9, 0], [daysAgo, slots]);
    const facts = factsOf({ serving: { '*': { [OLD]: 10_000 - slots, [NEW]: slots } } });
    const seen = [windowOf({ version: NEW, n: units, passes: units, serial })];
    return run(portfolio, facts, { served, windows: seen }).weights['*']?.[NEW];
  };
  expect(after(1, 500)).toBe(2000);
  expect(after(0.9, 500)).toBe(500);
  expect(after(1, 499)).toBe(500);
  expect(after(1, 500, 500, 1)).toBe(500);
  expect(after(1, 500, 500, null)).toBe(500);
  expect(after(1, 500, 2000)).toBe(10_000);
  expect(after(1, 500, 10_000)).toBe(10_000);
});

test('units of segments that are not listed count for `*`, those of listed ones do not', () => {
  const weights: Weights = { '*': { [OLD]: 9500, [NEW]: 500 }, enterprise: { [OLD]: 10_000 } };
  const steps = [
    { weight: 500, forMs: DAY, units: 500, notBefore: null },
    { weight: 2000, forMs: DAY, units: 500, notBefore: null },
  ];
  const portfolio = portfolioOf({ weights, allocator: { kind: 'schedule', version: NEW, steps } });
  const after = (segment: string) =>
    run(portfolio, factsOf({ serving: weights }), {
      served: servedFrom([9, 0], [2, 500]),
      windows: [windowOf({ version: NEW, segment, n: 500, passes: 400, serial: 2 })],
    }).weights['*']?.[NEW];
  expect(after('standard')).toBe(2000);
  expect(after('enterprise')).toBe(500);
});

test('a schedule begins at its date', () => {
  const weights: Weights = { '*': { [OLD]: 10_000, [NEW]: 0 } };
  const steps = [{ weight: 2000, forMs: 0, units: 500, notBefore: '2026-12-01T00:00:00.000Z' }];
  const portfolio = portfolioOf({ weights, allocator: { kind: 'schedule', version: NEW, steps } });
  const at = (time: string) =>
    run(portfolio, factsOf({ serving: weights }), { now: Date.parse(time) }).weights['*']?.[NEW];
  expect(at('2026-11-30T23:59:59Z')).toBe(0);
  expect(at('2026-12-01T00:00:00Z')).toBe(2000);
});

test('a step begins when the weight last rose, and goes on while it stays or falls no lower', () => {
  expect(servedSince(servedFrom([9, 0], [5, 500], [2, 500]), '*', NEW)?.serial).toBe(2);
  expect(servedSince(servedFrom([9, 500], [5, 0], [2, 500]), '*', NEW)?.serial).toBe(3);
  expect(servedSince([], '*', NEW)).toBeNull();
});

test('the same seed gives the same weights, another one others', () => {
  const weights: Weights = { '*': { [OLD]: 5000, [NEW]: 5000 } };
  const portfolio = portfolioOf({ weights, allocator: THOMPSON });
  const seeded = (seed: number) =>
    run(portfolio, factsOf({ serving: weights }), {
      windows: windows({ [OLD]: 0.8, [NEW]: 0.79 }, 300),
      seed,
    });
  expect(seeded(7)).toEqual(seeded(7));
  expect(seeded(7).weights).not.toEqual(seeded(8).weights);
});

const VERSIONS = ['1.0.0', '1.1.0', '1.2.0', '1.3.0'] as const;
const SEGMENTS = ['*', 'standard', 'enterprise'] as const;
const slots = fc.integer({ min: 0, max: 10_000 });

/** Slots of some versions, of which one is most often `safe`, that add up to 10,000. */
const listed = fc
  .tuple(fc.uniqueArray(fc.constantFrom(...VERSIONS), { minLength: 1 }), fc.nat({ max: 9 }))
  .map(([versions, chance]) => (chance === 0 ? versions : [...new Set([VERSIONS[0], ...versions])]));
const shares = listed.chain((versions) =>
  fc.array(slots, { minLength: versions.length - 1, maxLength: versions.length - 1 }).map((cuts) => {
    const ends = [0, ...cuts.sort((a, b) => a - b), 10_000];
    return Object.fromEntries(
      versions.map((version, index) => [version, (ends[index + 1] ?? 0) - (ends[index] ?? 0)]),
    );
  }),
);
const weighed = fc.record(
  { '*': shares, standard: shares, enterprise: shares },
  { requiredKeys: ['*'] },
) as fc.Arbitrary<Weights>;

const limitsArbitrary = fc.record({
  floor: fc.dictionary(fc.constantFrom(...VERSIONS), fc.integer({ min: 0, max: 2500 })),
  newVersionCap: fc.constantFrom(
    [],
    [
      { until: 500, max: 1000 },
      { until: 5000, max: 2500 },
    ],
  ),
  concentration: fc.option(fc.integer({ min: 1000, max: 10_000 })),
  step: fc.option(fc.integer({ min: 0, max: 3000 })),
  overlap: fc.constant(null),
});

const windowsArbitrary = fc.array(
  fc
    .record({
      version: fc.constantFrom(...VERSIONS),
      segment: fc.constantFrom(...SEGMENTS, 'another'),
      n: fc.integer({ min: 1, max: 100_000 }),
      rate: fc.double({ min: 0, max: 1, noNaN: true }),
      serial: fc.option(fc.nat({ max: 3 })),
    })
    .map(({ rate, n, ...rest }) => windowOf({ ...rest, n, passes: Math.round(rate * n) })),
  { maxLength: 12 },
);

const verdict = fc.constantFrom(
  'regression' as const,
  'improved' as const,
  'pass' as const,
  'invalid' as const,
);
const factsArbitrary = fc.record({
  serving: fc.option(weighed, { nil: undefined }),
  held: fc.subarray([...VERSIONS.slice(1)]),
  observations: fc.dictionary(
    fc.constantFrom(...SEGMENTS),
    fc.dictionary(fc.constantFrom(...VERSIONS), fc.nat({ max: 9000 })),
  ),
  verdicts: fc.option(
    fc.dictionary(
      fc.constantFrom(...VERSIONS),
      fc.dictionary(fc.constantFrom('standard', 'enterprise'), verdict),
    ),
  ),
});

const allocatorArbitrary = fc.constantFrom<AllocatorPolicy>(
  THOMPSON,
  UCB,
  { kind: 'fixed' },
  {
    kind: 'schedule',
    version: VERSIONS[1],
    steps: [
      { weight: 500, forMs: 0, units: 1, notBefore: null },
      { weight: 10_000, forMs: 0, units: 1, notBefore: null },
    ],
  },
);

test('no limit is ever exceeded, whatever was observed; weights are 10,000 whole slots', () => {
  let satisfied = 0;
  fc.assert(
    fc.property(
      fc.record({
        weights: weighed,
        safe: fc.constant(VERSIONS[0]),
        limits: limitsArbitrary,
        facts: factsArbitrary,
        windows: windowsArbitrary,
        allocator: allocatorArbitrary,
        seed: fc.nat(),
      }),
      (world) => {
        const { weights, safe, limits, allocator, seed } = world;
        const portfolio = portfolioOf({ weights, safe, limits, allocator });
        const { serving, ...rest } = world.facts;
        const facts = factsOf(serving === undefined ? rest : { ...rest, serving });
        const served = [{ ...servedFrom([1, 0])[0], allocation: facts.allocation } as Served];
        const result = run(portfolio, facts, { windows: world.windows, served, seed });
        expect(result).toEqual(run(portfolio, facts, { windows: world.windows, served, seed }));
        for (const { segment, before, after, outcome } of result.segments) {
          const total = Object.values(after).reduce((sum, value) => sum + value, 0);
          if (Object.values(before).reduce((sum, value) => sum + value, 0) === 10_000)
            expect(total).toBe(10_000);
          if (outcome === 'unsatisfiable') {
            expect(after).toEqual(before);
            continue;
          }
          satisfied += 1;
          expect(
            exceeded(portfolio, facts, { segment, before, after, serves: serving !== undefined }),
          ).toEqual([]);
        }
      },
    ),
    { numRuns: 150 },
  );
  // Many worlds leave room: the property is not empty.
  expect(satisfied).toBeGreaterThan(80);
});

/** Every rule again, as OPERATIONS.md says it. */
function exceeded(
  { weights, safe, limits }: Portfolio,
  { held, observations, verdicts }: PortfolioFacts,
  {
    segment,
    before,
    after,
    serves,
  }: {
    segment: string;
    before: Record<string, number>;
    after: Record<string, number>;
    serves: boolean;
  },
): string[] {
  const listed = Object.keys(weights[segment] ?? {});
  return Object.entries(after).flatMap(([version, value]) => {
    const now = serves ? (before[version] ?? 0) : 0;
    const seen = observations[segment]?.[version] ?? 0;
    const cap = limits.newVersionCap.find(({ until }) => seen < until)?.max ?? 10_000;
    const all = Object.keys(verdicts?.[version] ?? {});
    const own = all.filter((name) => (segment === '*' ? !Object.hasOwn(weights, name) : name === segment));
    const names = own.length > 0 ? own : all;
    const isBad =
      names.length === 0 ||
      names.some((name) => ['regression', 'invalid'].includes(verdicts?.[version]?.[name] ?? ''));
    const isSafe = version === safe;
    const broken = {
      whole: !Number.isInteger(value) || value < 0,
      hold: held.includes(version) && value > now,
      list: !listed.includes(version) && value > 0,
      evidence: verdicts !== null && !isSafe && isBad && value > now,
      floor: listed.length > 1 && listed.includes(version) && value < (limits.floor[version] ?? 0),
      cap: !isSafe && value > cap,
      concentration: !isSafe && listed.length > 1 && value > (limits.concentration ?? 10_000),
      up: serves && !isSafe && limits.step !== null && value > now + limits.step,
      down: serves && isSafe && limits.step !== null && value < now - limits.step,
    };
    return Object.entries(broken).flatMap(([rule, is]) => (is ? [`${rule} ${segment} ${version}`] : []));
  });
}

test('slots move no more than the weights ask for; a new segment begins as `*`', () => {
  fc.assert(
    fc.property(weighed, weighed, (first, second) => {
      const digests = Object.fromEntries(VERSIONS.map((version) => [version, version]));
      const before = allocationBy({}, first, digests);
      const after = allocationBy(before, second, digests);
      for (const segment of Object.keys(second)) {
        const { share, least } = reassignedBetween(before, after, segment);
        expect(share).toBeCloseTo(least, 9);
      }
    }),
    { numRuns: 100 },
  );
});
