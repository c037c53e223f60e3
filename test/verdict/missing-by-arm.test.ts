import { describe, expect, test } from 'vitest';
import type { CaseEvidence, Evidence } from '../../src/domain/evidence.ts';
import { decide } from '../../src/verdict/decide.ts';
import { arm, evidenceOf, policyOf } from '../kit/evidence.ts';

/** The evidence with these cases answered by the candidate alone, which passes or fails them. */
function withoutBaseline(evidence: Evidence, ids: readonly string[], passes: 0 | 1): Evidence {
  const cases = evidence.cases.map(
    (one): CaseEvidence =>
      ids.includes(one.id)
        ? {
            ...one,
            baseline: arm(0, { trials: 0, errored: 1 }),
            candidate: arm(0, { trials: 0 }),
            candidateOnly: { trials: 1, passes, score: passes },
          }
        : one,
  );
  return { ...evidence, cases };
}

const names = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `a ${from + index}`);

describe('cases that only the baseline left unanswered', () => {
  const suite = evidenceOf({ name: 'a', cases: 100, lost: 6 });

  test('count as far for the candidate as its answers allow', () => {
    expect(decide(suite, policyOf()).verdict).toBe('block');
    const won = decide(withoutBaseline(suite, names(50, 56), 1), policyOf());
    expect(won).toMatchObject({ verdict: 'pass', reasons: [] });
    expect(won.segments[0]).toMatchObject({
      ...{ verdict: 'inconclusive', cases: 94, missing: 6 },
      missingBy: { baseline: 6, candidate: 0, both: 0 },
    });
  });

  test('take nothing from a drop that holds all the same', () => {
    expect(decide(withoutBaseline(suite, names(50, 56), 0), policyOf()).verdict).toBe('block');
    const large = evidenceOf({ name: 'a', cases: 100, lost: 20 });
    expect(decide(withoutBaseline(large, names(50, 56), 1), policyOf()).verdict).toBe('block');
  });

  test('are no improvement', () => {
    const quiet = evidenceOf({ name: 'a', cases: 100 });
    const verdict = decide(withoutBaseline(quiet, names(50, 60), 1), policyOf());
    expect(verdict.segments[0]?.verdict).not.toBe('improved');
    expect(verdict.segments[0]?.wins).toBe(0);
  });
});

describe('missing answers make a verdict `error`', () => {
  const missing = (cases: number, count: number) =>
    decide(evidenceOf({ name: 'a', cases, missing: count }, { name: 'b', cases: 50 }), policyOf()).verdict;

  test('from three on, where they are more than `max-missing`', () => {
    expect([missing(20, 2), missing(20, 3), missing(50, 5), missing(50, 6)]).toEqual([
      'pass',
      'error',
      'pass',
      'error',
    ]);
  });

  test('not in a segment too small to be judged, unless the whole misses too much', () => {
    expect(missing(5, 4)).toBe('pass');
    expect(decide(evidenceOf({ name: 'a', cases: 9, missing: 4 }), policyOf()).verdict).toBe('error');
  });
});
