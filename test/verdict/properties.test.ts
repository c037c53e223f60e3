import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Evidence } from '../../src/domain/evidence.ts';
import { decide } from '../../src/verdict/decide.ts';
import { evidenceOf, policyOf, type SegmentSpec, swapArms } from '../kit/evidence.ts';

const segment = fc
  .record({
    cases: fc.integer({ min: 1, max: 80 }),
    lost: fc.nat({ max: 40 }),
    won: fc.nat({ max: 40 }),
    missing: fc.nat({ max: 4 }),
    trials: fc.constantFrom(1, 1, 3),
    available: fc.integer({ min: 80, max: 400 }),
    extendTo: fc.constantFrom(0, 150),
  })
  .map(({ cases, lost, won, missing, ...rest }) => ({
    ...rest,
    cases,
    missing: Math.min(missing, cases),
    lost: Math.min(lost, cases),
    won: Math.min(won, Math.max(0, cases - lost)),
  }));

const suites = fc
  .array(segment, { minLength: 1, maxLength: 8 })
  .map((specs): SegmentSpec[] => specs.map((spec, index) => ({ ...spec, name: `segment ${index}` })));

const policies = fc
  .record({
    test: fc.constantFrom('proportions-z' as const, 'two-proportion-z' as const),
    correction: fc.constantFrom('min-p' as const, 'holm' as const),
    onInconclusive: fc.constantFrom('pass' as const, 'block' as const),
    minEffect: fc.constantFrom(0, 0.05),
  })
  .map((gate) => policyOf({ gate }));

/** Every number in a value, however deep. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

test('every number of a verdict is finite, every p in (0, 1]', () => {
  fc.assert(
    fc.property(suites, policies, (specs, policy) => {
      const verdict = decide(evidenceOf(...specs), policy);
      expect(JSON.parse(JSON.stringify(verdict))).toEqual(verdict);
      expect(numbersIn(verdict).every(Number.isFinite)).toBe(true);
      for (const row of [...verdict.segments, verdict.overall]) {
        for (const p of [row.pValue, row.pBetter, row.adjustedPValue, row.adjustedPBetter]) {
          expect(p).toBeGreaterThan(0);
          expect(p).toBeLessThanOrEqual(1);
        }
      }
    }),
  );
});

test('the order of cases and of segments does not matter', () => {
  fc.assert(
    fc.property(suites, policies, (specs, policy) => {
      const evidence = evidenceOf(...specs);
      const reversed: Evidence = {
        segments: [...evidence.segments].reverse(),
        cases: [...evidence.cases].reverse(),
      };
      const [one, other] = [decide(evidence, policy), decide(reversed, policy)];
      expect(other.verdict).toBe(one.verdict);
      for (const row of one.segments) {
        const twin = other.segments.find(({ name }) => name === row.name);
        expect(twin?.verdict).toBe(row.verdict);
        expect(twin?.adjustedPValue).toBeCloseTo(row.adjustedPValue, 10);
      }
    }),
  );
});

test('swapping the arms turns regressions into improvements where there is one look', () => {
  fc.assert(
    fc.property(suites, (specs) => {
      const evidence = evidenceOf(...specs.map((spec) => ({ ...spec, extendTo: 0 })));
      const [one, other] = [decide(evidence, policyOf()), decide(swapArms(evidence), policyOf())];
      for (const [index, row] of one.segments.entries()) {
        const twin = other.segments[index];
        expect(twin?.pValue).toBeCloseTo(row.pBetter, 10);
        expect(twin?.adjustedPBetter).toBeCloseTo(row.adjustedPValue, 10);
        expect(twin?.verdict === 'improved').toBe(row.verdict === 'regression');
      }
    }),
  );
});

test('one more lost case never unblocks', () => {
  fc.assert(
    fc.property(suites, fc.nat(), (specs, pick) => {
      const index = pick % specs.length;
      const worse = specs.map((spec, at) =>
        at === index && (spec.won ?? 0) > 0
          ? { ...spec, won: (spec.won ?? 0) - 1, lost: (spec.lost ?? 0) + 1 }
          : spec,
      );
      const single = (all: SegmentSpec[]) =>
        evidenceOf(...all.map((spec) => ({ ...spec, extendTo: 0, trials: 1 })));
      const before = decide(single(specs), policyOf({ cost: { maxTokenIncrease: null } }));
      const after = decide(single(worse), policyOf({ cost: { maxTokenIncrease: null } }));
      if (before.verdict === 'block') expect(after.verdict).toBe('block');
    }),
  );
});
