import { expect, test } from 'vitest';
import type { Portfolio, Weights } from '../../src/domain/portfolio.ts';
import type { LimitFinding } from '../../src/domain/portfolio-plan.ts';
import { boundsOf } from '../../src/portfolio/bounds.ts';
import { heldVersions } from '../../src/portfolio/facts.ts';
import { portfolioInForce } from '../../src/portfolio/limit-changes.ts';
import { checkOverlap, checkWeights, withHolds } from '../../src/portfolio/limits.ts';
import { factsOf, NEW, OLD, portfolioOf } from '../kit/portfolios.ts';

/** The findings that would block. */
function broken(portfolio: Portfolio, facts = factsOf()): string[] {
  const findings = checkWeights(portfolio, portfolio.weights, facts);
  return findings.filter(({ state }) => state === 'broken' || state === 'unknown').map(labelOf);
}

const labelOf = ({ kind, segment, version }: LimitFinding) => `${kind} ${segment} ${version}`;

const observed = (count: number) => ({ '*': { [NEW]: count }, enterprise: { [NEW]: count } });

test('the floor holds in each segment that lists the version', () => {
  const weights: Weights = { '*': { [OLD]: 2000, [NEW]: 8000 }, enterprise: { [OLD]: 3000, [NEW]: 7000 } };
  const limits = { floor: { [OLD]: 3000 } };
  expect(broken(portfolioOf({ weights, limits }))).toEqual([`floor * ${OLD}`]);
});

test('a segment with one version is exempt from floor and concentration', () => {
  const weights: Weights = { '*': { [OLD]: 10_000 }, enterprise: { [NEW]: 10_000 } };
  const limits = { floor: { [OLD]: 3000, [NEW]: 3000 }, concentration: 6000 };
  expect(broken(portfolioOf({ weights, limits }))).toEqual([]);
});

test('a new version is capped by what was observed of it in the segment, alone in it or not', () => {
  const weights: Weights = { '*': { [OLD]: 8000, [NEW]: 2000 }, enterprise: { [NEW]: 10_000 } };
  const newVersionCap = [
    { until: 500, max: 1000 },
    { until: 5000, max: 2500 },
  ];
  const portfolio = portfolioOf({ weights, limits: { newVersionCap } });
  const capped = (count: number) => broken(portfolio, factsOf({ observations: observed(count) }));
  expect(capped(499)).toEqual([`new-version-cap * ${NEW}`, `new-version-cap enterprise ${NEW}`]);
  expect(capped(500)).toEqual([`new-version-cap enterprise ${NEW}`]);
  expect(capped(5000)).toEqual([]);
});

test('neither caps nor concentration bind `safe`', () => {
  const weights: Weights = { '*': { [OLD]: 9500, [NEW]: 500 } };
  const limits = { newVersionCap: [{ until: 500, max: 1000 }], concentration: 6000 };
  expect(broken(portfolioOf({ weights, limits }))).toEqual([]);
});

test('concentration binds every other version', () => {
  const weights: Weights = { '*': { [OLD]: 3000, [NEW]: 7000 } };
  expect(broken(portfolioOf({ weights, limits: { concentration: 6000 } }))).toEqual([
    `concentration * ${NEW}`,
  ]);
});

test('`step` binds rebalances, not the file', () => {
  const weights: Weights = { '*': { [OLD]: 2000, [NEW]: 8000 } };
  const portfolio = portfolioOf({ weights, limits: { step: 1000 } });
  const facts = factsOf({ serving: { '*': { [OLD]: 10_000 } } });
  expect(broken(portfolio, facts)).toEqual([]);
  const found = boundsOf({ portfolio, segment: '*', facts }, [OLD, NEW]);
  expect(found).toEqual({
    kind: 'bounds',
    bounds: [
      { version: OLD, low: 9000, high: 10_000 },
      { version: NEW, low: 0, high: 1000 },
    ],
  });
});

test('down is always free: what still breaks a limit, but less than what serves, does not block', () => {
  const facts = factsOf({ serving: { '*': { [OLD]: 1000, [NEW]: 9000 } } });
  const limits = { concentration: 6000, floor: { [OLD]: 5000 } };
  const lowered = (slots: number) =>
    portfolioOf({ weights: { '*': { [OLD]: 10_000 - slots, [NEW]: slots } }, limits });
  const states = checkWeights(lowered(8000), lowered(8000).weights, facts).map(({ state }) => state);
  expect(states).toEqual(['nearer', 'nearer']);
  expect(broken(lowered(9500), facts)).toEqual([`floor * ${OLD}`, `concentration * ${NEW}`]);
});

test('a version serves a segment only where its evidence is no regression, and there is some', () => {
  const weights: Weights = { '*': { [OLD]: 9000, [NEW]: 1000 }, enterprise: { [OLD]: 9000, [NEW]: 1000 } };
  const portfolio = portfolioOf({ weights });
  const found = (verdicts: Record<string, 'regression' | 'improved' | 'pass' | 'invalid'>) =>
    broken(portfolio, factsOf({ verdicts: { [NEW]: verdicts } }));
  expect(found({ standard: 'regression', enterprise: 'improved' })).toEqual([`evidence * ${NEW}`]);
  expect(found({ standard: 'pass', enterprise: 'invalid' })).toEqual([`evidence enterprise ${NEW}`]);
  expect(found({ standard: 'pass' })).toEqual([]);
  expect(found({ standard: 'regression' })).toEqual([`evidence * ${NEW}`, `evidence enterprise ${NEW}`]);
  expect(found({})).toEqual([`evidence * ${NEW}`, `evidence enterprise ${NEW}`]);
  expect(found({ standard: 'pass', enterprise: 'pass' })).toEqual([]);
});

test('the edit that ruins standard and helps enterprise may be given to enterprise and nothing else', () => {
  const verdicts = { [NEW]: { standard: 'regression', enterprise: 'improved' } } as const;
  const weights: Weights = { '*': { [OLD]: 10_000 }, enterprise: { [NEW]: 10_000 } };
  expect(broken(portfolioOf({ weights }), factsOf({ verdicts }))).toEqual([]);
});

test('a version whose evidence turned bad keeps what it has there, and gets no more', () => {
  const verdicts = { [NEW]: { standard: 'regression' } } as const;
  const facts = factsOf({ verdicts, serving: { '*': { [OLD]: 9000, [NEW]: 1000 } } });
  const weighing = (slots: number) =>
    portfolioOf({ weights: { '*': { [OLD]: 10_000 - slots, [NEW]: slots } } });
  expect(broken(weighing(1000), facts)).toEqual([]);
  expect(broken(weighing(1100), facts)).toEqual([`evidence * ${NEW}`]);
});

test('a segment that is listed no more brings a version that is worse there, held or capped, no further than it stood', () => {
  const serving = { '*': { [OLD]: 5000, [NEW]: 5000 }, enterprise: { [OLD]: 10_000 } };
  const weights: Weights = { '*': { [OLD]: 5000, [NEW]: 5000 } };
  const worse = { [NEW]: { standard: 'pass', enterprise: 'regression' } } as const;
  expect(broken(portfolioOf({ weights }), factsOf({ serving, verdicts: worse }))).toEqual([
    `evidence * ${NEW}`,
  ]);
  expect(broken(portfolioOf({ weights, limits: { concentration: 4000 } }), factsOf({ serving }))).toEqual([
    `concentration * ${NEW}`,
  ]);
  const held = factsOf({ serving, held: [NEW] });
  expect(withHolds(portfolioOf({ weights }), held)).toEqual({ '*': { [OLD]: 10_000, [NEW]: 0 } });
  const listed: Weights = { ...weights, enterprise: { [OLD]: 10_000 } };
  expect(broken(portfolioOf({ weights: listed }), factsOf({ serving, verdicts: worse }))).toEqual([]);
});

test('a hold wins over the file: the held version’s rise goes to `safe`', () => {
  const weights: Weights = { '*': { [OLD]: 5000, [NEW]: 5000 } };
  const facts = factsOf({ held: [NEW], serving: { '*': { [OLD]: 9000, [NEW]: 1000 } } });
  expect(withHolds(portfolioOf({ weights }), facts)).toEqual({ '*': { [OLD]: 9000, [NEW]: 1000 } });
  const alone: Weights = { '*': { [OLD]: 10_000 }, enterprise: { [NEW]: 10_000 } };
  const kept = portfolioOf({ weights: alone });
  expect(withHolds(kept, facts)).toEqual(alone);
  expect(broken(kept, facts)).toContain(`hold enterprise ${NEW}`);
});

test('a hold on the whole prompt lets `safe` take what others lose', () => {
  const portfolio = portfolioOf({ weights: { '*': { [OLD]: 5000, [NEW]: 5000 } } });
  const hold = { reason: 'incident', at: '', until: null };
  expect(heldVersions([{ ...hold, version: null }], portfolio, 0)).toEqual([NEW]);
  expect(heldVersions([{ ...hold, version: OLD }], portfolio, 0)).toEqual([OLD]);
  expect(heldVersions([{ ...hold, version: null, until: '1970-01-01T00:00:00Z' }], portfolio, 1)).toEqual([]);
});

test('rules that leave no room name the first one that does, in their order', () => {
  const weights: Weights = { '*': { [OLD]: 5000, [NEW]: 5000 } };
  const unsatisfiable = (limits: Partial<Portfolio['limits']>, facts = factsOf()) => {
    const found = boundsOf({ portfolio: portfolioOf({ weights, limits }), segment: '*', facts }, [OLD, NEW]);
    return found.kind === 'unsatisfiable' ? found.limit : null;
  };
  expect(unsatisfiable({ floor: { [NEW]: 2000 } }, factsOf({ held: [NEW] }))).toBe('floor');
  expect(
    unsatisfiable({
      floor: { [NEW]: 2000 },
      newVersionCap: [{ until: 500, max: 1000 }],
      concentration: 1500,
    }),
  ).toBe('new-version-cap');
  expect(unsatisfiable({ floor: { [NEW]: 2000 }, concentration: 1500 })).toBe('concentration');
  expect(
    unsatisfiable({ floor: { [NEW]: 2000 }, step: 1000 }, factsOf({ serving: { '*': { [OLD]: 10_000 } } })),
  ).toBe('step');
});

test('overlap of failures: too much blocks, and so does not knowing', () => {
  const { limits, weights } = portfolioOf({
    weights: { '*': { [OLD]: 6000, [NEW]: 4000 } },
    limits: { overlap: 0.6 },
  });
  const states = (phi: number | null, cases: number) =>
    checkOverlap(limits, weights, [
      { versions: [NEW, OLD], segment: '*', cases, bothFail: 0.1, phi, rescue: [0.5, 0.5] },
    ]).map(({ state }) => state);
  expect(states(0.6, 50)).toEqual(['kept']);
  expect(states(0.7, 50)).toEqual(['broken']);
  expect(states(null, 50)).toEqual(['kept']);
  expect(states(null, 0)).toEqual(['unknown']);
  expect(checkOverlap(limits, weights, []).map(({ state }) => state)).toEqual(['unknown']);
});

const BASE = portfolioOf({
  weights: { '*': { [OLD]: 9000, [NEW]: 1000 } },
  limits: {
    floor: { [OLD]: 3000 },
    newVersionCap: [{ until: 500, max: 1000 }],
    concentration: 6000,
    overlap: 0.6,
  },
});

test.each<[string, Partial<Portfolio['limits']>]>([
  ['a lower floor', { floor: {} }],
  ['a higher cap', { newVersionCap: [{ until: 500, max: 1100 }] }],
  ['a cap that ends sooner', { newVersionCap: [{ until: 499, max: 1000 }] }],
  ['more concentration', { concentration: 7000 }],
  ['no limit of overlap', { overlap: null }],
])('%s is raised in a pull request of its own, and not beside other weights', (_, change) => {
  const head = { ...BASE, limits: { ...BASE.limits, ...change } };
  const other = { ...head, weights: { '*': { [OLD]: 8000, [NEW]: 2000 } } };
  expect(portfolioInForce(BASE, head, false)).toMatchObject({ isLoosenedBesides: false });
  expect(portfolioInForce(BASE, other, false)).toMatchObject({ isLoosenedBesides: true });
  expect(portfolioInForce(BASE, head, true)).toMatchObject({ isLoosenedBesides: true });
  // Until it is merged, the base's limits hold.
  expect(portfolioInForce(BASE, head, false).portfolio.limits).toEqual(BASE.limits);
});

const [GUARD] = BASE.guards;
const CROWDED = portfolioOf({
  ...BASE,
  weights: { '*': { [OLD]: 5000, [NEW]: 5000, '1.2.0': 0 }, enterprise: { [OLD]: 10_000 } },
  limits: { floor: { [OLD]: 3000 }, concentration: 6000 },
});

test.each<[string, Partial<Portfolio>]>([
  ['another `safe`', { safe: NEW }],
  ['no guard', { guards: [] }],
  ['a guard that only alerts', { guards: BASE.guards.map((guard) => ({ ...guard, action: 'alert' })) }],
  [
    'another metric that caps count',
    { guards: [{ ...GUARD, metric: 'calls' } as Portfolio['guards'][number], ...BASE.guards] },
  ],
])('%s counts as looser: in a pull request of its own, and not beside other weights', (_, change) => {
  const head = { ...BASE, ...change };
  const other = { ...head, weights: { '*': { [OLD]: 9500, [NEW]: 500 } } };
  expect(portfolioInForce(BASE, head, false).changes[0]).toMatchObject({ becomes: 'looser' });
  expect(portfolioInForce(BASE, head, false)).toMatchObject({ isLoosenedBesides: false });
  expect(portfolioInForce(BASE, other, false)).toMatchObject({ isLoosenedBesides: true });
  expect(portfolioInForce(BASE, head, true)).toMatchObject({ isLoosenedBesides: true });
});

test('a stricter guard, and one more, are free', () => {
  const guards = [...BASE.guards.map((guard) => ({ ...guard, alpha: 0.05 })), ...BASE.guards];
  expect(portfolioInForce(BASE, { ...BASE, guards }, true)).toMatchObject({ changes: [] });
});

test.each<[string, Weights, string[]]>([
  ['the version with a floor', { '*': { [NEW]: 5000, '1.2.0': 5000 } }, [`floor ${OLD}`]],
  ['all versions but one', { '*': { [NEW]: 10_000 } }, [`floor ${OLD}`, 'concentration null']],
  ['all versions but `safe`', { '*': { [OLD]: 10_000 } }, []],
  [
    'all but one in a new segment',
    { ...CROWDED.weights, pro: { [NEW]: 10_000 } },
    [`floor ${OLD}`, 'concentration null'],
  ],
])('limits are not evaded by listing other versions: of %s', (_, weights, expected) => {
  const head = { ...CROWDED, weights: { enterprise: { [OLD]: 10_000 }, ...weights } };
  const { changes, isLoosenedBesides } = portfolioInForce(CROWDED, head, false);
  expect(changes.map(({ kind, version }) => `${kind} ${version}`)).toEqual(expected);
  expect(isLoosenedBesides).toBe(expected.length > 0);
});

test('limits that are lowered beside other weights hold these at once', () => {
  const limits = { ...BASE.limits, floor: { [OLD]: 9500 }, step: 500 };
  const head = { ...BASE, limits, weights: { '*': { [OLD]: 9200, [NEW]: 800 } } };
  const { portfolio, isLoosenedBesides } = portfolioInForce(BASE, head, true);
  expect(isLoosenedBesides).toBe(false);
  expect(portfolio.limits).toEqual(limits);
  expect(broken(portfolio)).toEqual([`floor * ${OLD}`]);
});

test('guards and `safe` are the base’s, weights the head’s; of a new portfolio everything is its own', () => {
  const head = { ...BASE, safe: NEW, guards: [], weights: { '*': { [OLD]: 1000, [NEW]: 9000 } } };
  const { portfolio } = portfolioInForce(BASE, head, false);
  expect(portfolio).toMatchObject({ safe: OLD, guards: BASE.guards, weights: head.weights });
  expect(portfolioInForce(null, head, true)).toEqual({
    ...{ portfolio: head, limitsFrom: 'head', changes: [], isLoosenedBesides: false },
  });
});
