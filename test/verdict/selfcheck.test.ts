import { expect, test } from 'vitest';
import type { CaseEvidence, Evidence } from '../../src/domain/evidence.ts';
import { betaDraw, seededRandom } from '../../src/stats/random.ts';
import { selfcheck } from '../../src/verdict/selfcheck.ts';
import { arm, evidenceOf, policyOf } from '../kit/evidence.ts';

/** The same prompt in both arms, of known rate and intra-case correlation. */
function selfCompared(cases: number, { rate = 0.8, correlation = 0.6, trials = 3 }): Evidence {
  const random = seededRandom(42);
  const passes = (probability: number) =>
    Array.from({ length: trials }, () => random()).filter((draw) => draw < probability).length;
  const of = (name: string): CaseEvidence[] =>
    Array.from({ length: cases }, (_, index) => {
      const probability = betaDraw(rate, correlation, random);
      return {
        id: `${name} ${index}`,
        segments: [name],
        critical: false,
        baseline: arm(passes(probability), { trials }),
        candidate: arm(passes(probability), { trials }),
      };
    });
  const names = ['a', 'b', 'c'];
  return {
    segments: names.map((name) => ({
      name,
      available: cases,
      looks: [cases],
      extendTo: cases,
      traffic: null,
    })),
    cases: names.flatMap(of),
  };
}

test('it finds the flip rate and the correlation that made the data', () => {
  const check = selfcheck(selfCompared(2000, {}), policyOf(), { replicates: 20, seed: 1 });
  expect(check.correlation).toBeCloseTo(0.6, 1);
  expect(check.flipRate).toBeCloseTo(2 * 0.8 * 0.2 * 0.4, 1);
  expect(check.segments.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  expect(check.segments[0]?.casesNeeded).toBeGreaterThan(50);
});

test('the simulated false-alarm rate of a harmless edit stays within what was promised', () => {
  const evidence = selfCompared(60, { trials: 1 });
  const policy = policyOf({ smoke: { cases: 50, extendTo: 60, trials: 1 } });
  const { falseAlarms } = selfcheck(evidence, policy, { replicates: 1000, seed: 7 });
  expect(falseAlarms.harmlessEdit.interval[0]).toBeLessThan(0.05);
  expect(falseAlarms.unchanged.rate).toBeLessThan(0.06);
  expect(falseAlarms.meanCases).toBeGreaterThanOrEqual(150);
});

test('a model that always answers alike never raises an alarm against itself', () => {
  const check = selfcheck(evidenceOf({ name: 'a', cases: 40, failing: 10 }), policyOf(), {
    replicates: 50,
    seed: 3,
  });
  expect(check).toMatchObject({ flipRate: 0, correlation: 1, falseAlarms: { unchanged: { rate: 0 } } });
  expect(check.verdict.verdict).toBe('pass');
});

test('the same seed gives the same report, and no answers give an error', () => {
  const evidence = selfCompared(30, {});
  const run = () => selfcheck(evidence, policyOf(), { replicates: 100, seed: 5 });
  expect(run()).toEqual(run());
  expect(() => selfcheck({ segments: [], cases: [] }, policyOf(), { replicates: 10, seed: 1 })).toThrow(
    'no case was answered',
  );
});
