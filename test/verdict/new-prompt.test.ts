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

test('a new prompt below on the whole blocks even where no segment can be told', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const verdict = decideNew(0.9, ...names.map((name) => ({ name, cases: 30, failing: 6 })));
  expect(verdict.segments.every(({ verdict: label }) => label === 'inconclusive')).toBe(true);
  expect(verdict.reasons).toEqual([{ kind: 'below-min-pass-rate', segment: 'overall' }]);
});

test('a new prompt that got no answers is an error', () => {
  expect(decideNew(0.9, { name: 'a', cases: 50, missing: 50 }).verdict).toBe('error');
  expect(decideNew(null, { name: 'a', cases: 50, missing: 20 }).verdict).toBe('error');
});
