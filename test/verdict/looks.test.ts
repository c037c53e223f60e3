import { expect, test } from 'vitest';
import type { Evidence } from '../../src/domain/evidence.ts';
import { decide } from '../../src/verdict/decide.ts';
import { evidenceOf, policyOf, type SegmentSpec, segmentCases } from '../kit/evidence.ts';

const smoke = { looks: [50], extendTo: 150, available: 400 };

/** A segment after its second look: `first` and then `added`. */
function extended(
  name: string,
  first: Partial<SegmentSpec>,
  added: Partial<SegmentSpec>,
): { segment: Evidence['segments'][number]; cases: Evidence['cases'] } {
  return {
    segment: { name, available: 400, looks: [50, 150], extendTo: 150, traffic: null },
    cases: [
      ...segmentCases({ name, cases: 50, ...first }),
      ...segmentCases({ name, cases: 100, ...added }).map((one) => ({
        ...one,
        id: `more ${one.id}`,
        look: 2,
      })),
    ],
  };
}

test('segments whose p is at most 0.2 ask for more, and all do where that of the whole is', () => {
  const of = (lost: number, won: number) =>
    decide(
      evidenceOf(
        { name: 'suspicious', cases: 50, lost: 4, won: 1, ...smoke },
        { name: 'quiet', cases: 50, lost, won, ...smoke },
        { name: 'complete', cases: 50, lost: 4, won: 1, available: 50 },
      ),
      policyOf(),
    );
  const better = of(2, 6);
  for (const { name, pValue } of better.segments) {
    expect(pValue <= 0.2, name).toBe(name !== 'quiet');
  }
  expect(better.overall.pValue).toBeGreaterThan(0.2);
  expect(better.extend).toEqual(['suspicious']);
  const alike = of(2, 2);
  expect(alike.overall.pValue).toBeLessThanOrEqual(0.2);
  expect(alike.extend).toEqual(['suspicious', 'quiet']);
});

test('the first look spends its part of alpha only: what blocks at once waits where more can be asked', () => {
  const six = { name: 'a', cases: 50, lost: 6 };
  const quiet = { name: 'b', cases: 50, lost: 1 };
  expect(decide(evidenceOf(six, quiet), policyOf()).segments[0]?.verdict).toBe('regression');
  const waiting = decide(evidenceOf({ ...six, ...smoke }, { ...quiet, ...smoke }), policyOf());
  expect(waiting.segments[0]).toMatchObject({ verdict: 'inconclusive', pValue: 1 / 64 });
  expect(waiting.segments[0]?.adjustedPValue).toBeGreaterThanOrEqual(3 / 64);
  expect(waiting.extend).toEqual(['a', 'b']);
});

test('a ruined segment blocks at the first look, and no more is asked', () => {
  const verdict = decide(
    evidenceOf({ name: 'a', cases: 50, lost: 14, ...smoke }, { name: 'b', cases: 50, lost: 4, ...smoke }),
    policyOf(),
  );
  expect(verdict).toMatchObject({ verdict: 'block', extend: [] });
});

test('where only the whole is shown to be worse, more is asked to name the segment', () => {
  const verdict = decide(
    evidenceOf(...['a', 'b', 'c', 'd', 'e'].map((name) => ({ name, cases: 50, lost: 5, won: 1, ...smoke }))),
    policyOf(),
  );
  expect(verdict.reasons).toEqual([{ kind: 'overall-regression' }]);
  expect(verdict.extend).toHaveLength(5);
});

test('the second look decides upon all cases, and asks for no third', () => {
  const of = (added: Partial<SegmentSpec>): Evidence => {
    const a = extended('a', { lost: 6 }, added);
    const b = extended('b', { lost: 1 }, { lost: 2, won: 3 });
    return { segments: [a.segment, b.segment], cases: [...a.cases, ...b.cases] };
  };
  const confirmed = decide(of({ lost: 8, won: 1 }), policyOf());
  expect(confirmed.reasons[0]).toEqual({ kind: 'regression', segment: 'a' });
  expect(confirmed.segments[0]).toMatchObject({ cases: 150, losses: 14, wins: 1 });
  const refuted = decide(of({ lost: 3, won: 6 }), policyOf());
  expect(refuted).toMatchObject({ verdict: 'pass', extend: [] });
  expect(refuted.segments[0]?.adjustedPValue).toBeGreaterThan(0.1);
});

test('cases that came with another segment do not change a verdict of the first look', () => {
  const before = decide(evidenceOf({ name: 'a', cases: 50, lost: 2, ...smoke }), policyOf());
  const evidence = evidenceOf({ name: 'a', cases: 50, lost: 2, ...smoke });
  const stray = segmentCases({ name: 'a', cases: 20, lost: 20 }).map((one) => ({
    ...one,
    id: `stray ${one.id}`,
    look: 2,
  }));
  const after = decide({ ...evidence, cases: [...evidence.cases, ...stray] }, policyOf());
  expect(after.segments).toEqual(before.segments);
});

test('if an inconclusive segment blocks, it asks for more cases at any p', () => {
  const evidence = evidenceOf({ name: 'a', cases: 50, lost: 5, won: 5, ...smoke });
  expect(decide(evidence, policyOf()).extend).toEqual([]);
  expect(decide(evidence, policyOf({ gate: { onInconclusive: 'block' } })).extend).toEqual(['a']);
});

test('a segment that is shown to be worse at the first look stays so as long as all its answers show it', () => {
  const a = extended('a', { lost: 9 }, { lost: 4, won: 4 });
  const of = (looks: number) =>
    decide(
      {
        segments: [{ ...a.segment, looks: a.segment.looks.slice(0, looks) }],
        cases: a.cases.filter(({ look = 1 }) => look <= looks),
      },
      policyOf(),
    ).segments[0];
  expect(of(1)?.verdict).toBe('regression');
  expect(of(2)).toMatchObject({ verdict: 'regression', cases: 150 });
  expect(of(2)?.adjustedPValue).toBe(of(2)?.pValue);
});

test('where one segment misses too much, no more is asked of the others', () => {
  const evidence = evidenceOf(
    { name: 'broken', cases: 50, missing: 10 },
    { name: 'suspicious', cases: 50, lost: 4, won: 1, ...smoke },
  );
  expect(decide(evidence, policyOf())).toMatchObject({ verdict: 'error', extend: [] });
});
