import { describe, expect, test } from 'vitest';
import type { CaseEvidence, Evidence } from '../../src/domain/evidence.ts';
import { decide } from '../../src/verdict/decide.ts';
import { arm, evidenceOf, policyOf, withoutBaseline } from '../kit/evidence.ts';

/** A case that the baseline passed, and that the candidate did not answer. */
const unanswered = (one: CaseEvidence, trials = 1): CaseEvidence => ({
  ...one,
  baseline: arm(0, { trials: 0 }),
  candidate: arm(0, { trials: 0, errored: trials }),
  unanswered: { trials, passes: trials, score: 1 },
});

/** The evidence with so many cases of its first segment unanswered by the candidate. */
const without = (evidence: Evidence, count: number, of: 'first' | 'last' = 'last'): Evidence => {
  const [name] = evidence.segments.map((segment) => segment.name);
  const own = evidence.cases.filter(({ segments: [first] }) => first === name);
  const chosen = new Set(of === 'first' ? own.slice(0, count) : own.slice(-count));
  return { ...evidence, cases: evidence.cases.map((one) => (chosen.has(one) ? unanswered(one) : one)) };
};

describe('a critical case that only the candidate does not answer', () => {
  const evidence = evidenceOf({ name: 'a', cases: 30 }, { name: 'b', cases: 30 });
  const cases = evidence.cases.map((one) =>
    one.id === 'a 3' ? { ...unanswered(one), critical: true } : one,
  );

  test('cannot be decided, and is the first reason', () => {
    expect(decide({ ...evidence, cases }, policyOf())).toMatchObject({
      verdict: 'error',
      reasons: [{ kind: 'critical-case-unanswered', caseId: 'a 3' }],
      extend: [],
    });
  });

  test('does not hide a regression that is shown', () => {
    const lost = evidenceOf({ name: 'a', cases: 30 }, { name: 'b', cases: 30, lost: 20 });
    const both = lost.cases.map((one) => (one.id === 'a 3' ? { ...unanswered(one), critical: true } : one));
    const { verdict, reasons } = decide({ ...lost, cases: both }, policyOf());
    expect(verdict).toBe('block');
    expect(reasons[0]).toEqual({ kind: 'regression', segment: 'b' });
  });

  test('is missing where the baseline does not answer it either', () => {
    const neither = cases.map(({ unanswered: _, ...one }) => one);
    expect(decide({ ...evidence, cases: neither }, policyOf()).verdict).toBe('pass');
  });
});

describe('cases of a segment that only the candidate does not answer', () => {
  test('cannot be decided where the segment would be a regression had they failed', () => {
    const evidence = without(evidenceOf({ name: 'a', cases: 100 }, { name: 'b', cases: 50 }), 6);
    const { verdict, reasons, segments } = decide(evidence, policyOf());
    expect({ verdict, reasons }).toEqual({
      verdict: 'error',
      reasons: [{ kind: 'invalid', segment: 'a' }],
    });
    expect(segments.map((row) => row.verdict)).toEqual(['invalid', 'pass']);
  });

  test('are missing where that would not matter', () => {
    const evidence = without(evidenceOf({ name: 'a', cases: 100 }, { name: 'b', cases: 50 }), 2);
    expect(decide(evidence, policyOf()).verdict).toBe('pass');
  });

  test('are missing where the baseline failed them too', () => {
    const evidence = without(
      evidenceOf({ name: 'a', cases: 100, failing: 9 }, { name: 'b', cases: 50 }),
      9,
      'first',
    );
    const cases = evidence.cases.map((one) =>
      one.unanswered ? { ...one, unanswered: { trials: 1, passes: 0, score: 0 } } : one,
    );
    expect(decide({ ...evidence, cases }, policyOf()).verdict).toBe('pass');
  });

  test('count against a new prompt as failures would', () => {
    const evidence = withoutBaseline(without(evidenceOf({ name: 'a', cases: 100 }), 9));
    const strict = policyOf({ gate: { minPassRate: 0.97 } });
    expect(decide(evidence, strict)).toMatchObject({
      verdict: 'error',
      reasons: [{ kind: 'invalid', segment: 'a' }],
    });
    expect(decide(evidence, policyOf({ gate: { minPassRate: 0.9 } })).verdict).toBe('pass');
  });
});
