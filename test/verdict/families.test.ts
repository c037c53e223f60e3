import { describe, expect, test } from 'vitest';
import type { Evidence } from '../../src/domain/evidence.ts';
import { binomialCdf } from '../../src/stats/binomial.ts';
import { decide } from '../../src/verdict/decide.ts';
import { evidenceOf, policyOf, type SegmentSpec, withoutBaseline } from '../kit/evidence.ts';

/** Cases in families of five, one after the other. */
function inFamilies(evidence: Evidence, size = 5): Evidence {
  return {
    ...evidence,
    cases: evidence.cases.map((one, index) => ({ ...one, group: `family ${Math.floor(index / size)}` })),
  };
}

const one = (spec: Partial<SegmentSpec>): Evidence => evidenceOf({ name: 'a', cases: 100, ...spec });

describe('a family of cases', () => {
  test('that is lost together is lost once', () => {
    const alone = decide(one({ lost: 25 }), policyOf()).segments[0];
    const families = decide(inFamilies(one({ lost: 25 })), policyOf()).segments[0];
    expect(alone?.families).toBeUndefined();
    expect(families).toMatchObject({ families: 20, cases: 100, losses: 25, difference: -0.25 });
    expect(families?.pValue).toBeCloseTo(2 ** -5, 12);
    expect(families?.designEffect).toBeGreaterThan(4);
  });

  test('has the interval that as many cases by themselves would have', () => {
    const families = decide(inFamilies(one({ lost: 25, won: 10 })), policyOf()).segments[0];
    const alone = decide(evidenceOf({ name: 'a', cases: 20, lost: 5, won: 2 }), policyOf()).segments[0];
    expect(families?.interval?.[0]).toBeCloseTo(alone?.interval?.[0] ?? 0, 12);
    expect(families?.interval?.[1]).toBeCloseTo(alone?.interval?.[1] ?? 0, 12);
    expect(families?.candidate.interval[0]).toBeCloseTo(alone?.candidate.interval[0] ?? 0, 12);
    expect(families?.minimumDetectableEffect).toBeGreaterThan(0.3);
    expect(families?.casesNeeded).toBeGreaterThan(5 * (alone?.casesNeeded ?? 0) * 0.9);
  });

  test('whose cases disagree is worth more than one that is lost together', () => {
    const spread = one({ lost: 10 });
    const apart = {
      ...spread,
      cases: spread.cases.map((each, index) => ({ ...each, group: `family ${index % 20}` })),
    };
    const lostApart = decide(apart, policyOf()).segments[0];
    const lostTogether = decide(inFamilies(spread), policyOf()).segments[0];
    expect(lostApart?.pValue).toBeLessThan(lostTogether?.pValue ?? 0);
    expect(lostApart?.designEffect).toBeLessThan(lostTogether?.designEffect ?? 0);
  });

  test('of one case is a case', () => {
    const alone = decide(one({ lost: 9, won: 2 }), policyOf());
    const families = decide(inFamilies(one({ lost: 9, won: 2 }), 1), policyOf());
    expect(families.segments[0]).toMatchObject({ families: 100, designEffect: 1 });
    expect(families.segments[0]?.adjustedPValue).toBe(alone.segments[0]?.adjustedPValue);
    expect(families.segments[0]?.interval?.[0]).toBeCloseTo(alone.segments[0]?.interval?.[0] ?? 0, 12);
  });

  test('counts as one where a segment needs ten', () => {
    const evidence = inFamilies(evidenceOf({ name: 'a', cases: 45, lost: 20 }, { name: 'b', cases: 50 }));
    const [a, b] = decide(evidence, policyOf()).segments;
    expect([a?.verdict, b?.families]).toEqual(['invalid', 10]);
  });
});

test('segments that share families are adjusted as dependent ones', () => {
  const apart = evidenceOf({ name: 'a', cases: 60, lost: 6 }, { name: 'b', cases: 60, lost: 6 });
  const shared = {
    ...apart,
    cases: apart.cases.map((each, index) => ({ ...each, group: `family ${index % 60}` })),
  };
  const adjusted = (evidence: Evidence) => decide(evidence, policyOf()).segments[0]?.adjustedPValue;
  expect(adjusted(apart)).toBeCloseTo(1 - (1 - 2 ** -6) ** 2, 12);
  expect(adjusted(shared)).toBeCloseTo(2 * 2 ** -6, 12);
});

test('the whole counts families across segments once, weighted or not', () => {
  const evidence = evidenceOf({ name: 'a', cases: 60, lost: 6 }, { name: 'b', cases: 60, lost: 6 });
  const shared = (weighted: boolean): Evidence => ({
    segments: evidence.segments.map((each, index) => ({
      ...each,
      traffic: weighted ? ([0.7, 0.3][index] ?? 0) : null,
    })),
    cases: evidence.cases.map((each, index) => ({ ...each, group: `family ${index % 60}` })),
  });
  for (const weighted of [false, true]) {
    const row = decide(shared(weighted), policyOf()).overall;
    expect(row.pValue, `${weighted}`).toBeCloseTo(2 ** -7, 12);
    expect(row.families).toBe(60);
  }
});

test('a family with cases in both looks is no two independent coins', () => {
  const suite = (group: (index: number) => string): Evidence => {
    const evidence = evidenceOf(
      { name: 'a', cases: 60, lost: 12, won: 4, looks: [30, 60], extendTo: 60 },
      { name: 'b', cases: 60, lost: 2, won: 2, looks: [30, 60], extendTo: 60 },
    );
    return {
      ...evidence,
      cases: evidence.cases.map((each, index) => ({
        ...each,
        look: 1 + (index % 2),
        group: `${each.segments} ${group(index)}`,
      })),
    };
  };
  const across = decide(
    suite((index) => `${Math.floor(index / 2)}`),
    policyOf(),
  ).segments[0];
  const within = decide(
    suite((index) => `${Math.floor(index / 4)} ${index % 2}`),
    policyOf(),
  ).segments[0];
  expect(across?.families).toBe(30);
  expect(within?.families).toBe(30);
  expect(across?.adjustedPValue).toBeGreaterThanOrEqual(across?.pValue ?? 1);
});

test('scores of a family are added up', () => {
  const policy = policyOf({ gate: { test: 'paired-t' } });
  const families = decide(inFamilies(evidenceOf({ name: 'a', cases: 300, lost: 50, won: 5 })), policy);
  const alone = decide(evidenceOf({ name: 'a', cases: 60, lost: 10, won: 1 }), policy);
  expect(families.segments[0]?.z).toBeCloseTo(alone.segments[0]?.z ?? 0, 9);
  expect(families.segments[0]?.pValue).toBeCloseTo(alone.segments[0]?.pValue ?? 0, 9);
});

test('a new prompt in families is judged by as many cases as they are worth', () => {
  const policy = policyOf({ gate: { minPassRate: 0.8 } });
  const evidence = inFamilies(withoutBaseline(one({ failing: 40 })));
  const row = decide(evidence, policy).segments[0];
  expect(row?.families).toBe(20);
  expect(row?.pValue).toBeCloseTo(binomialCdf(12, 20, 0.8), 12);
});

test('what a family costs is added up, so that it shows no more than one case', () => {
  const tokens = (index: number) => (Math.floor(index / 5) % 2 === 0 ? 1.05 : 1.35);
  const evidence = one({ tokens });
  const [alone, families] = [evidence, inFamilies(evidence)].map(
    (each) => decide(each, policyOf()).overall.cost.ratio,
  );
  expect(families?.ratio).toBeCloseTo(alone?.ratio ?? 0, 12);
  expect(families?.low).toBeLessThan(alone?.low ?? 0);
  expect(decide(inFamilies(one({ tokens: () => 2 })), policyOf()).cost.label).toBe('unknown');
});
