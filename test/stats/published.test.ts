import { expect, test } from 'vitest';
import { fisherExact } from '../../src/stats/fisher.ts';
import { nonInferior, pairedInterval, wilsonInterval } from '../../src/stats/intervals.ts';
import { exactMinP } from '../../src/stats/min-p.ts';
import { type PairedCase, pairedZ } from '../../src/stats/paired.ts';
import { minimumDetectableEffect } from '../../src/stats/power.ts';
import { signFlip } from '../../src/stats/sign-flip.ts';
import { spendingLevels } from '../../src/stats/spending.ts';
import { pairedT, welchT } from '../../src/stats/t-test.ts';
import { twoProportionZ } from '../../src/stats/two-proportion.ts';

function pairs(n: number, { lost, won }: { lost: number; won: number }): PairedCase[] {
  return Array.from({ length: n }, (_, index) => ({
    baseline: index < lost ? 1 : 0,
    candidate: index >= lost && index < lost + won ? 1 : 0,
    trials: 1,
  }));
}

const sleep = {
  first: [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0],
  second: [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4],
};

test('Fagerland (2013): 21 pairs, 1 win, 7 losses', () => {
  const cases = pairs(21, { lost: 7, won: 1 });
  expect(pairedZ(cases).pTwoSided).toBeCloseTo(0.034, 3);
  const exact = signFlip(cases);
  expect(2 * exact.pWorse).toBeCloseTo(0.07, 3);
  expect(2 * exact.midPWorse).toBeCloseTo(0.039, 3);
});

test('Newcombe (1998): Wilson interval of 81/263', () => {
  const [low, high] = wilsonInterval({ passes: 81, n: 263 }, 0.95);
  expect(low).toBeCloseTo(0.2553, 4);
  expect(high).toBeCloseTo(0.3662, 4);
});

test('Fisher: the lady tasting tea', () => {
  expect(fisherExact({ passes: 3, n: 4 }, { passes: 1, n: 4 }).pBetter).toBeCloseTo(0.2429, 4);
  expect(fisherExact({ passes: 1, n: 4 }, { passes: 3, n: 4 }).pWorse).toBeCloseTo(0.2429, 4);
});

test("Student's sleep data", () => {
  const welch = welchT(sleep.first, sleep.second);
  expect(welch.t).toBeCloseTo(-1.8608, 4);
  expect(welch.df).toBeCloseTo(17.776, 3);
  expect(welch.pTwoSided).toBeCloseTo(0.07939, 5);
  const paired = pairedT(sleep.first.map((value, index) => value - (sleep.second[index] ?? 0)));
  expect(paired.t).toBeCloseTo(-4.0621, 4);
  expect(2 * paired.pWorse).toBeCloseTo(0.002833, 6);
});

test('five losses and no win: exact 1/32, mid-p 1/64', () => {
  const { pWorse, midPWorse } = signFlip(pairs(50, { lost: 5, won: 0 }));
  expect(pWorse).toBe(0.03125);
  expect(midPWorse).toBe(0.015625);
});

test('40 of 50 against 45 of 50', () => {
  const { z, pWorse } = twoProportionZ({ passes: 40, n: 50 }, { passes: 45, n: 50 });
  expect(z).toBeCloseTo(-1.40028, 5);
  expect(pWorse).toBeCloseTo(0.08071, 5);
});

test('a rise is not a drop: 70 → 90 of 100 is as sure to be better as 90 → 70 is to be worse', () => {
  const drop = twoProportionZ({ passes: 70, n: 100 }, { passes: 90, n: 100 });
  const rise = twoProportionZ({ passes: 90, n: 100 }, { passes: 70, n: 100 });
  expect(drop.pWorse).toBeLessThan(0.001);
  expect(rise.pWorse).toBeGreaterThan(0.999);
  expect(rise.pBetter).toBe(drop.pWorse);
});

test('Kim–DeMets levels of two looks at 50 and 150', () => {
  const wanted = [
    [0.005, 0.0016667, 0.0035998],
    [0.025, 0.0083333, 0.0189441],
    [0.05, 0.0166667, 0.0391349],
  ];
  for (const [alpha = 0, first = 0, second = 0] of wanted) {
    const levels = spendingLevels(alpha, [1 / 3, 1]);
    expect(levels[0]).toBeCloseTo(first, 7);
    expect(levels[1]).toBeCloseTo(second, 7);
  }
});

test('what one of five segments can show at discordance 0.15', () => {
  const shows = (cases: number) =>
    minimumDetectableEffect({ cases, discordance: 0.15, alpha: 0.005, power: 0.8 });
  expect(shows(50)).toBeCloseTo(0.3, 2);
  expect(shows(150)).toBeCloseTo(0.14, 2);
  expect(shows(250)).toBeCloseTo(0.105, 3);
});

test('a segment that cannot reject at any outcome costs the others nothing', () => {
  const eight = pairs(50, { lost: 8, won: 0 });
  const alone = exactMinP([eight])[0];
  const quiet = pairs(50, { lost: 1, won: 1 });
  expect(exactMinP([eight, quiet, quiet])[0]).toBe(alone);
  expect(exactMinP([eight, eight])[0]).toBeGreaterThan(alone ?? 1);
});

test('the interval of the report: 8 lost and none won of 50 is −16 points, −26 to −5', () => {
  const cases = pairs(50, { lost: 8, won: 0 });
  const { low, high } = pairedInterval(cases, 0.95);
  expect(pairedZ(cases).difference).toBe(-0.16);
  expect(low).toBeCloseTo(-0.2616, 4);
  expect(high).toBeCloseTo(-0.0461, 4);
  expect(nonInferior(cases, 0.1, 0.95)).toBe(false);
  expect(nonInferior(pairs(50, { lost: 1, won: 2 }), 0.1, 0.95)).toBe(true);
});
