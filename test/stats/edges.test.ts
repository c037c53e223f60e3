import { expect, test } from 'vitest';
import { fisherExact } from '../../src/stats/fisher.ts';
import { flipDistribution } from '../../src/stats/flip-distribution.ts';
import { fourierTail } from '../../src/stats/flip-fourier.ts';
import { holm } from '../../src/stats/holm.ts';
import { newcombeInterval, nonInferior, pairedInterval, wilsonInterval } from '../../src/stats/intervals.ts';
import { exactMinP } from '../../src/stats/min-p.ts';
import { normalCdf, normalQuantile } from '../../src/stats/normal.ts';
import { type PairedCase, pairedZ } from '../../src/stats/paired.ts';
import { casesNeeded, minimumDetectableEffect } from '../../src/stats/power.ts';
import { pairedRatio } from '../../src/stats/ratio.ts';
import { signFlip } from '../../src/stats/sign-flip.ts';
import { spendingAlpha, spendingLevels } from '../../src/stats/spending.ts';
import { pairedT, welchT } from '../../src/stats/t-test.ts';
import { twoProportionZ } from '../../src/stats/two-proportion.ts';

/** Every number in a result is finite, and every p in (0, 1]. */
function expectSane(result: Record<string, number>) {
  for (const [name, value] of Object.entries(result)) {
    expect(Number.isFinite(value), `${name} = ${value}`).toBe(true);
    if (!/^(p[WBT]|midP)/.test(name)) continue;
    expect(value, name).toBeGreaterThan(0);
    expect(value, name).toBeLessThanOrEqual(1);
  }
}

const sizes = [1, 2, 3, 10, 50, 1000, 1e6];

test('unpaired tests and intervals stay sane for none, all and one passing, of 1 to a million', () => {
  for (const n of sizes) {
    for (const m of sizes) {
      for (const x of [0, 1, n]) {
        for (const y of [0, 1, m]) {
          const candidate = { passes: x, n };
          const baseline = { passes: y, n: m };
          expectSane(twoProportionZ(candidate, baseline));
          expectSane(fisherExact(candidate, baseline));
          const [low, high] = newcombeInterval(candidate, baseline, 0.95);
          expect(low).toBeGreaterThanOrEqual(-1);
          expect(high).toBeLessThanOrEqual(1);
          expect(low).toBeLessThan(high);
        }
      }
    }
    const [low, high] = wilsonInterval({ passes: n, n }, 0.95);
    expect(high).toBe(1);
    expect(low).toBeLessThan(1);
    expect(wilsonInterval({ passes: 0, n }, 0.95)[0]).toBe(0);
  }
});

test('all alike is no evidence: 1/1 against 1/1 is p = 1, and so is a suite without discordant pairs', () => {
  const none = { z: 0, pWorse: 1, pBetter: 1, pTwoSided: 1 };
  expect(twoProportionZ({ passes: 1, n: 1 }, { passes: 1, n: 1 })).toMatchObject(none);
  expect(fisherExact({ passes: 1, n: 1 }, { passes: 1, n: 1 }).pWorse).toBe(1);
  const ties: PairedCase[] = Array.from({ length: 50 }, () => ({ baseline: 1, candidate: 1, trials: 1 }));
  expect(pairedZ(ties)).toMatchObject({ ...none, difference: 0, losses: 0, wins: 0 });
  expect(signFlip(ties)).toEqual({ pWorse: 1, midPWorse: 0.5, pBetter: 1, midPBetter: 0.5 });
  expect(exactMinP([ties, ties])).toEqual([1, 1]);
  const { low, high } = pairedInterval(ties, 0.95);
  expect(high - low).toBeGreaterThan(0);
});

test('paired tests stay sane for 1 to 20 trials, all lost or mixed, up to a million cases', () => {
  for (const trials of [1, 2, 3, 7, 20]) {
    for (const n of [1, 2, 9, 200, 5000]) {
      const lost = Array.from({ length: n }, () => ({ baseline: trials, candidate: 0, trials }));
      const mixed = Array.from({ length: n }, (_, index) => ({
        baseline: (index * 7) % (trials + 1),
        candidate: (index * 11 + (index >> 3)) % (trials + 1),
        trials,
      }));
      for (const cases of [lost, mixed]) {
        expectSane(signFlip(cases));
        expectSane(pairedZ(cases));
        const { estimate, low, high } = pairedInterval(cases, 0.95);
        expect(low).toBeGreaterThanOrEqual(-1);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(estimate);
        expect(nonInferior(lost, 0.1, 0.95)).toBe(false);
      }
    }
  }
  const million = Array.from({ length: 1e6 }, (_, index) => ({
    baseline: index % 3 === 0 ? 1 : 0,
    candidate: index % 2,
    trials: 1,
  }));
  expectSane(signFlip(million));
});

test('the exact test is the same by table, by binomial and by Fourier inversion', () => {
  const groupings = [
    [{ size: 1, count: 300 }],
    [
      { size: 1, count: 60 },
      { size: 2, count: 50 },
      { size: 3, count: 40 },
    ],
    [
      { size: 2, count: 200 },
      { size: 3, count: 2 },
    ],
    [
      { size: 1, count: 3 },
      { size: 20, count: 40 },
    ],
  ];
  for (const groups of groupings) {
    const table = flipDistribution(groups.flatMap(({ size, count }) => Array<number>(count).fill(size)));
    const fourier = fourierTail(groups);
    for (let s = Math.ceil(table.total / 2); s <= table.total; s++) {
      expect(Math.abs(fourier.atLeast(s) / table.atLeast(s) - 1)).toBeLessThan(1e-10);
    }
  }
  const few = flipDistribution(Array<number>(2000).fill(1));
  const many = flipDistribution(Array<number>(2001).fill(1));
  expect(many.atLeast(1000)).toBeGreaterThan(few.atLeast(1000));
  expect(Math.abs(many.atLeast(1101) / (few.atLeast(1101) + few.mass(1100) / 2) - 1)).toBeLessThan(1e-10);
});

test('a hundred thousand cases of three trials: the exact test meets its normal limit', () => {
  const cases = Array.from({ length: 1e5 }, (_, index) => ({
    baseline: (index * 7919) % 4,
    candidate: (index * 104_729 + (index % 5)) % 4,
    trials: 3,
  }));
  const { midPWorse } = signFlip(cases);
  expect(Math.abs(midPWorse - pairedZ(cases).pWorse)).toBeLessThan(1e-4);
});

test('t-tests without spread or with a single value say so without NaN', () => {
  expect(pairedT([])).toMatchObject({ t: 0, pWorse: 1, pBetter: 1 });
  expect(pairedT([-1])).toMatchObject({ t: 0, pWorse: 1, pBetter: 1 });
  expect(pairedT([0, 0, 0])).toMatchObject({ t: 0, pWorse: 1, pBetter: 1 });
  const alike = pairedT([-0.2, -0.2, -0.2, -0.2, -0.2]);
  expect(alike).toMatchObject({ pWorse: 1 / 32, pBetter: 1 });
  expectSane(alike);
  const apart = welchT([0, 0, 0], [1, 1, 1]);
  expect(apart.pWorse).toBeCloseTo(1 / 20, 12);
  expectSane(apart);
  expectSane(welchT([1], [2, 3]));
});

test('ratios: no spread, one case, nothing spent by the candidate', () => {
  expect(pairedRatio([110, 220], [100, 200], 0.95)).toEqual({
    ratio: expect.closeTo(1.1, 12),
    low: expect.closeTo(1.1, 12),
    high: expect.closeTo(1.1, 12),
  });
  expect(pairedRatio([2], [1], 0.95)).toEqual({ ratio: 2, low: 0, high: Number.MAX_VALUE });
  expect(pairedRatio([0, 0], [1, 2], 0.95)).toEqual({ ratio: 0, low: 0, high: 0 });
  expect(() => pairedRatio([1], [0], 0.95)).toThrow('more than 0');
  expectSane(pairedRatio([1000, 0, 0], [1, 1, 1], 0.999999));
});

test('power: nothing is detectable with a handful of cases, and no effect needs no number', () => {
  expect(minimumDetectableEffect({ cases: 3, discordance: 0.2, alpha: 0.005, power: 0.8 })).toBe(1);
  expect(() => casesNeeded({ effect: 0, discordance: 0.2, alpha: 0.05, power: 0.8 })).toThrow('above 0');
  const effect = minimumDetectableEffect({ cases: 1e6, discordance: 0.2, alpha: 0.005, power: 0.8 });
  const needed = casesNeeded({ effect, discordance: 0.2 + effect * 0.8, alpha: 0.005, power: 0.8 });
  expect(needed / 1e6).toBeCloseTo(1, 8);
});

test('spending: one look takes all, many looks never spend more than alpha, two invert', () => {
  expect(spendingLevels(0.05, [1])).toEqual([0.05]);
  expect(spendingLevels(0.05, [])).toEqual([]);
  const two = spendingLevels(0.025, [0.5, 1]);
  const three = spendingLevels(0.025, [0.5, 1 - 1e-7, 1]);
  expect(three[1]).toBeCloseTo(two[1] ?? 0, 6);
  for (const alpha of [1e-6, 0.005, 0.05, 0.5]) {
    for (const fraction of [0.05, 1 / 3, 0.95]) {
      const second = spendingLevels(alpha, [fraction, 1])[1] ?? 0;
      expect(spendingAlpha(second, fraction) / alpha).toBeCloseTo(1, 8);
    }
  }
  expect(() => spendingLevels(0.05, [0.5, 0.5])).toThrow('ascend');
});

test('the normal goes where doubles go, and back', () => {
  expect(normalCdf(-37)).toBeGreaterThan(0);
  expect(normalCdf(40)).toBe(1);
  for (const p of [1e-300, 1e-12, 0.3, 0.5, 1 - 1e-12]) {
    expect(normalCdf(normalQuantile(p)) / p).toBeCloseTo(1, 10);
  }
  expect(Number.isFinite(normalQuantile(0))).toBe(true);
  expect(Number.isFinite(normalQuantile(1))).toBe(true);
  expect(holm([])).toEqual([]);
});
