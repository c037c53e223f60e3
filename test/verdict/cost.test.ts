import { describe, expect, test } from 'vitest';
import { pairedRatio } from '../../src/stats/ratio.ts';
import { decide } from '../../src/verdict/decide.ts';
import { arm, evidenceOf, policyOf, withoutBaseline } from '../kit/evidence.ts';

const noisy = (mean: number, spread: number) => (index: number) =>
  mean + (index % 2 === 0 ? spread : -spread);

test('tokens shown to rise above the limit block', () => {
  const verdict = decide(evidenceOf({ name: 'a', cases: 50, tokens: noisy(1.17, 0.05) }), policyOf());
  expect(verdict).toMatchObject({ verdict: 'block', reasons: [{ kind: 'cost' }] });
  expect(verdict.cost).toMatchObject({ label: 'exceeded', limit: 0.1 });
  expect(verdict.cost.comparison.ratio?.ratio).toBeCloseTo(1.17, 10);
  expect(verdict.cost.comparison.candidate.totalTokens).toBeCloseTo(1287, 6);
});

test('a rise that may be noise does not block, and what is below the limit by noise is not within it', () => {
  const maybe = decide(evidenceOf({ name: 'a', cases: 50, tokens: noisy(1.12, 0.6) }), policyOf());
  expect(maybe.cost.comparison.ratio?.low).toBeLessThan(1.1);
  expect(maybe).toMatchObject({ verdict: 'pass', reasons: [], cost: { label: 'unknown' } });
  const below = decide(evidenceOf({ name: 'a', cases: 50, tokens: noisy(1.09, 0.6) }), policyOf());
  expect(below.cost.comparison.ratio?.high).toBeGreaterThan(1.1);
  expect(below).toMatchObject({ verdict: 'pass', cost: { label: 'unknown' } });
  const surely = decide(evidenceOf({ name: 'a', cases: 50, tokens: noisy(1.05, 0.05) }), policyOf());
  expect(surely).toMatchObject({ verdict: 'pass', cost: { label: 'within' } });
  const exactly = decide(evidenceOf({ name: 'a', cases: 50, tokens: () => 1.1 }), policyOf());
  expect(exactly.cost.label).toBe('within');
});

test('the cost of fewer than 30 cases is reported and does not block', () => {
  const rise = (cases: number) => evidenceOf({ name: 'a', cases, tokens: noisy(1.5, 0.01) });
  const few = decide(rise(29), policyOf());
  expect(few).toMatchObject({ reasons: [], cost: { label: 'unknown', tooFew: true } });
  const same = decide(evidenceOf({ name: 'a', cases: 29 }), policyOf());
  expect(same.cost).toMatchObject({ label: 'unknown', tooFew: true });
  expect(few.cost.comparison.ratio?.low).toBeGreaterThan(1.4);
  expect(decide(rise(30), policyOf())).toMatchObject({ verdict: 'block', reasons: [{ kind: 'cost' }] });
  const two = { name: 'b', cases: 2, tokens: () => 2 };
  const withTwo = decide(evidenceOf({ name: 'a', cases: 50 }, two), policyOf());
  expect(withTwo.segments[1]?.cost.ratio?.ratio).toBeCloseTo(2, 10);
});

test('an improved segment pays for its tokens, unless the owner says otherwise', () => {
  const evidence = evidenceOf(
    { name: 'a', cases: 50, won: 10, tokens: () => 1.3 },
    { name: 'b', cases: 50, tokens: () => 1.3 },
  );
  expect(decide(evidence, policyOf())).toMatchObject({ verdict: 'pass', cost: { label: 'paid-for' } });
  expect(decide(evidence, policyOf({ cost: { unlessImproved: false } })).verdict).toBe('block');
  expect(decide(evidence, policyOf({ cost: { maxTokenIncrease: null } })).cost).toMatchObject({
    label: 'within',
    limit: null,
  });
});

test('money per month is reported if the traffic and the prices are known', () => {
  const evidence = evidenceOf({ name: 'a', cases: 50 });
  const dearer = {
    ...evidence,
    cases: evidence.cases.map((one) => ({ ...one, candidate: arm(1, { costUsd: 0.0025 }) })),
  };
  const policy = policyOf({ cost: { callsPerMonth: 1e6 } });
  expect(decide(dearer, policy).cost.monthlyUsd).toBeCloseTo(500, 6);
  expect(decide(dearer, policyOf()).cost.monthlyUsd).toBeNull();
  const unpriced = {
    ...dearer,
    cases: dearer.cases.map((one) => ({ ...one, candidate: arm(1, { costUsd: null }) })),
  };
  expect(decide(unpriced, policy).cost).toMatchObject({
    monthlyUsd: null,
    comparison: { candidate: { usd: null } },
  });
});

test('means are a call: three trials of the same length cost the same a call', () => {
  const once = decide(evidenceOf({ name: 'a', cases: 20 }), policyOf()).cost.comparison;
  const thrice = decide(evidenceOf({ name: 'a', cases: 20, trials: 3 }), policyOf()).cost.comparison;
  expect(thrice.candidate.totalTokens).toBeCloseTo(once.candidate.totalTokens, 9);
  expect(thrice.candidate.usd).toBeCloseTo(once.candidate.usd ?? 0, 12);
});

test('a suite weighted by traffic weighs its tokens too', () => {
  const { cost } = decide(
    evidenceOf(
      { name: 'rare', cases: 50, tokens: () => 2, traffic: 0.1 },
      { name: 'common', cases: 50, tokens: () => 1, traffic: 0.9 },
    ),
    policyOf(),
  );
  expect(cost.comparison.ratio?.ratio).toBeCloseTo(1.1, 10);
});

test('a new prompt has nothing to be compared with, but costs what it costs', () => {
  const { cost } = decide(withoutBaseline(evidenceOf({ name: 'a', cases: 50 })), policyOf());
  expect(cost).toMatchObject({ label: 'unknown', monthlyUsd: null });
  expect(cost.comparison).toMatchObject({ baseline: null, ratio: null });
  expect(cost.comparison.candidate.totalTokens).toBeCloseTo(1100, 9);
});

test('a provider that counts no tokens leaves the cost unknown', () => {
  const evidence = evidenceOf({ name: 'a', cases: 50 });
  const uncounted = arm(1, { inputTokens: 0, outputTokens: 0 });
  const cases = evidence.cases.map((one) => ({ ...one, baseline: uncounted }));
  const { cost } = decide({ ...evidence, cases }, policyOf());
  expect(cost).toMatchObject({ label: 'unknown', comparison: { ratio: null } });
});

test('the interval of the ratio is one of 95 %', () => {
  const factors = noisy(1.2, 0.15);
  const { cost } = decide(evidenceOf({ name: 'a', cases: 40, tokens: factors }), policyOf());
  const [candidate, baseline] = [(index: number) => 1100 * factors(index), () => 1100];
  const expected = pairedRatio(
    Array.from({ length: 40 }, (_, index) => candidate(index)),
    Array.from({ length: 40 }, baseline),
    0.95,
  );
  expect(cost.comparison.ratio?.low).toBeCloseTo(expected.low, 10);
  expect(cost.comparison.ratio?.high).toBeCloseTo(expected.high, 10);
});

test('one call without a price leaves the price of all unknown', () => {
  const evidence = evidenceOf({ name: 'a', cases: 50 });
  for (const [side, unpriced] of [
    ['baseline', { baseline: arm(1, { costUsd: null }) }],
    ['candidate', { candidate: arm(1, { costUsd: null }) }],
  ] as const) {
    const cases = evidence.cases.map((one, index) => (index === 20 ? { ...one, ...unpriced } : one));
    const { cost } = decide({ ...evidence, cases }, policyOf({ cost: { callsPerMonth: 1000 } }));
    expect(cost.comparison[side]).toMatchObject({ usd: null, totalTokens: 1100 });
    expect(cost.monthlyUsd).toBeNull();
  }
});

test('weighted by traffic, a case counts once, however often it was tried', () => {
  const of = (trials: number) =>
    decide(
      evidenceOf(
        { name: 'rare', cases: 50, trials, tokens: () => 2, traffic: 0.1 },
        { name: 'common', cases: 50, traffic: 0.9 },
      ),
      policyOf(),
    ).cost.comparison;
  const cached = (trials: number) => {
    const evidence = evidenceOf(
      { name: 'rare', cases: 50, trials, traffic: 0.1 },
      { name: 'common', cases: 50, traffic: 0.9 },
    );
    const cases = evidence.cases.map((one) =>
      one.segments[0] === 'rare'
        ? { ...one, candidate: arm(1, { trials, cachedInputTokens: 500 * trials }) }
        : one,
    );
    return decide({ ...evidence, cases }, policyOf()).cost.comparison.candidate.cachedInputTokens;
  };
  expect(of(3).ratio?.ratio).toBeCloseTo(1.1, 10);
  expect(of(3).candidate.totalTokens).toBeCloseTo(1100 * 1.1, 9);
  expect(of(3).candidate.usd).toBeCloseTo(of(1).candidate.usd ?? 0, 12);
  expect([cached(1), cached(3)].map(Math.round)).toEqual([50, 50]);
});

describe('money has a limit of its own', () => {
  test('the same tokens at five times the price block', () => {
    const verdict = decide(evidenceOf({ name: 'a', cases: 50, money: () => 5 }), policyOf());
    expect(verdict).toMatchObject({ verdict: 'block', reasons: [{ kind: 'cost' }] });
    expect(verdict.cost).toMatchObject({
      label: 'exceeded',
      labels: { tokens: 'within', money: 'exceeded' },
      moneyLimit: 0.1,
    });
    expect(verdict.cost.comparison.moneyRatio?.ratio).toBeCloseTo(5, 10);
    const off = decide(
      evidenceOf({ name: 'a', cases: 50, money: () => 5 }),
      policyOf({ cost: { maxCostIncrease: null } }),
    );
    expect(off).toMatchObject({ verdict: 'pass', cost: { label: 'within', labels: { money: null } } });
  });

  test('more tokens of a cheaper model exceed the one and keep the other', () => {
    const evidence = evidenceOf({ name: 'a', cases: 50, tokens: () => 1.5, money: () => 0.2 });
    expect(decide(evidence, policyOf())).toMatchObject({
      verdict: 'block',
      cost: { label: 'exceeded', labels: { tokens: 'exceeded', money: 'within' } },
    });
    expect(decide(evidence, policyOf({ cost: { maxTokenIncrease: null } }))).toMatchObject({
      verdict: 'pass',
      cost: { label: 'within', labels: { tokens: null, money: 'within' } },
    });
  });

  test('what may be noise, or too few cases show, does not block', () => {
    const maybe = decide(evidenceOf({ name: 'a', cases: 50, money: noisy(1.12, 0.6) }), policyOf());
    expect(maybe).toMatchObject({
      verdict: 'pass',
      cost: { labels: { tokens: 'within', money: 'unknown' } },
    });
    const few = decide(evidenceOf({ name: 'a', cases: 29, money: () => 5 }), policyOf());
    expect(few).toMatchObject({ reasons: [], cost: { label: 'unknown' } });
  });

  test('a price that is not known is never within the limit', () => {
    const evidence = evidenceOf({ name: 'a', cases: 50 });
    const cases = evidence.cases.map((one) => ({ ...one, candidate: arm(1, { costUsd: null }) }));
    expect(decide({ ...evidence, cases }, policyOf())).toMatchObject({
      verdict: 'pass',
      cost: {
        label: 'unknown',
        labels: { tokens: 'within', money: 'unknown' },
        comparison: { moneyRatio: null },
      },
    });
  });

  test('what the cache of a provider saved in one arm is left aside', () => {
    const evidence = evidenceOf({ name: 'a', cases: 50 });
    const cached = { ...arm(1), costUsd: 0.001, uncachedUsd: 0.002 };
    const { cost, verdict } = decide(
      { ...evidence, cases: evidence.cases.map((one) => ({ ...one, baseline: cached })) },
      policyOf(),
    );
    expect(cost.comparison.baseline?.usd).toBeCloseTo(0.001, 12);
    expect(cost.comparison.moneyRatio?.ratio).toBeCloseTo(1, 12);
    expect(verdict).toBe('pass');
  });

  test('what improves pays for money too, and is named: segments, or else the whole', () => {
    const dear = { cases: 50, money: () => 2 };
    const segment = decide(evidenceOf({ name: 'a', won: 10, ...dear }, { name: 'b', ...dear }), policyOf());
    expect(segment.cost).toMatchObject({ label: 'paid-for', paidForBy: ['a'] });
    const names = ['a', 'b', 'c', 'd', 'e'];
    const whole = decide(evidenceOf(...names.map((name) => ({ name, won: 3, ...dear }))), policyOf());
    expect(whole.segments.some(({ verdict }) => verdict === 'improved')).toBe(false);
    expect(whole.cost).toMatchObject({ label: 'paid-for', paidForBy: ['overall'] });
    expect(decide(evidenceOf({ name: 'a', cases: 50 }), policyOf()).cost.paidForBy).toBeUndefined();
  });
});
