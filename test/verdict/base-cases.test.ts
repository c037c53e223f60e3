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
