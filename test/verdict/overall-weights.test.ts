import { describe, expect, test } from 'vitest';
import type { Evidence } from '../../src/domain/evidence.ts';
import { normalCdf } from '../../src/stats/normal.ts';
import { studentCdf, studentQuantile } from '../../src/stats/student.ts';
import { withoutSkewness } from '../../src/stats/t-test.ts';
import { decide } from '../../src/verdict/decide.ts';
import { arm, evidenceOf, policyOf, type SegmentSpec, segmentCases } from '../kit/evidence.ts';

function overall(evidence: Evidence, gate: Parameters<typeof policyOf>[0] = {}) {
  return decide(evidence, policyOf(gate)).overall;
}

describe('what a case weighs', () => {
  test('nothing in a segment without traffic where that of others is declared', () => {
    const of = (traffic: number | null) =>
      overall(
        evidenceOf(
          { name: 'a', cases: 50, lost: 10, traffic: 0.5 },
          { name: 'b', cases: 50, traffic: 0.5 },
          { name: 'c', cases: 50, lost: 50, traffic },
        ),
      ).difference;
    expect(of(null)).toBeCloseTo(-0.1, 12);
    expect(of(0)).toBeCloseTo(-0.1, 12);
  });

  test('all its segment’s share where the segment has but one', () => {
    const { difference } = overall(
      evidenceOf({ name: 'a', cases: 1, lost: 1, traffic: 0.3 }, { name: 'b', cases: 50, traffic: 0.7 }),
    );
    expect(difference).toBeCloseTo(-0.3, 12);
  });

  test('nothing more than others where all weigh the same', () => {
    const spec = { cases: 50, lost: 3, won: 1 };
    const [plain, declared, thin] = [{}, { traffic: 0.5 }, { available: 400, looks: [50] }].map(
      (more: Partial<SegmentSpec>) =>
        overall(evidenceOf({ name: 'a', ...spec, ...more }, { name: 'b', ...spec, ...more })),
    );
    expect(declared).toEqual(plain);
    // What all cases of the suite would show is another number.
    expect({ ...thin, detectableBySuite: null }).toEqual({ ...plain, detectableBySuite: null });
  });

  test('a part of the traffic of each segment that it is in', () => {
    const evidence = evidenceOf(
      { name: 'a', cases: 20, traffic: 0.6 },
      { name: 'b', cases: 10, traffic: 0.4 },
    );
    const both = segmentCases({ name: 'both', cases: 10, lost: 10 }).map((one) => ({
      ...one,
      segments: ['a', 'b'],
    }));
    const cases = [...evidence.cases.slice(0, 10), ...both, ...evidence.cases.slice(20)];
    const segments = evidence.segments.map((one) => ({ ...one, looks: [20], extendTo: 20, available: 20 }));
    expect(overall({ segments, cases }).difference).toBeCloseTo(-0.5 * 0.6 - 0.5 * 0.4, 12);
  });

  test('the same with one trial as with three', () => {
    const of = (trials: number) =>
      overall(
        evidenceOf(
          { name: 'a', cases: 30, lost: 6, won: 2, trials, traffic: 0.8 },
          { name: 'b', cases: 30, lost: 3, traffic: 0.2 },
        ),
      );
    expect(of(3).pValue).toBeCloseTo(of(1).pValue, 12);
    expect(of(3).difference).toBeCloseTo(of(1).difference ?? 0, 12);
  });
});

describe('the exact test with weights', () => {
  test('counts a heavy case as so many light ones', () => {
    const { pValue, method } = overall(
      evidenceOf(
        { name: 'a', cases: 50, lost: 1, traffic: 0.75 },
        { name: 'b', cases: 50, lost: 2, won: 1, traffic: 0.25 },
      ),
    );
    // Lost 3 + 1 + 1, won 1, of weights 3, 1, 1, 1: of the 16 ways, one has 6 lost and three have 5, of which half count.
    expect(method).toBe('sign-flip');
    expect(pValue).toBeCloseTo(2.5 / 16, 12);
  });

  test('shows nothing where what changed weighs nothing', () => {
    const of = (lost: number) =>
      overall(evidenceOf({ name: 'a', cases: 50, lost, traffic: 0 }, { name: 'b', cases: 50, traffic: 1 }));
    expect(of(5).pValue).toBeGreaterThanOrEqual(0.5);
    expect(of(30)).toMatchObject({ z: 0, pValue: 1, pBetter: 1 });
  });
});

test('from 25 changed cases on the paired z with weights is Σwd/√Σw²d²', () => {
  const row = overall(
    evidenceOf(
      { name: 'a', cases: 100, lost: 20, won: 8, traffic: 0.7 },
      { name: 'b', cases: 100, lost: 5, won: 9, traffic: 0.3 },
    ),
  );
  const z = (0.7 * -12 + 0.3 * 4) / Math.sqrt(0.49 * 28 + 0.09 * 14);
  expect(row.method).toBe('paired-z');
  expect(row.z).toBeCloseTo(z, 10);
  expect(row.pValue).toBeCloseTo(normalCdf(z), 12);
  expect(row.pBetter).toBeCloseTo(normalCdf(-z), 12);
});

test('two-proportion-z with weights compares weighted rates, over the effective number of cases', () => {
  const row = overall(
    evidenceOf(
      { name: 'a', cases: 100, lost: 20, failing: 10, traffic: 0.7 },
      { name: 'b', cases: 50, lost: 2, won: 4, traffic: 0.3 },
    ),
    { gate: { test: 'two-proportion-z' } },
  );
  const [baseline, candidate] = [0.7 * 0.9 + 0.3 * 0.92, 0.7 * 0.7 + 0.3 * 0.96];
  const pooled = (baseline + candidate) / 2;
  const cases = 1 / (0.7 ** 2 / 100 + 0.3 ** 2 / 50);
  const z = (candidate - baseline) / Math.sqrt((2 * pooled * (1 - pooled)) / cases);
  expect(row.method).toBe('two-proportion-z');
  expect(row.z).toBeCloseTo(z, 10);
  expect(row.pValue).toBeCloseTo(normalCdf(z), 12);
  expect(row.pBetter).toBeCloseTo(normalCdf(-z), 12);
});

test('two-proportion-z with weights shows nothing where all pass in both arms', () => {
  const suite = evidenceOf({ name: 'a', cases: 30, traffic: 0.9 }, { name: 'b', cases: 30, traffic: 0.1 });
  expect(overall(suite, { gate: { test: 'two-proportion-z' } })).toMatchObject({
    z: 0,
    pValue: 1,
    pBetter: 1,
  });
});

describe('scores with weights', () => {
  const byScore = { gate: { test: 'paired-t' as const } };
  /** Cases of a segment whose scores change by these. */
  const scored = (name: string, traffic: number, changes: readonly number[]): Evidence => {
    const spec = { name, cases: changes.length, traffic };
    const cases = segmentCases(spec).map((one, index) => ({
      ...one,
      baseline: arm(1, { score: 0.5 }),
      candidate: arm(1, { score: 0.5 + (changes[index] ?? 0) }),
    }));
    return { ...evidenceOf(spec), cases };
  };
  const together = (...parts: Evidence[]): Evidence => ({
    segments: parts.flatMap(({ segments }) => segments),
    cases: parts.flatMap(({ cases }) => cases),
  });
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / (values.length - 1);

  const a = Array.from({ length: 40 }, (_, index) => -0.1 + 0.02 * (index % 5));
  const b = Array.from({ length: 24 }, (_, index) => 0.05 - 0.03 * (index % 4));

  test('are judged by Student’s t of the strata, Σ w·mean(d) over √Σ w²·var(d)/n, without its skewness', () => {
    const row = overall(together(scored('a', 0.25, a), scored('b', 0.75, b)), byScore);
    const difference = 0.25 * mean(a) + 0.75 * mean(b);
    const spread = (0.25 ** 2 * variance(a)) / 40 + (0.75 ** 2 * variance(b)) / 24;
    const cubes = (values: readonly number[], weight: number) =>
      values.reduce(
        (sum, value) =>
          sum +
          ((weight / values.length) *
            (value - mean(values)) *
            Math.sqrt(values.length / (values.length - 1))) **
            3,
        0,
      );
    const skewness = (cubes(a, 0.25) + cubes(b, 0.75)) / spread ** 1.5;
    const t = difference / Math.sqrt(spread);
    expect(row.method).toBe('paired-t');
    expect(row.difference).toBeCloseTo(difference, 12);
    expect(row.z).toBeCloseTo(t, 9);
    const corrected = withoutSkewness(t, skewness);
    expect(row.pValue).toBeCloseTo(studentCdf(corrected, 62), 10);
    expect(row.pBetter).toBeCloseTo(studentCdf(-corrected, 62), 10);
    const effective = 1 / (0.25 ** 2 / 40 + 0.75 ** 2 / 24);
    const half = studentQuantile(0.975, 62) * Math.sqrt(spread + 1 / (effective + 2) ** 2);
    expect(row.interval?.[0]).toBeCloseTo(difference - half, 9);
    expect(row.interval?.[1]).toBeCloseTo(difference + half, 9);
  });

  test('a large drop blocks', () => {
    const dropped = (changes: readonly number[]) => changes.map((change) => change - 0.26);
    const evidence = together(scored('a', 0.25, dropped(a)), scored('b', 0.75, dropped(b)));
    expect(overall(evidence, byScore).pValue).toBeLessThan(1e-9);
    expect(decide(evidence, policyOf(byScore)).reasons).toContainEqual({ kind: 'overall-regression' });
  });

  test('a stratum of one case has the spread of all cases', () => {
    const many = [...a, ...a];
    const row = overall(together(scored('a', 0.9, many), scored('b', 0.1, [0.4])), byScore);
    const difference = 0.9 * mean(many) + 0.1 * 0.4;
    const spread = (0.9 ** 2 * variance(many)) / 80 + 0.1 ** 2 * variance([...many, 0.4]);
    expect(row.z).toBeCloseTo(difference / Math.sqrt(spread), 9);
  });

  test('strata of one case each show nothing, and their interval is everything', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];
    const evidence = together(...names.map((name, index) => scored(name, index + 1, [-0.1 * (index % 3)])));
    expect(overall(evidence, byScore)).toMatchObject({ pValue: 1, pBetter: 1, interval: [-1, 1] });
  });

  test('without any spread they show nothing', () => {
    const flat = together(scored('a', 0.9, Array(30).fill(0)), scored('b', 0.1, Array(30).fill(0)));
    expect(overall(flat, byScore)).toMatchObject({ z: 0, pValue: 1, pBetter: 1, method: 'paired-t' });
  });
});

describe('the weighted whole', () => {
  test('passes where the drop is shown to be within the margin', () => {
    const quiet = (cases: number) =>
      overall(
        evidenceOf(
          { name: 'a', cases, lost: cases / 20, won: cases / 20, traffic: 0.8 },
          { name: 'b', cases, traffic: 0.2 },
        ),
      );
    expect(quiet(40).verdict).toBe('inconclusive');
    expect(quiet(400).verdict).toBe('pass');
  });

  test('has an interval within what a rate can change', () => {
    const of = (change: 'lost' | 'won') =>
      overall(
        evidenceOf(
          { name: 'a', cases: 3, [change]: 3, traffic: 0.8 },
          { name: 'b', cases: 3, [change]: 2, traffic: 0.2 },
        ),
      ).interval;
    expect(of('lost')?.[0]).toBe(-1);
    expect(of('won')?.[1]).toBe(1);
  });
});
