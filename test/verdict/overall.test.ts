import { expect, test } from 'vitest';
import { decide } from '../../src/verdict/decide.ts';
import { evidenceOf, policyOf, segmentCases } from '../kit/evidence.ts';

test('the whole pools all cases, by mid-p below 25 discordant pairs', () => {
  const { overall } = decide(
    evidenceOf({ name: 'a', cases: 50, lost: 4 }, { name: 'b', cases: 50, lost: 1 }),
    policyOf(),
  );
  expect(overall).toMatchObject({ cases: 100, losses: 5, pValue: 1 / 64, method: 'sign-flip' });
  expect(overall.difference).toBeCloseTo(-0.05, 12);
});

test('cases stand for the suite: a segment sampled thinly weighs as much as it has cases', () => {
  const { overall } = decide(
    evidenceOf(
      { name: 'large', cases: 50, lost: 10, available: 900, looks: [50] },
      { name: 'small', cases: 50, available: 100 },
    ),
    policyOf(),
  );
  expect(overall.difference).toBeCloseTo(-0.18, 12);
  expect(overall.candidate.rate).toBeCloseTo(0.82, 12);
  const [low, high] = overall.interval ?? [0, 0];
  expect(low).toBeLessThan(-0.18);
  expect(high).toBeGreaterThan(-0.18);
});

test('declared traffic decides what a segment weighs', () => {
  const of = (traffic: [number, number]) =>
    decide(
      evidenceOf(
        { name: 'a', cases: 50, lost: 10, traffic: traffic[0] },
        { name: 'b', cases: 50, won: 5, traffic: traffic[1] },
      ),
      policyOf(),
    ).overall;
  expect(of([0.1, 0.9]).difference).toBeCloseTo(0.07, 12);
  expect(of([0.9, 0.1]).difference).toBeCloseTo(-0.17, 12);
  expect(of([0.5, 0.5]).difference).toBeCloseTo(-0.05, 12);
  expect(of([0.9, 0.1]).pValue).toBeLessThan(of([0.1, 0.9]).pValue);
});

test('the interval of a weighted difference is that of its strata: Σ w²·var', () => {
  const { overall } = decide(
    evidenceOf(
      { name: 'a', cases: 400, lost: 40, won: 40, traffic: 0.8 },
      { name: 'b', cases: 400, lost: 40, won: 40, traffic: 0.2 },
    ),
    policyOf(),
  );
  const spread = 0.2 / 399;
  const half = 1.963 * Math.sqrt((0.8 ** 2 + 0.2 ** 2) * spread);
  expect(overall.interval?.[1]).toBeCloseTo(half, 3);
  expect(overall.interval?.[0]).toBeCloseTo(-half, 3);
});

test('a case in two segments counts once in the whole', () => {
  const shared = segmentCases({ name: 'a', cases: 50, lost: 6 }).map((one) => ({
    ...one,
    segments: ['a', 'b'],
  }));
  const alone = segmentCases({ name: 'b', cases: 30 });
  const { overall } = decide(
    {
      segments: [
        { name: 'a', available: 50, looks: [50], extendTo: 50, traffic: null },
        { name: 'b', available: 80, looks: [80], extendTo: 80, traffic: null },
      ],
      cases: [...shared, ...alone.map((one) => ({ ...one, id: `alone ${one.id}` }))],
    },
    policyOf(),
  );
  expect(overall).toMatchObject({ cases: 80, losses: 6 });
  expect(overall.difference).toBeCloseTo(-6 / 80, 12);
});

test('where nothing changed, the whole shows nothing', () => {
  const { overall } = decide(evidenceOf({ name: 'a', cases: 50 }, { name: 'b', cases: 50 }), policyOf());
  expect(overall).toMatchObject({ pValue: 1, pBetter: 1, losses: 0, wins: 0, verdict: 'pass' });
});
