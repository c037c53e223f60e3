import { describe, expect, test } from 'vitest';
import type { CurtailedCase, Evidence } from '../../src/domain/evidence.ts';
import { wilsonInterval } from '../../src/stats/intervals.ts';
import { spendingAlpha } from '../../src/stats/spending.ts';
import { studentQuantile } from '../../src/stats/student.ts';
import { decide } from '../../src/verdict/decide.ts';
import { arm, evidenceOf, policyOf, type SegmentSpec, segmentCases } from '../kit/evidence.ts';

function adjusted(evidence: Evidence, policy = policyOf()): number[] {
  return decide(evidence, policy).segments.map(({ adjustedPValue }) => adjustedPValue);
}

test('max-missing 0 allows no answer to be missing', () => {
  const strict = policyOf({ gate: { maxMissing: 0 } });
  const of = (missing: number) => decide(evidenceOf({ name: 'a', cases: 50, missing }), strict).verdict;
  expect(of(0)).toBe('pass');
  expect(of(1)).toBe('error');
});

test('the detectable effect of one of several segments is computed at its share of the level', () => {
  const four = ['a', 'b', 'c', 'd'].map((name) => ({ name, cases: 50, lost: 2, won: 2 }));
  const [one] = decide(evidenceOf(...four), policyOf()).segments;
  const share = policyOf({ gate: { alpha: 0.05 / 2 / 4 } });
  const [alone] = decide(evidenceOf({ name: 'a', cases: 50, lost: 2, won: 2 }), share).segments;
  expect(one?.minimumDetectableEffect).toBe(alone?.minimumDetectableEffect);
  expect(one?.casesNeeded).toBe(alone?.casesNeeded);
});

test('the arms of counted passes have Wilson’s interval, those of scores Student’s', () => {
  const evidence = evidenceOf({ name: 'a', cases: 50, lost: 8 });
  const interval = (name: 'proportions-z' | 'paired-t') =>
    decide(evidence, policyOf({ gate: { test: name } })).segments[0]?.candidate.interval;
  expect(interval('proportions-z')).toEqual(wilsonInterval({ passes: 42, n: 50 }, 0.95));
  const half = studentQuantile(0.975, 49) * Math.sqrt((0.84 * 0.16) / 49);
  expect(interval('paired-t')?.[0]).toBeCloseTo(0.84 - half, 10);
});

test('a segment too small to be judged shows nothing, neither worse nor better', () => {
  for (const change of ['lost', 'won'] as const) {
    const { segments } = decide(
      evidenceOf({ name: 'tiny', cases: 9, [change]: 9 }, { name: 'b', cases: 50 }),
      policyOf(),
    );
    expect(segments[0]).toMatchObject({ verdict: 'invalid', adjustedPValue: 1, adjustedPBetter: 1 });
  }
});

describe('segments that share cases', () => {
  /** Cases by the segments they are in, all lost. */
  const suiteOf = (names: string[], lost: Record<string, number>): Evidence => {
    const cases = Object.entries(lost).flatMap(([segments, count]) =>
      segmentCases({ name: segments, cases: count, lost: count }).map((one) => ({
        ...one,
        segments: segments.split(' '),
      })),
    );
    const quiet = names.flatMap((name) =>
      segmentCases({ name: `${name} quiet`, cases: 40 }).map((one) => ({ ...one, segments: [name] })),
    );
    const all = [...cases, ...quiet];
    return {
      cases: all,
      segments: names.map((name) => {
        const count = all.filter(({ segments }) => segments.includes(name)).length;
        return { name, available: count, looks: [count], extendTo: count, traffic: null };
      }),
    };
  };

  test('are added up however many cases they share', () => {
    const [a] = adjusted(suiteOf(['a', 'b'], { 'a b': 3, a: 4, b: 4 }));
    expect(a).toBeCloseTo(2 / 128, 12);
  });

  test('depend on one another through a third, anywhere in the suite', () => {
    const chain = { 'a b': 1, 'b c': 1, a: 6, b: 5, c: 6 };
    for (const names of [
      ['z', 'a', 'b', 'c'],
      ['a', 'b', 'c', 'z'],
      ['c', 'a', 'z', 'b'],
    ]) {
      const [first] = adjusted(suiteOf(names, { ...chain, z: 7 })).filter((_, at) => names[at] === 'a');
      expect(first, names.join()).toBeCloseTo(1 - (1 - 1 / 128) * (1 - 3 / 128), 12);
    }
  });

  test('are as independent of other such groups as of any segment', () => {
    const pairs = { 'a b': 1, a: 6, b: 6, 'c d': 1, c: 6, d: 6 };
    expect(adjusted(suiteOf(['a', 'b', 'c', 'd'], pairs))[0]).toBeCloseTo(1 - (1 - 2 / 128) ** 2, 12);
  });
});

describe('after a second look', () => {
  /** 50 cases at the first look, 100 more at the second. */
  const twoLooks = (first: Partial<SegmentSpec>, added: Partial<SegmentSpec>, taken = 2): Evidence => ({
    segments: [
      { name: 'a', available: 150, looks: taken === 1 ? [50] : [50, 150], extendTo: 150, traffic: null },
    ],
    cases: [
      ...segmentCases({ name: 'a', cases: 50, ...first }),
      ...(taken === 1
        ? []
        : segmentCases({ name: 'a', cases: 100, ...added }).map((one) => ({
            ...one,
            id: `+ ${one.id}`,
            look: 2,
          }))),
    ],
  });
  /** Scores that drop by 0.05 at the first look and rise by 0.02 at the second. */
  const scored = (evidence: Evidence): Evidence => ({
    ...evidence,
    cases: evidence.cases.map((one, index) => {
      const change = one.look === 2 ? [-0.03, 0.07][index % 2] : [0, -0.05, -0.1][index % 3];
      return { ...one, baseline: arm(1, { score: 0.5 }), candidate: arm(1, { score: 0.5 + (change ?? 0) }) };
    }),
  });

  test.each(['proportions-z', 'two-proportion-z', 'paired-t'] as const)(
    'what the first showed by %s stands',
    (name) => {
      const policy = policyOf({ gate: { test: name } });
      const evidence = (taken: number) => {
        const counted = twoLooks({ lost: 9 }, { lost: 4, won: 4 }, taken);
        return name === 'paired-t' ? scored(counted) : counted;
      };
      const [first] = decide(evidence(1), policy).segments;
      const [second] = decide(evidence(2), policy).segments;
      expect(first?.adjustedPValue).toBeLessThan(0.05);
      const [shownFirst, allTogether] = [first?.adjustedPValue ?? 1, second?.pValue ?? 1];
      expect(second?.adjustedPValue).toBeCloseTo(Math.max(shownFirst, allTogether), 12);
    },
  );

  test('its p is that of all answers, spent over both', () => {
    const [row] = decide(
      twoLooks({ lost: 5, won: 2 }, { lost: 9, won: 2 }),
      policyOf({ gate: { test: 'two-proportion-z' } }),
    ).segments;
    expect(row?.adjustedPValue).toBeCloseTo(spendingAlpha(row?.pValue ?? 1, 50 / 150), 10);
  });
});

describe('a segment with cases left out', () => {
  const leftOut = (count: number): CurtailedCase[] =>
    Array.from({ length: count }, (_, index) => ({
      id: `left out ${index}`,
      segments: ['a'],
      look: 1,
      trials: 1,
      baseline: null,
    }));
  const withLeftOut = (spec: SegmentSpec, count: number): Evidence => ({
    ...evidenceOf(
      { ...spec, looks: [spec.cases + count], extendTo: spec.cases + count },
      { name: 'b', cases: 50 },
    ),
    curtailed: leftOut(count),
  });

  test('may still be improved', () => {
    const { segments } = decide(withLeftOut({ name: 'a', cases: 40, won: 12 }, 10), policyOf());
    expect(segments[0]).toMatchObject({ verdict: 'improved', spared: 10 });
  });

  test('may be better by any p, were it one case: what it answered does not say which', () => {
    const other = (count: number) => {
      const { segments, cases, ...rest } = withLeftOut({ name: 'a', cases: 40, won: 4 }, count);
      const better = segmentCases({ name: 'b', cases: 50, won: 5 });
      const evidence = { ...rest, segments, cases: [...cases.slice(0, 40), ...better] };
      return decide(evidence, policyOf()).segments[1]?.adjustedPBetter;
    };
    expect(other(0)).toBeCloseTo(1 / 32, 12);
    expect(other(1)).toBeCloseTo(1 - (1 - 1 / 32) ** 2, 12);
  });

  test.each(['proportions-z', 'two-proportion-z'] as const)('is judged at its worst by %s', (name) => {
    const [left, none] = [30, 0].map(
      (count) =>
        decide(withLeftOut({ name: 'a', cases: 100, lost: 40 }, count), policyOf({ gate: { test: name } }))
          .segments[0],
    );
    expect(left?.pValue).toBe(none?.pValue);
    expect(none?.adjustedPValue).toBeLessThan(1e-6);
    expect(left?.adjustedPValue).toBeGreaterThan(0.05);
  });

  test('is no regression where those cases could have refuted it', () => {
    const drop = (count: number) =>
      decide(withLeftOut({ name: 'a', cases: 100, lost: 40 }, count), policyOf()).segments[0];
    expect(drop(10)).toMatchObject({ verdict: 'regression', spared: 10 });
    expect(drop(30)).toMatchObject({ verdict: 'inconclusive', spared: 30 });
    expect(drop(30)?.adjustedPValue).toBeGreaterThan(0.1);
  });
});
