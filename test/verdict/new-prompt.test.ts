import { expect, test } from 'vitest';
import { decide } from '../../src/verdict/decide.ts';
import { evidenceOf, policyOf, type SegmentSpec, withoutBaseline } from '../kit/evidence.ts';

function decideNew(minPassRate: number | null, ...specs: SegmentSpec[]) {
  return decide(withoutBaseline(evidenceOf(...specs)), policyOf({ gate: { minPassRate } }));
}

test('without a smallest pass rate a new prompt passes and is shown', () => {
  const verdict = decideNew(null, { name: 'a', cases: 50, failing: 30 });
  expect(verdict.verdict).toBe('pass');
  expect(verdict.segments[0]).toMatchObject({
    verdict: 'pass',
    baseline: null,
    difference: null,
    method: 'none',
    candidate: { passes: 20, n: 50, rate: 0.4 },
  });
});

test('shown to be below the smallest pass rate, it blocks and names the segment', () => {
  const verdict = decideNew(0.9, { name: 'a', cases: 50, failing: 15 }, { name: 'b', cases: 50, failing: 4 });
  expect(verdict.verdict).toBe('block');
  expect(verdict.reasons[0]).toEqual({ kind: 'below-min-pass-rate', segment: 'a' });
  expect(verdict.segments[0]).toMatchObject({ verdict: 'regression', method: 'binomial' });
  expect(verdict.segments[1]?.verdict).toBe('pass');
});

test('the p is the exact binomial one', () => {
  const [only] = decideNew(0.9, { name: 'a', cases: 10, failing: 3 }).segments;
  const atMostSeven = 1 - 45 * 0.9 ** 8 * 0.1 ** 2 - 10 * 0.9 ** 9 * 0.1 - 0.9 ** 10;
  expect(only?.pValue).toBeCloseTo(atMostSeven, 12);
});

test('merely below is inconclusive and does not block', () => {
  const verdict = decideNew(0.9, { name: 'a', cases: 50, failing: 7 });
  expect(verdict.verdict).toBe('pass');
  expect(verdict.segments[0]?.verdict).toBe('inconclusive');
});

test('trials do not pile up into cases', () => {
  const once = decideNew(0.9, { name: 'a', cases: 30, failing: 6 }).segments[0];
  const often = decideNew(0.9, { name: 'a', cases: 30, failing: 6, trials: 5 }).segments[0];
  expect(often?.pValue).toBe(once?.pValue);
});

test('a new prompt that is too low on the whole blocks even if no segment can be judged', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const verdict = decideNew(0.9, ...names.map((name) => ({ name, cases: 30, failing: 6 })));
  expect(verdict.segments.every(({ verdict: label }) => label === 'inconclusive')).toBe(true);
  expect(verdict.reasons).toEqual([{ kind: 'below-min-pass-rate', segment: 'overall' }]);
});

test('a new prompt that got no answers is an error', () => {
  expect(decideNew(0.9, { name: 'a', cases: 50, missing: 50 }).verdict).toBe('error');
  expect(decideNew(null, { name: 'a', cases: 50, missing: 20 }).verdict).toBe('error');
});

test('the whole represents the suite, of which segments were asked in different shares', () => {
  const { overall } = decideNew(
    0.5,
    { name: 'large', cases: 50, failing: 5, available: 450, extendTo: 50 },
    { name: 'small', cases: 50, failing: 25, available: 50 },
  );
  expect(overall.candidate.rate).toBeCloseTo(0.9 * 0.9 + 0.1 * 0.5, 12);
  expect(overall.candidate.passes).toBe(70);
  const traffic = decideNew(
    0.5,
    { name: 'large', cases: 50, failing: 5, traffic: 0.3 },
    { name: 'small', cases: 50, failing: 25, traffic: 0.7 },
  );
  expect(traffic.overall.candidate.rate).toBeCloseTo(0.3 * 0.9 + 0.7 * 0.5, 12);
});

test('the whole of a new prompt stays that of the first look while only some segments were extended', () => {
  const first = { cases: 50, failing: 5, looks: [50], extendTo: 100, available: 100 };
  const before = evidenceOf({ name: 'a', ...first }, { name: 'b', ...first });
  const more = evidenceOf({ name: 'a', cases: 50, failing: 40 }).cases;
  const after = {
    segments: before.segments.map((one) => (one.name === 'a' ? { ...one, looks: [50, 100] } : one)),
    cases: [...before.cases, ...more.map((one) => ({ ...one, id: `more ${one.id}`, look: 2 }))],
  };
  const policy = policyOf({ gate: { minPassRate: 0.8 } });
  const { segments, overall } = decide(withoutBaseline(after), policy);
  expect(segments.map(({ cases }) => cases)).toEqual([100, 50]);
  expect(overall).toMatchObject({ cases: 100, ofFirstLook: true, candidate: { rate: 0.9 } });
});
