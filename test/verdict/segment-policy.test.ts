import { expect, test } from 'vitest';
import type { Policy, SegmentPolicy } from '../../src/domain/policy.ts';
import { decide } from '../../src/verdict/decide.ts';
import { evidenceOf, policyOf, withoutBaseline } from '../kit/evidence.ts';

const USUAL: SegmentPolicy = { margin: 0.1, minEffect: 0, onInconclusive: 'pass', minPassRate: null };
const policyWith = (segments: Record<string, Partial<SegmentPolicy>>, policy = policyOf()): Policy => ({
  ...policy,
  segments: Object.fromEntries(Object.entries(segments).map(([name, own]) => [name, { ...USUAL, ...own }])),
});
const labels = (...of: Parameters<typeof decide>) =>
  Object.fromEntries(decide(...of).segments.map(({ name, verdict }) => [name, verdict]));

test('a segment is held against its own margin', () => {
  const evidence = evidenceOf(
    { name: 'a', cases: 100, lost: 2, won: 2 },
    { name: 'b', cases: 100, lost: 2, won: 2 },
  );
  expect(labels(evidence, policyOf())).toEqual({ a: 'pass', b: 'pass' });
  const strict = policyWith({ b: { margin: 0.01 } });
  expect(labels(evidence, strict)).toEqual({ a: 'pass', b: 'inconclusive' });
  expect(decide(evidence, strict).verdict).toBe('pass');
});

test('a drop below a segment’s own limit does not block there, and elsewhere does', () => {
  const evidence = evidenceOf({ name: 'a', cases: 100, lost: 12 }, { name: 'b', cases: 100, lost: 12 });
  expect(labels(evidence, policyOf())).toEqual({ a: 'regression', b: 'regression' });
  expect(labels(evidence, policyWith({ b: { minEffect: 0.2 } }))).toMatchObject({ a: 'regression' });
  expect(labels(evidence, policyWith({ b: { minEffect: 0.2 } })).b).not.toBe('regression');
});

test('an inconclusive segment blocks where its own rule says so, and asks for its second look', () => {
  const evidence = evidenceOf(
    { name: 'a', cases: 50, lost: 5, won: 5 },
    { name: 'b', cases: 50, lost: 5, won: 5 },
  );
  expect(decide(evidence, policyOf()).verdict).toBe('pass');
  const verdict = decide(evidence, policyWith({ b: { onInconclusive: 'block' } }));
  expect(verdict.reasons).toEqual([{ kind: 'inconclusive', segment: 'b' }]);
  const lenient = policyWith(
    { b: { onInconclusive: 'pass' } },
    policyOf({ gate: { onInconclusive: 'block' } }),
  );
  expect(decide(evidence, lenient).reasons).toEqual([{ kind: 'inconclusive', segment: 'a' }]);
});

test('a new prompt is held against the pass rate of each segment', () => {
  const evidence = withoutBaseline(
    evidenceOf({ name: 'a', cases: 50, failing: 12 }, { name: 'overall', cases: 50, failing: 12 }),
  );
  const verdict = decide(evidence, policyWith({ overall: { minPassRate: 0.95 } }));
  expect(verdict.reasons).toEqual([{ kind: 'below-min-pass-rate', segment: 'overall' }]);
  expect(verdict.overall.verdict).toBe('pass');
});

test('segments named like members of every object have the usual rules', () => {
  const evidence = evidenceOf({ name: 'constructor', cases: 100, lost: 2, won: 2 });
  expect(labels(evidence, policyWith({ a: { margin: 0.01 } }))).toEqual({ constructor: 'pass' });
});
