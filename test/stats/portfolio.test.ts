import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellCorrelation, mixtureInterval, shareOfBest } from '../../src/stats/beta-binomial.ts';
import { type Bounded, projectOnBox, wholeInBox } from '../../src/stats/box-projection.ts';
import { chiSquareTail, equalRates, goodnessOfFit } from '../../src/stats/chi-square.ts';
import {
  type ClusteredSums,
  clusteredMean,
  effectiveProportion,
  welchOfMeans,
} from '../../src/stats/clustered.ts';
import { pairsUntilNoticed } from '../../src/stats/detection-delay.ts';
import { failureOverlap } from '../../src/stats/failure-overlap.ts';
import { betaDraw, seededRandom } from '../../src/stats/random.ts';
import { unitsForMeans, unitsForProportions } from '../../src/stats/sample-size.ts';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Sums over units, each a list of its observations. */
function sumsOf(units: readonly (readonly number[])[]): ClusteredSums {
  const over = (of: (values: readonly number[]) => number) => sum(units.map(of));
  return {
    n: over((values) => values.length),
    sum: over(sum),
    units: units.length,
    clusters: {
      counts: over((values) => values.length ** 2),
      products: over((values) => values.length * sum(values)),
      sums: over((values) => sum(values) ** 2),
    },
  };
}

test("Fleiss (1981): smokers among four groups of patients, and Mendel's peas (1866)", () => {
  const smokers = [
    { passes: 83, n: 86 },
    { passes: 90, n: 93 },
    { passes: 129, n: 136 },
    { passes: 70, n: 82 },
  ];
  const rates = equalRates(smokers);
  expect(rates.statistic).toBeCloseTo(12.6, 1);
  expect(rates.df).toBe(3);
  expect(rates.p).toBeCloseTo(0.005585, 6);
  const peas = goodnessOfFit([
    { count: 315, share: 9 / 16 },
    { count: 101, share: 3 / 16 },
    { count: 108, share: 3 / 16 },
    { count: 32, share: 1 / 16 },
  ]);
  expect(peas.statistic).toBeCloseTo(0.47, 3);
  expect(peas.p).toBeCloseTo(0.925, 3);
});

test('Kohavi, Tang & Xu (2020): 821,588 users against 815,482 are no half', () => {
  const { p } = goodnessOfFit([
    { count: 821_588, share: 0.5 },
    { count: 815_482, share: 0.5 },
  ]);
  expect(p).toBeGreaterThan(1.75e-6);
  expect(p).toBeLessThan(1.85e-6);
});

test('tails of χ² keep their digits', () => {
  // scipy 1.17.1: chi2.sf
  expect(chiSquareTail(3.841458820694124, 1)).toBeCloseTo(0.05, 12);
  expect(chiSquareTail(200, 3) / 4.218541107192018e-43).toBeCloseTo(1, 8);
  expect(chiSquareTail(0.1, 7) / 0.9999976885812014).toBeCloseTo(1, 9);
  expect(chiSquareTail(900, 1000) / 0.9892827619087102).toBeCloseTo(1, 9);
});

test('sizes: the examples of R’s power.prop.test and power.t.test, and 16σ²/δ² of Kohavi, Tang & Xu', () => {
  expect(unitsForProportions({ rate: 0.5, effect: 0.25, alpha: 0.05, power: 0.9 })).toBeCloseTo(76.7, 1);
  expect(unitsForMeans({ spread: 1, effect: 1, alpha: 0.05, power: 0.9 })).toBeCloseTo(22.02, 0);
  const conversions = unitsForProportions({ rate: 0.05, effect: 0.0025, alpha: 0.05, power: 0.8 });
  expect(conversions / 121_600).toBeCloseTo(1, 1);
  expect(() => unitsForProportions({ rate: 0.5, effect: 0.7, alpha: 0.05, power: 0.8 })).toThrow(RangeError);
});

test("Welch by means and variances: Student's sleep data", () => {
  const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
  const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
  const ofUnits = (values: number[]) => clusteredMean(sumsOf(values.map((value) => [value])));
  const welch = welchOfMeans(ofUnits(first), ofUnits(second));
  expect(welch.t).toBeCloseTo(-1.8608, 4);
  expect(welch.df).toBeCloseTo(17.776, 3);
  expect(welch.pTwoSided).toBeCloseTo(0.07939, 5);
});

test('users who say the same ten times count once: the test of their observations keeps its level', () => {
  const random = seededRandom(7);
  const group = () => {
    const users = Array.from({ length: 200 }, () => (random() < 0.6 ? 1 : 0));
    return sumsOf(users.map((value) => new Array<number>(10).fill(value)));
  };
  let rejected = 0;
  let rejectedAsIndependent = 0;
  for (let round = 0; round < 400; round++) {
    const [a, b] = [group(), group()];
    if (welchOfMeans(clusteredMean(a), clusteredMean(b)).pTwoSided < 0.05) rejected += 1;
    const plain = equalRates([a, b].map(({ sum: passes, n }) => ({ passes, n })));
    if (plain.p < 0.05) rejectedAsIndependent += 1;
  }
  expect(rejected / 400).toBeLessThan(0.085);
  expect(rejectedAsIndependent / 400).toBeGreaterThan(0.4);
  expect(effectiveProportion(group()).n).toBeCloseTo(200, -1);
});

test('where all pass, each unit counts once', () => {
  expect(effectiveProportion(sumsOf([[1, 1, 1], [1], [1, 1]]))).toEqual({ passes: 3, n: 3 });
});

test('overlap: of what the first fails, the second answers 60 %', () => {
  const cases = [
    ...new Array(4).fill({ first: 1, second: 1 }),
    ...new Array(6).fill({ first: 1, second: 0 }),
    ...new Array(2).fill({ first: 0, second: 1 }),
    ...new Array(88).fill({ first: 0, second: 0 }),
  ];
  const overlap = failureOverlap(cases);
  expect(overlap.bothFail).toBeCloseTo(0.04, 12);
  expect(overlap.rescue[0]).toBeCloseTo(0.6, 12);
  expect(overlap.rescue[1]).toBeCloseTo(1 / 3, 12);
  // phi = (4·88 − 6·2)/√(10·90·6·94)
  expect(overlap.phi).toBeCloseTo(340 / Math.sqrt(10 * 90 * 6 * 94), 12);
  expect(failureOverlap([{ first: 1, second: 0 }]).phi).toBeNull();
  expect(failureOverlap([]).bothFail).toBeNull();
});

test('correlation of cells is found again, and is 0 where they do not scatter', () => {
  const random = seededRandom(3);
  const cells = Array.from({ length: 400 }, () => {
    const rate = betaDraw(0.7, 0.05, random);
    const passes = sum(Array.from({ length: 50 }, () => (random() < rate ? 1 : 0)));
    return { passes, n: 50, mean: 0.7, uncertainty: 0 };
  });
  expect(cellCorrelation(cells)).toBeGreaterThan(0.035);
  expect(cellCorrelation(cells)).toBeLessThan(0.065);
  expect(cellCorrelation(cells.map((cell) => ({ ...cell, passes: 35 })))).toBe(0);
  expect(cellCorrelation(cells.slice(0, 1))).toBeNull();
});

test('the share of draws in which a rate is best: Beta(2, 1) beats Beta(1, 1) two times in three', () => {
  const [first, second] = shareOfBest(
    [
      { alpha: 2, beta: 1 },
      { alpha: 1, beta: 1 },
    ],
    20_000,
    seededRandom(1),
  );
  expect(first).toBeCloseTo(2 / 3, 1);
  expect((first ?? 0) + (second ?? 0)).toBe(1);
});

test('a mixture’s interval holds the mixed rate in nineteen of twenty worlds', () => {
  const random = seededRandom(11);
  let held = 0;
  for (let world = 0; world < 1000; world++) {
    const rates = [betaDraw(0.7, 0.01, random), betaDraw(0.7, 0.01, random)];
    const parts = rates.map((rate, index) => {
      const passes = sum(Array.from({ length: 300 }, () => (random() < rate ? 1 : 0)));
      // What the rates were drawn from, then what was observed.
      return { alpha: 0.7 * 99 + passes, beta: 0.3 * 99 + 300 - passes, weight: index === 0 ? 0.8 : 0.2 };
    });
    const truth = 0.8 * (rates[0] ?? 0) + 0.2 * (rates[1] ?? 0);
    const { low, high } = mixtureInterval(parts, 0.95);
    if (low <= truth && truth <= high) held += 1;
  }
  expect(held / 1000).toBeGreaterThan(0.93);
  expect(held / 1000).toBeLessThan(0.97);
});

test('a drop of 15 points is noticed after about as many pairs as bets on simulated answers need', () => {
  const bets = [0.05, 0.1, 0.2, 0.35, 0.5];
  const question = { rate: 0.85, drop: 0.15, margin: 0, alpha: 0.01, bets };
  const told = pairsUntilNoticed(question) ?? 0;
  const random = seededRandom(5);
  const delay = () => {
    const wealth = bets.map(() => 1);
    for (let pairs = 1; ; pairs++) {
      const difference = (random() < 0.85 ? 1 : 0) - (random() < 0.7 ? 1 : 0);
      for (const [index, bet] of bets.entries())
        wealth[index] = (wealth[index] ?? 0) * (1 + bet * difference);
      if (sum(wealth) / bets.length >= 100) return pairs;
    }
  };
  const mean = sum(Array.from({ length: 300 }, delay)) / 300;
  expect(mean / told).toBeGreaterThan(0.75);
  expect(mean / told).toBeLessThan(1.25);
  expect(told).toBeGreaterThan(150);
  expect(told).toBeLessThan(250);
  expect(pairsUntilNoticed({ ...question, drop: 0.02, margin: 0.05 })).toBeNull();
});

const boxes = fc
  .array(
    fc.tuple(
      fc.integer({ min: 0, max: 300 }),
      fc.integer({ min: 0, max: 300 }),
      fc.double({ min: -500, max: 500, noNaN: true }),
    ),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  .chain((entries) => {
    const bounded: Bounded[] = entries.map(([a, b, value]) => ({
      ...{ value, low: Math.min(a, b), high: Math.max(a, b) },
    }));
    const total = fc.integer({
      min: sum(bounded.map(({ low }) => low)),
      max: sum(bounded.map(({ high }) => high)),
    });
    return fc.tuple(fc.constant(bounded), total);
  });

test('projected values lie within their bounds, add up, and are as near as any others', () => {
  fc.assert(
    fc.property(boxes, ([entries, total]) => {
      const projected = projectOnBox(entries, total);
      expect(sum(projected)).toBeCloseTo(total, 6);
      const inside = projected.every((value, index) => {
        const { low = 0, high = 0 } = entries[index] ?? {};
        return low <= value && value <= high;
      });
      expect(inside).toBe(true);
      // Optimality: to move a little from one to another, where both may, brings them no nearer.
      for (const [i, a] of entries.entries()) {
        for (const [j, b] of entries.entries()) {
          const [from, to] = [projected[i] ?? 0, projected[j] ?? 0];
          if (i === j || from - 1e-3 < a.low || to + 1e-3 > b.high) continue;
          expect(from - a.value).toBeLessThan(to - b.value + 1e-3);
        }
      }
      const whole = wholeInBox(
        entries.map((entry, index) => ({ ...entry, value: projected[index] ?? 0 })),
        total,
      );
      expect(sum(whole)).toBe(total);
      for (const [index, value] of whole.entries()) {
        expect(Number.isInteger(value)).toBe(true);
        expect(value).toBeGreaterThanOrEqual(entries[index]?.low ?? 0);
        expect(value).toBeLessThanOrEqual(entries[index]?.high ?? 0);
        expect(Math.abs(value - (projected[index] ?? 0))).toBeLessThanOrEqual(1.001);
      }
    }),
  );
});

test('bounds that leave no room are refused', () => {
  const entries = [{ value: 1, low: 0, high: 3 }];
  expect(() => projectOnBox(entries, 4)).toThrow(RangeError);
  expect(() => wholeInBox([{ value: 1, low: 2, high: 1 }], 2)).toThrow(RangeError);
});
