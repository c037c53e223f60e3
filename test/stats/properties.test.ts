import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fisherExact } from '../../src/stats/fisher.ts';
import { holm } from '../../src/stats/holm.ts';
import { newcombeInterval, pairedInterval, wilsonInterval } from '../../src/stats/intervals.ts';
import { exactMinP } from '../../src/stats/min-p.ts';
import { type PairedCase, pairedZ } from '../../src/stats/paired.ts';
import { signFlip } from '../../src/stats/sign-flip.ts';
import { twoProportionZ } from '../../src/stats/two-proportion.ts';

const trials = fc.integer({ min: 1, max: 20 });

const pairedCases = trials.chain((k) =>
  fc.array(
    fc.record({
      baseline: fc.integer({ min: 0, max: k }),
      candidate: fc.integer({ min: 0, max: k }),
      trials: fc.constant(k),
    }),
    { minLength: 1, maxLength: 60 },
  ),
);

const proportion = fc
  .integer({ min: 1, max: 400 })
  .chain((n) => fc.record({ passes: fc.integer({ min: 0, max: n }), n: fc.constant(n) }));

function swapped(cases: PairedCase[]): PairedCase[] {
  return cases.map(({ baseline, candidate, trials: k }) => ({
    baseline: candidate,
    candidate: baseline,
    trials: k,
  }));
}

function close(a: number, b: number) {
  expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-10 * Math.max(Math.abs(a), Math.abs(b)));
}

test('swapping the arms mirrors every p', () => {
  fc.assert(
    fc.property(pairedCases, (cases) => {
      const [one, other] = [signFlip(cases), signFlip(swapped(cases))];
      close(one.pWorse, other.pBetter);
      close(one.midPWorse, other.midPBetter);
      const [z, mirrored] = [pairedZ(cases), pairedZ(swapped(cases))];
      close(z.z, -mirrored.z);
      close(z.pWorse, mirrored.pBetter);
    }),
  );
  fc.assert(
    fc.property(proportion, proportion, (a, b) => {
      close(twoProportionZ(a, b).pWorse, twoProportionZ(b, a).pBetter);
      close(fisherExact(a, b).pWorse, fisherExact(b, a).pBetter);
      close(fisherExact(a, b).pTwoSided, fisherExact(b, a).pTwoSided);
      const [low, high] = newcombeInterval(a, b, 0.95);
      const [mirroredLow, mirroredHigh] = newcombeInterval(b, a, 0.95);
      expect(low + mirroredHigh).toBeCloseTo(0, 12);
      expect(high + mirroredLow).toBeCloseTo(0, 12);
    }),
  );
});

test('turning a win or a tie into a loss never raises p', () => {
  fc.assert(
    fc.property(pairedCases, fc.nat(), (cases, pick) => {
      const index = pick % cases.length;
      const worse = cases.map((one, at) =>
        at === index ? { ...one, candidate: 0, baseline: Math.max(one.baseline, one.candidate) } : one,
      );
      const one = cases[index];
      const same = one && Math.max(one.baseline, one.candidate) === Math.abs(one.candidate - one.baseline);
      if (same) expect(signFlip(worse).pWorse).toBeLessThanOrEqual(signFlip(cases).pWorse * (1 + 1e-12));
      const [a] = [pairedZ(worse).difference];
      expect(a).toBeLessThanOrEqual(pairedZ(cases).difference + 1e-12);
    }),
  );
  fc.assert(
    fc.property(fc.nat({ max: 40 }), fc.nat({ max: 40 }), (lost, won) => {
      const make = (losses: number): PairedCase[] => [
        ...Array.from({ length: losses }, () => ({ baseline: 1, candidate: 0, trials: 1 })),
        ...Array.from({ length: won }, () => ({ baseline: 0, candidate: 1, trials: 1 })),
      ];
      expect(signFlip(make(lost + 1)).pWorse).toBeLessThanOrEqual(signFlip(make(lost)).pWorse * (1 + 1e-12));
    }),
  );
});

test('the order of the cases is irrelevant', () => {
  fc.assert(
    fc.property(pairedCases, (cases) => {
      const reversed = [...cases].reverse();
      close(signFlip(cases).pWorse, signFlip(reversed).pWorse);
      close(pairedZ(cases).z, pairedZ(reversed).z);
      close(pairedInterval(cases, 0.95).low, pairedInterval(reversed, 0.95).low);
    }),
  );
});

test('both tails share the observed outcome: they add up to more than 1 by exactly its probability', () => {
  fc.assert(
    fc.property(pairedCases, (cases) => {
      const { pWorse, pBetter, midPWorse, midPBetter } = signFlip(cases);
      expect(pWorse + pBetter).toBeGreaterThanOrEqual(1);
      expect(midPWorse + midPBetter).toBeCloseTo(1, 12);
    }),
  );
});

test('intervals hold their estimate, and widen with the level', () => {
  fc.assert(
    fc.property(proportion, (one) => {
      const rate = one.passes / one.n;
      const [low, high] = wilsonInterval(one, 0.9);
      const [lower, higher] = wilsonInterval(one, 0.99);
      expect(low).toBeLessThanOrEqual(rate + 1e-12);
      expect(high).toBeGreaterThanOrEqual(rate - 1e-12);
      expect(lower).toBeLessThanOrEqual(low);
      expect(higher).toBeGreaterThanOrEqual(high);
    }),
  );
});

test('adjusting never lowers a p, keeps their order, and min-P is never worse than Holm', () => {
  fc.assert(
    fc.property(fc.array(pairedCases, { minLength: 1, maxLength: 6 }), (segments) => {
      const raw = segments.map((cases) => signFlip(cases).pWorse);
      const minP = exactMinP(segments);
      const plain = holm(raw);
      for (const [index, p] of raw.entries()) {
        expect(minP[index]).toBeGreaterThanOrEqual(p * (1 - 1e-12));
        expect(minP[index]).toBeLessThanOrEqual((plain[index] ?? 0) * (1 + 1e-12));
        for (const [other, q] of raw.entries()) {
          if (p < q) expect(minP[index]).toBeLessThanOrEqual(minP[other] ?? 0);
        }
      }
    }),
  );
});
