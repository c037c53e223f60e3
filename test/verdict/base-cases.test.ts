import { describe, expect, test } from 'vitest';
import type { Evidence } from '../../src/domain/evidence.ts';
import { decide } from '../../src/verdict/decide.ts';
import { evidenceOf, policyOf, type SegmentSpec, segmentCases } from '../kit/evidence.ts';

/** Segments of the base, each with cases that the pull request adds to it. */
function grown(...segments: [base: SegmentSpec, added: Omit<SegmentSpec, 'name'>][]): Evidence {
  return {
    segments: segments.map(([base, added]) => {
      const [all, ofBase] = [base.cases + added.cases, base.cases].map((count) => ({
        ...{ available: count, looks: [count], extendTo: count },
      }));
      return { name: base.name, traffic: null, ...(all ?? { available: 0, looks: [], extendTo: 0 }), ofBase };
    }),
    cases: segments.flatMap(([base, added]) => [
      ...segmentCases(base),
      ...segmentCases({ ...added, name: base.name }).map((one) => ({
        ...one,
        id: `new ${one.id}`,
        isAdded: true,
      })),
    ]),
  };
}

const quiet = [{ name: 'b', cases: 50 }, { cases: 10 }] satisfies [SegmentSpec, Omit<SegmentSpec, 'name'>];

describe('cases that a pull request adds', () => {
  test('do not win what the cases of the base lose', () => {
    const evidence = grown(
      [
        { name: 'a', cases: 50, lost: 10 },
        { cases: 40, won: 30 },
      ],
      quiet,
    );
    const { verdict, reasons, segments } = decide(evidence, policyOf());
    expect(verdict).toBe('block');
    expect(reasons[0]).toEqual({ kind: 'regression', segment: 'a (cases of the base)' });
    expect(segments.map(({ name, cases, casesOf }) => [name, cases, casesOf])).toEqual([
      ['a', 90, undefined],
      ['b', 60, undefined],
      ['a (cases of the base)', 50, 'base'],
      ['overall (cases of the base)', 100, 'base'],
    ]);
  });

  test('do not hide a drop of the segment that they only make smaller', () => {
    const evidence = grown(
      [
        { name: 'a', cases: 50, lost: 10 },
        { cases: 40, won: 7 },
      ],
      quiet,
    );
    const { reasons, segments } = decide(evidence, policyOf());
    expect(reasons[0]).toEqual({ kind: 'regression', segment: 'a' });
    expect(segments).toHaveLength(2);
  });

  test('do not win on the whole what the base loses in all segments', () => {
    const names = ['a', 'b', 'c', 'd'];
    const evidence = grown(
      ...names.map((name): [SegmentSpec, Omit<SegmentSpec, 'name'>] => [
        { name, cases: 50, lost: 4 },
        { cases: 20, won: 10 },
      ]),
    );
    expect(decide(evidence, policyOf()).reasons).toEqual([
      { kind: 'regression', segment: 'overall (cases of the base)' },
    ]);
  });

  test('show a regression of their own', () => {
    const evidence = grown(
      [
        { name: 'a', cases: 50 },
        { cases: 12, lost: 10 },
      ],
      quiet,
    );
    expect(decide(evidence, policyOf()).reasons).toContainEqual({ kind: 'regression', segment: 'a' });
  });

  test('do not dilute the share of answers that are missing', () => {
    const evidence = grown([{ name: 'a', cases: 50, missing: 8 }, { cases: 50 }], quiet);
    expect(decide(evidence, policyOf())).toMatchObject({
      verdict: 'error',
      reasons: [{ kind: 'invalid', segment: 'a' }],
    });
  });

  test.each(['min-p', 'holm'] as const)(
    'do not take the base’s segments their share of the level: %s',
    (correction) => {
      const base = ['a', 'b', 'c', 'd', 'e'].map((name, index) => ({
        ...{ name, cases: 30 },
        ...(index === 0 ? { lost: 8 } : { lost: 1, won: 1 }),
      }));
      const policy = policyOf({ gate: { correction } });
      const before = decide(evidenceOf(...base), policy);
      const noisy = { lost: 5, won: 5 };
      const newSegments = Array.from({ length: 15 }, (_, index): [SegmentSpec, Omit<SegmentSpec, 'name'>] => [
        { name: `new ${index}`, cases: 0 },
        { cases: 10, ...noisy },
      ]);
      const withSegments = grown(
        ...base.map((one): (typeof newSegments)[number] => [one, { cases: 0 }]),
        ...newSegments,
      );
      const withCases = grown(
        ...base.map((one, index): (typeof newSegments)[number] => [
          one,
          index === 0 ? { cases: 0 } : { cases: 60, lost: 30, won: 30 },
        ]),
      );
      for (const evidence of [evidenceOf(...base), withSegments, withCases]) {
        const { verdict, segments } = decide(evidence, policy);
        expect(verdict).toBe('block');
        expect(segments[0]?.adjustedPValue).toBeCloseTo(before.segments[0]?.adjustedPValue ?? 0, 12);
      }
    },
  );

  test('leave the one segment of the base the whole level', () => {
    const one = { name: 'a', cases: 30, lost: 5 };
    expect(decide(evidenceOf(one), policyOf()).verdict).toBe('block');
    const evidence = grown(
      [one, { cases: 0 }],
      [
        { name: 'b', cases: 0 },
        { cases: 30, lost: 6, won: 6 },
      ],
    );
    expect(decide(evidence, policyOf()).reasons[0]).toEqual({ kind: 'regression', segment: 'a' });
  });

  test('leave the whole of the base its level', () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const base = names.map((name) => ({ name, cases: 30, lost: 3, won: 1 }));
    expect(decide(evidenceOf(...base), policyOf()).reasons).toEqual([{ kind: 'overall-regression' }]);
    const easy = base.map((one): [SegmentSpec, Omit<SegmentSpec, 'name'>] => [one, { cases: 90, won: 3 }]);
    expect(decide(grown(...easy), policyOf()).verdict).toBe('block');
  });

  test('cost the other rows nothing where they come out alike in both arms', () => {
    const adjusted = (evidence: Evidence) => decide(evidence, policyOf()).segments[0]?.adjustedPValue;
    const spec = { name: 'a', cases: 50, lost: 8 };
    const b = { name: 'b', cases: 50, lost: 6, won: 6 };
    expect(adjusted(grown([spec, { cases: 10 }], [b, { cases: 10 }]))).toBeCloseTo(
      adjusted(evidenceOf(spec, b)) ?? 0,
      12,
    );
  });
});

test('cases that only the base has are one row, as before', () => {
  const evidence = evidenceOf({ name: 'a', cases: 50, lost: 10 }, { name: 'b', cases: 50 });
  expect(decide(evidence, policyOf()).segments.map(({ name }) => name)).toEqual(['a', 'b']);
});

describe('tokens and latency of cases that a pull request adds', () => {
  const dearer = (index: number) => 1.3 + (index % 5) * 0.01;

  test.each([20, 60, 150, 600])('do not pay for those of the base: %i of them', (cases) => {
    const evidence = grown([{ name: 'a', cases: 50, tokens: dearer }, { cases }]);
    const family = evidence.cases.map((one) => (one.isAdded ? { ...one, group: 'one' } : one));
    for (const all of [evidence, { ...evidence, cases: family }]) {
      const { reasons, cost } = decide(all, policyOf());
      expect(reasons).toEqual([{ kind: 'cost' }]);
      expect(cost.label).toBe('exceeded');
    }
  });

  test('are shown with those of the base unless these exceed the limit alone', () => {
    const few = decide(grown([{ name: 'a', cases: 50, tokens: dearer }, { cases: 20 }]), policyOf()).cost;
    expect(few.casesOf).toBeUndefined();
    expect(few.comparison.ratio?.ratio).toBeCloseTo(1.23, 2);
    const many = decide(grown([{ name: 'a', cases: 50, tokens: dearer }, { cases: 600 }]), policyOf()).cost;
    expect(many.casesOf).toBe('base');
    expect(many.comparison.ratio?.ratio).toBeCloseTo(1.32, 2);
  });

  test('of fast answers do not hide that those to the cases of the base got slower', () => {
    const evidence = grown([{ name: 'a', cases: 50 }, { cases: 600 }]);
    const timed = evidence.cases.map((one, index) => {
      const latencyMs = 500 + index;
      return {
        ...one,
        baseline: one.baseline && { ...one.baseline, latencyMs },
        candidate: { ...one.candidate, latencyMs: one.isAdded ? latencyMs : 2 * latencyMs },
      };
    });
    const policy = policyOf({ latency: { p50: 0.2, p95: null } });
    const { reasons, latency } = decide({ ...evidence, cases: timed }, policy);
    expect(reasons).toEqual([{ kind: 'latency' }]);
    expect(latency).toMatchObject({ casesOf: 'base', pairs: 50 });
  });
});
