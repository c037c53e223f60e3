import { expect, test } from 'vitest';
import { selfcheck } from '../../src/verdict/selfcheck.ts';
import { evidenceOf, policyOf } from '../kit/evidence.ts';
import { selfCompared } from '../kit/self-compared.ts';

test('it finds the flip rate and the correlation that made the data', () => {
  const check = selfcheck(selfCompared(2000, {}), policyOf(), { replicates: 20, seed: 1 });
  expect(check.correlation).toBeCloseTo(0.6, 1);
  expect(check.flipRate).toBeCloseTo(2 * 0.8 * 0.2 * 0.4, 1);
  expect(check.segments.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  expect(check.segments[0]?.casesNeeded).toBeGreaterThan(50);
});

test('a model that always answers alike never raises an alarm against itself', () => {
  const check = selfcheck(evidenceOf({ name: 'a', cases: 40, failing: 10 }), policyOf(), {
    replicates: 50,
    seed: 3,
  });
  expect(check).toMatchObject({ flipRate: 0, correlation: 1, falseAlarms: { unchanged: { rate: 0 } } });
  expect(check.verdict.verdict).toBe('pass');
});

test('the same seed gives the same report, and no answers give an error', () => {
  const evidence = selfCompared(30, {});
  const run = () => selfcheck(evidence, policyOf(), { replicates: 100, seed: 5 });
  expect(run()).toEqual(run());
  expect(() => selfcheck({ segments: [], cases: [] }, policyOf(), { replicates: 10, seed: 1 })).toThrow(
    'no case was answered',
  );
});

test('a case that is in segments of two dimensions is asked once', () => {
  const one = evidenceOf({ name: 'a', cases: 40 });
  const cases = one.cases.map((testCase) => ({ ...testCase, segments: ['a', 'b'] }));
  const segments = one.segments.flatMap((segment) => [segment, { ...segment, name: 'b' }]);
  const check = selfcheck({ cases, segments }, policyOf(), { replicates: 5, seed: 1 });
  expect(check.falseAlarms.meanCases).toBe(40);
});

test('it tells how far it is, ten times', () => {
  const told: [number, number][] = [];
  const onProgress = (done: number, all: number) => told.push([done, all]);
  selfcheck(selfCompared(30, {}), policyOf(), { replicates: 10, seed: 1, onProgress });
  expect(told).toEqual([2, 4, 6, 8, 10, 12, 14, 16, 18, 20].map((done) => [done, 20]));
});
