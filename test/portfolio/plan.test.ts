import { expect, test } from 'vitest';
import type { Weights } from '../../src/domain/portfolio.ts';
import { portfolioPlanSchema } from '../../src/domain/portfolio-plan.ts';
import type { Allocation } from '../../src/domain/registry.ts';
import type { EvidenceCase, EvidenceFile } from '../../src/domain/registry-files.ts';
import { type PlanRequest, planPortfolio } from '../../src/portfolio/plan.ts';
import { verdictsOf } from '../../src/portfolio/verdicts.ts';
import { plainOf } from '../../src/prose/text.ts';
import { portfolioTelling } from '../../src/report/telling/portfolio.ts';
import { decide } from '../../src/verdict/decide.ts';
import { policyOf } from '../kit/evidence.ts';
import { allocationOf, evidenceOf, NEW, OLD, portfolioOf, windowOf } from '../kit/portfolios.ts';

const NOW = Date.parse('2026-11-28T12:00:00Z');
const BOTH: Weights = { '*': { [OLD]: 6000, [NEW]: 4000 }, enterprise: { [OLD]: 10_000 } };
const SERVING: Weights = { '*': { [OLD]: 9000, [NEW]: 1000 }, enterprise: { [OLD]: 10_000 } };

/** 100 cases of standard and 50 of enterprise: `OLD` fails 20 of standard, `NEW` 8 of these and 4 others. */
const FILES: Record<string, EvidenceFile> = {
  [OLD]: evidenceOf(OLD, {
    standard: { cases: 100, failing: [[0, 20]] },
    enterprise: { cases: 50, failing: [] },
  }),
  [NEW]: evidenceOf(NEW, {
    standard: {
      cases: 100,
      failing: [
        [0, 8],
        [20, 24],
      ],
    },
    enterprise: { cases: 50, failing: [[0, 40]] },
  }),
};

function plan(changes: Partial<PlanRequest> = {}) {
  const evidence = Object.fromEntries(
    Object.entries(FILES).map(([version, file]) => [version, { id: `e${version}`, file }]),
  );
  const head = portfolioOf({ weights: BOTH });
  return planPortfolio({
    base: portfolioOf({ weights: SERVING }),
    head,
    changesOthers: false,
    isOwnerAsked: true,
    allocation: allocationOf(SERVING),
    holds: [],
    digests: { [OLD]: OLD, [NEW]: NEW },
    models: { [OLD]: 'openai:gpt-4.1-mini', [NEW]: 'openai:gpt-4.1-mini' },
    prefixes: { [OLD]: 1000, [NEW]: 2000 },
    evidence,
    verdicts: null,
    windows: WINDOWS,
    totals: {},
    now: NOW,
    ...changes,
  });
}

/** 10 days of the same. */
const WINDOWS = Array.from({ length: 10 }, (_, index) => `2026-11-${18 + index}`).flatMap((day) => [
  windowOf({ day, version: OLD, segment: 'standard', n: 900, passes: 720 }),
  windowOf({ day, version: NEW, segment: 'standard', n: 100, passes: 88 }),
  windowOf({ day, version: OLD, segment: 'enterprise', n: 1000, passes: 950 }),
]);

test('a plan is what its schema says, and plain JSON', () => {
  const told = plan();
  expect(portfolioPlanSchema.parse(JSON.parse(JSON.stringify(told)))).toEqual(told);
});

test('exposure, traffic and expected quality of each segment, before and after', () => {
  const { segments, quality, metric, blocks } = plan();
  expect(metric).toBe('resolved');
  expect(blocks).toBe(false);
  const [everybody, enterprise] = segments;
  expect(everybody?.weights).toEqual([
    { version: OLD, before: 0.9, after: 0.6 },
    { version: NEW, before: 0.1, after: 0.4 },
  ]);
  expect(everybody?.traffic).toBeCloseTo(0.5, 12);
  expect(everybody?.quality.before?.mean).toBeCloseTo(0.9 * 0.8 + 0.1 * 0.88, 2);
  expect(everybody?.quality.after?.mean).toBeCloseTo(0.6 * 0.8 + 0.4 * 0.88, 2);
  expect(everybody?.effectiveVersions).toBeCloseTo(1 / (0.36 + 0.16), 12);
  expect(everybody?.largest).toBe(0.6);
  expect(enterprise?.weights).toEqual([{ version: OLD, before: 1, after: 1 }]);
  const { mean = 0, low = 0, high = 0, observations = 0 } = quality.after ?? {};
  expect(mean).toBeCloseTo(0.5 * 0.832 + 0.5 * 0.95, 2);
  expect(low).toBeLessThan(mean);
  expect(high).toBeGreaterThan(mean);
  expect(observations).toBe(9000 + 1000 + 10_000);
});

test('units that get another version are the fewest that the weights allow', () => {
  const { segments, reassigned } = plan();
  expect(segments[0]?.reassigned.share).toBeCloseTo(0.3, 12);
  expect(segments[0]?.reassigned.least).toBeCloseTo(0.3, 12);
  expect(reassigned?.share).toBeCloseTo(0.15, 12);
});

test('overlap: of what the old version fails, the new one answers 60 %', () => {
  const found = plan().overlaps.find(({ segment }) => segment === 'enterprise');
  expect(found).toMatchObject({ versions: [OLD, NEW], cases: 50, phi: null });
  const all = plan().overlaps.find(({ segment }) => segment === '*');
  expect(all?.cases).toBe(150);
  expect(all?.rescue[0]).toBeCloseTo(0.6, 12);
});

test('stress: a version gone, its model retired, a segment twice as large', () => {
  const { stress } = plan();
  const of = (kind: string, what: string) => stress.find((one) => one.kind === kind && one.what === what);
  expect(of('version-gone', NEW)?.share).toBeCloseTo(0.2, 12);
  expect(of('version-gone', NEW)?.change).toBeCloseTo(-0.5 * 0.4 * 0.08, 2);
  // Nothing but the old version serves enterprise.
  expect(of('version-gone', OLD)).toMatchObject({ quality: null, unserved: ['enterprise'] });
  expect(of('model-retired', 'openai:gpt-4.1-mini')).toMatchObject({
    share: 1,
    unserved: ['*', 'enterprise'],
  });
  expect(of('segment-doubles', 'enterprise')?.change).toBeGreaterThan(0.01);
  expect(plan().models).toEqual([{ model: 'openai:gpt-4.1-mini', before: 1, after: 1 }]);
});

test('what a drop of 15 points would cost: pairs with the control, whichever has fewer answers', () => {
  const [everybody, enterprise] = plan().segments;
  const [old, next] = everybody?.noticed ?? [];
  expect(next).toMatchObject({ version: NEW, acts: true });
  const answers = next?.answers ?? 0;
  expect(answers).toBeGreaterThan(150);
  expect(answers).toBeLessThan(300);
  expect(next?.badAnswers).toBe(Math.ceil(answers * 0.15));
  // 1,000 calls a day, of which it has 40 %.
  expect(next?.days).toBeCloseTo(answers / 400, 1);
  expect(old?.answers).toBeGreaterThan(answers);
  // Nobody serves beside it, so no guard goes back by itself.
  expect(enterprise?.noticed).toEqual([
    { version: OLD, answers: null, badAnswers: null, days: null, acts: false, why: 'no-control' },
  ]);
});

test('cost a call, and what calls cost more because two prefixes share the cache', () => {
  const { cost, segments } = plan();
  // 0.001 USD a call of the old version without a cache, 0.002 of the new one.
  expect(segments[0]?.costPerCall.before).toBeCloseTo(0.0011, 9);
  expect(segments[0]?.costPerCall.after).toBeCloseTo(0.0014, 9);
  expect(cost.perCall.after).toBeCloseTo(0.5 * 0.0014 + 0.5 * 0.001, 9);
  expect(cost.promptCache?.prefixes).toBe(2);
  const { before, after } = cost.promptCache?.perCall ?? { before: null, after: null };
  // 2,000 calls a day are 7 in five minutes: of the new version with 5 % of them two in three come too late, with 20 % one in four.
  expect(before).toBeGreaterThan(0);
  expect(after).toBeGreaterThan(before ?? 0);
});

test('a broken limit blocks, and so do limits that are loosened beside other changes', () => {
  const capped = portfolioOf({ weights: BOTH, limits: { newVersionCap: [{ until: 5000, max: 2500 }] } });
  const totals = {
    [NEW]: { standard: { resolved: WINDOWS[1] ?? windowOf({ version: NEW, n: 0, passes: 0 }) } },
  };
  const told = plan({ base: capped, head: capped, totals });
  expect(told.blocks).toBe(true);
  expect(told.limits.filter(({ state }) => state === 'broken')).toEqual([
    {
      ...{ kind: 'new-version-cap', segment: '*', version: NEW, state: 'broken' },
      ...{ limit: 0.25, value: 0.4, because: null },
    },
  ]);
  const loosened = plan({ base: capped, head: portfolioOf({ weights: BOTH }) });
  expect(loosened).toMatchObject({ blocks: true, loosensBesides: false });
  const moved = plan({ base: { ...capped, weights: SERVING }, head: portfolioOf({ weights: BOTH }) });
  expect(moved).toMatchObject({ blocks: true, loosensBesides: true, limitsFrom: 'base' });
});

test('a segment that loses its own weights is told, with who rises there', () => {
  const told = plan({ head: portfolioOf({ weights: { '*': { [OLD]: 9000, [NEW]: 1000 } } }) });
  expect(told.delisted).toEqual([
    {
      name: 'enterprise',
      weights: [
        { version: OLD, before: 1, after: 0.9 },
        { version: NEW, before: 0, after: 0.1 },
      ],
    },
  ]);
  const lead = portfolioTelling(told).lead.map(plainOf);
  expect(lead[0]).toMatch(/comes to 10\s%\sof enterprise\.$/u);
  expect(lead[1]).toContain('enterprise is listed no more');
});

test('a hold shows in what would serve', () => {
  const holds = [{ version: NEW, until: null, reason: 'looks bad', at: '' }];
  expect(plan({ holds }).segments[0]?.weights).toEqual([
    { version: OLD, before: 0.9, after: 0.9 },
    { version: NEW, before: 0.1, after: 0.1 },
  ]);
});

function meansOf(allocation: Allocation, policy = policyOf()): Parameters<typeof verdictsOf>[1] {
  return { allocation, safe: OLD, rules: policy, decide: (evidence) => decide(evidence, policy) };
}

test('where nothing serves yet, a version is held against safe, and what stands alone against pass rates only', () => {
  const beside = verdictsOf(FILES, meansOf({}));
  expect(beside[NEW]?.enterprise).toBe('regression');
  expect(beside[NEW]?.standard).not.toBe('regression');
  expect(beside[OLD]).toEqual({});
  const alone = { [NEW]: FILES[NEW] as EvidenceFile };
  expect(verdictsOf(alone, meansOf({}))[NEW]).toEqual({});
  const known = plan({ base: null, allocation: {}, evidence: {}, verdicts: verdictsOf(alone, meansOf({})) });
  expect(known.limits).toContainEqual(
    expect.objectContaining({ kind: 'evidence', version: NEW, state: 'broken', because: 'not-evaluated' }),
  );
  const policy = policyOf();
  const withRate = { ...policy, gate: { ...policy.gate, minPassRate: 0.01 } };
  expect(Object.keys(verdictsOf(alone, meansOf({}, withRate))[NEW] ?? {})).toContain('standard');
});

test('evidence says where a version may serve: worse for enterprise, as good for the others', () => {
  const verdicts = verdictsOf(FILES, meansOf(allocationOf(SERVING)));
  expect(verdicts[NEW]?.enterprise).toBe('regression');
  expect(verdicts[NEW]?.standard).not.toBe('regression');
  expect(verdicts[OLD]?.enterprise).toBe('pass');
  expect(plan({ verdicts }).blocks).toBe(false);
  const everywhere = portfolioOf({
    weights: { '*': { [OLD]: 9000, [NEW]: 1000 }, enterprise: { [NEW]: 10_000 } },
  });
  const told = plan({ verdicts, head: everywhere });
  expect(told.limits.filter(({ state }) => state === 'broken')).toMatchObject([
    { kind: 'evidence', segment: 'enterprise', version: NEW, because: 'worse' },
  ]);
  expect(told.evidence.find(({ version }) => version === NEW)).toMatchObject({
    evidence: `e${NEW}`,
    cases: 150,
  });
});

test('a critical case of a segment that a version fails, or does not answer, keeps it from that segment', () => {
  const criticalIn = (version: string, change: Partial<EvidenceCase>): EvidenceFile => {
    const file = evidenceOf(version, {
      standard: { cases: 50, failing: [] },
      enterprise: { cases: 50, failing: [] },
    });
    const own = file.cases['standard-3'];
    if (!own) throw new Error('no such case');
    return { ...file, cases: { ...file.cases, 'standard-3': { ...own, critical: true, ...change } } };
  };
  const verdictsWith = (change: Partial<EvidenceCase>) =>
    verdictsOf(
      { [OLD]: criticalIn(OLD, {}), [NEW]: criticalIn(NEW, change) },
      meansOf(allocationOf(SERVING)),
    )[NEW];
  expect(verdictsWith({})).toEqual({ standard: 'pass', enterprise: 'pass' });
  expect(verdictsWith({ passes: 0, score: 0 })).toEqual({ standard: 'regression', enterprise: 'pass' });
  expect(verdictsWith({ trials: 0, passes: 0, errored: 1 })).toEqual({
    standard: 'invalid',
    enterprise: 'pass',
  });
});

test('without observations, quality is the pass rate of evidence, and traffic what the policy declares', () => {
  const told = plan({ windows: [] });
  expect(told.metric).toBeNull();
  expect(told.segments[0]?.quality.after?.mean).toBeCloseTo(0.6 * 0.8 + 0.4 * 0.88, 1);
  expect(told.segments.map(({ traffic }) => traffic)).toEqual([0.75, 0.25]);
  expect(told.segments[0]?.noticed[0]?.days ?? null).toBeNull();
});

test('evidence counts as at most 50 observations: a new version begins where its suite says, and production decides', () => {
  const unobserved = WINDOWS.filter(({ version }) => version === OLD);
  const rateOf = (windows: typeof WINDOWS) =>
    plan({ windows }).segments[0]?.versions.find(({ version }) => version === NEW)?.quality;
  const first = rateOf(unobserved);
  // Production's rate of the old version, 80 %, and 8 points more on the suite.
  expect(first?.mean).toBeCloseTo(0.88, 1);
  expect(first).toMatchObject({ observations: 0, cases: 100 });
  expect((first?.high ?? 0) - (first?.low ?? 0)).toBeGreaterThan(0.15);
  const bad = [...unobserved, windowOf({ version: NEW, segment: 'standard', n: 1000, passes: 600 })];
  expect(rateOf(bad)?.mean).toBeLessThan(0.65);
});

test('a first portfolio has nothing before, and its own limits', () => {
  const told = plan({ base: null, allocation: {}, changesOthers: true });
  expect(told).toMatchObject({ limitsFrom: 'head', blocks: false, quality: { before: null } });
  expect(told.segments[0]?.reassigned).toEqual({ share: 0, least: 0 });
  expect(told.cost.perCall.before).toBeNull();
});

test('a version that a guard took back is told first, with its ground: its weight is not set', () => {
  const at = '2026-11-26T15:00:00.000Z';
  const trip = { ...{ version: NEW, segment: 'enterprise', metric: 'resolved', at }, released: null };
  const held = plan({
    holds: [{ version: NEW, until: null, reason: 'A guard tripped.', at }],
    trips: [{ ...trip, action: 'rollback' }],
  });
  expect(held.held).toMatchObject([{ version: NEW, withheld: [{ segment: '*', stated: 0.4, set: 0.1 }] }]);
  const lead = portfolioTelling(held).lead.map((text) => plainOf(text).replaceAll('\u00a0', ' '));
  expect(lead[0]).toBe(
    '⚠️ 1.4.0 is held, because a guard on resolved tripped on it in enterprise on 2026-11-26 15:00 UTC. ' +
      'The merge gives it 10 % of all other segments instead of 40 %; 1.3.0 gets the rest. ' +
      'To raise it, change the weights again after release.',
  );
  expect(lead.join('\n')).not.toContain('limits are kept');
  expect(portfolioPlanSchema.parse(JSON.parse(JSON.stringify(held)))).toEqual(held);
});

test('a version on which a guard tripped is told where it rises, though somebody released it', () => {
  const trip = { version: NEW, segment: '*', metric: 'resolved', action: 'rollback' } as const;
  const trips = [{ ...trip, at: '2026-11-26T15:00:00.000Z', released: '2026-11-27T09:00:00.000Z' }];
  const told = portfolioTelling(plan({ trips })).lead.map((text) => plainOf(text));
  expect(told).toContain(
    '⚠️ A guard on resolved tripped on 1.4.0 in all other segments on 2026-11-26 15:00 UTC and took it back; ' +
      'released on 2026-11-27 09:00 UTC. Its weight rises.',
  );
  const falls = portfolioOf({ weights: { ...SERVING, '*': { [OLD]: 9500, [NEW]: 500 } } });
  expect(plan({ trips, head: falls }).trips).toBeUndefined();
});

test('where no guard would notice a drop, it is said why', () => {
  const why = (changes: Partial<PlanRequest>) => {
    const { table } = portfolioTelling(plan(changes));
    return plainOf(table.rows[0]?.at(-1) ?? []);
  };
  expect(why({ head: portfolioOf({ weights: BOTH, guards: [] }), base: null })).toContain(
    'no guard watches it',
  );
  const alone = portfolioOf({ weights: { '*': { [NEW]: 9700, [OLD]: 300 } } });
  expect(why({ head: alone, base: null })).toContain('no other version has 5 % here');
  expect(why({ windows: [] })).toContain('nothing was reported yet');
});
