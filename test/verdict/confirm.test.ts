import { describe, expect, test } from 'vitest';
import type { CaseEvidence, Evidence } from '../../src/domain/evidence.ts';
import { decide } from '../../src/verdict/decide.ts';
import { arm, evidenceOf, policyOf, type SegmentSpec } from '../kit/evidence.ts';

/** The evidence with stored baselines, of which `fresh` gives the answers to those asked anew. */
function stored(evidence: Evidence, fresh?: (one: CaseEvidence, index: number) => number | null): Evidence {
  const cases = evidence.cases.map((one, index): CaseEvidence => {
    const passes = fresh?.(one, index);
    return {
      ...one,
      baselineIsStored: true,
      ...(passes !== undefined && {
        freshBaseline: passes === null ? arm(0, { trials: 0, errored: 1 }) : arm(passes),
      }),
    };
  });
  return { ...evidence, cases };
}

const lost: SegmentSpec = { name: 'a', cases: 50, lost: 12 };
const suite = evidenceOf(lost, { name: 'b', cases: 50, lost: 1, won: 1 });
const asStored = ({ baseline }: CaseEvidence) => baseline?.passes ?? 0;

describe('a regression by stored answers of the baseline', () => {
  test('is to be confirmed, and counts until it is', () => {
    const verdict = decide(stored(suite), policyOf());
    expect(verdict).toMatchObject({ verdict: 'block', extend: [], confirm: ['a', 'overall'] });
    expect(decide(suite, policyOf()).confirm).toEqual([]);
  });

  test('stays where the fresh answers are the same', () => {
    const verdict = decide(stored(suite, asStored), policyOf());
    expect(verdict).toMatchObject({ verdict: 'block', confirm: [], baselineDrift: [] });
    expect(verdict.reasons).toEqual(decide(suite, policyOf()).reasons);
  });

  test('is none where the provider now fails with the old prompt too, and that is told', () => {
    const verdict = decide(
      stored(suite, (one, index) => (index < 12 ? 0 : asStored(one))),
      policyOf(),
    );
    expect(verdict).toMatchObject({ verdict: 'pass', reasons: [], confirm: [] });
    expect(verdict.segments[0]?.verdict).not.toBe('regression');
    expect(verdict.segments[0]?.unconfirmed?.difference).toBe(0);
    const [drift] = verdict.baselineDrift;
    expect(drift).toMatchObject({ segment: 'a', storedRate: 1, difference: -0.24 });
    expect(drift?.pValue).toBeCloseTo(2 * 2 ** -12, 12);
  });

  test('stays where too few of the fresh answers came', () => {
    const verdict = decide(
      stored(suite, (one, index) => (index % 2 === 0 ? null : asStored(one))),
      policyOf(),
    );
    expect(verdict).toMatchObject({ verdict: 'block', confirm: [] });
  });

  test('asks for nothing in segments that do not block', () => {
    const quiet = evidenceOf({ name: 'a', cases: 50, lost: 3, won: 3 }, { name: 'b', cases: 50 });
    expect(decide(stored(quiet), policyOf()).confirm).toEqual([]);
  });

  test('is confirmed after the second look, where that comes first', () => {
    const smoke = { looks: [50], extendTo: 150, available: 150 };
    const five = evidenceOf(
      ...['a', 'b', 'c', 'd', 'e'].map((name) => ({ name, cases: 50, lost: 5, won: 1, ...smoke })),
    );
    const verdict = decide(stored(five), policyOf());
    expect(verdict.reasons).toEqual([{ kind: 'overall-regression' }]);
    expect(verdict.extend).toHaveLength(5);
    expect(verdict.confirm).toEqual([]);
  });
});

test('in a suite of one segment, that is what is to be confirmed', () => {
  expect(decide(stored(evidenceOf(lost)), policyOf()).confirm).toEqual(['a']);
});

test('cases that a pull request adds do not keep the loss of the base from being confirmed', () => {
  const cases = suite.cases.map((one, index) => ({ ...one, isAdded: index >= 30 && index < 50 }));
  const segments = suite.segments.map((one) =>
    one.name === 'a' ? { ...one, ofBase: { available: 30, looks: [30], extendTo: 30 } } : one,
  );
  const evidence = { segments, cases };
  const verdict = decide(stored(evidence, asStored), policyOf());
  expect(verdict.reasons).toContainEqual({ kind: 'regression', segment: 'a' });
});

test('segments that a pull request adds to be lost do not keep the loss of the base from being confirmed', () => {
  const ofBase = evidenceOf({ name: 'a', cases: 50, lost: 9 }, { name: 'b', cases: 50 });
  // Of the nine that were lost by stored answers, the old prompt fails two now.
  const own = stored(ofBase, (one, index) => (index < 2 ? 0 : asStored(one)));
  expect(decide(own, policyOf()).reasons).toContainEqual({ kind: 'regression', segment: 'a' });
  const names = Array.from({ length: 15 }, (_, index) => `new ${index}`);
  const added = evidenceOf(...names.map((name) => ({ name, cases: 12, lost: 12 })));
  const none = { available: 0, looks: [0], extendTo: 0 };
  const evidence: Evidence = {
    segments: [
      ...own.segments.map((one) => ({ ...one, ofBase: { available: 50, looks: [50], extendTo: 50 } })),
      ...added.segments.map((one) => ({ ...one, ofBase: none })),
    ],
    cases: [...own.cases, ...stored(added, () => 0).cases.map((one) => ({ ...one, isAdded: true }))],
  };
  const { verdict, reasons } = decide(evidence, policyOf());
  expect(verdict).toBe('block');
  expect(reasons).toContainEqual({ kind: 'regression', segment: 'a' });
});
