import { describe, expect, test } from 'vitest';
import { quantileInterval, quantileRatio } from '../../src/stats/quantile.ts';
import { seededRandom } from '../../src/stats/random.ts';

const upTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1);

const ascending = (n: number, draw: () => number) => Array.from({ length: n }, draw).sort((a, b) => a - b);

describe('the interval of a quantile', () => {
  test('has the ranks of the tables: of the median, at 95 %', () => {
    expect(quantileInterval(upTo(10), 0.5, 0.95)).toEqual({ value: 5, low: 2, high: 9 });
    expect(quantileInterval(upTo(100), 0.5, 0.95)).toEqual({ value: 50, low: 40, high: 61 });
  });

  test('has no bound where the values give none', () => {
    expect(quantileInterval(upTo(5), 0.5, 0.95)).toEqual({
      value: 3,
      low: 0,
      high: Number.POSITIVE_INFINITY,
    });
    const tail = quantileInterval(upTo(50), 0.95, 0.95);
    expect(tail).toEqual({ value: 48, low: 44, high: Number.POSITIVE_INFINITY });
  });

  test('is wider where the values are worth fewer', () => {
    const of = (independent: number) => quantileInterval(upTo(100), 0.5, 0.95, independent);
    expect(of(20).low).toBeLessThan(of(100).low);
    expect(of(20).high).toBeGreaterThan(of(100).high);
  });

  test('holds the quantile as often as it says', () => {
    const random = seededRandom(7);
    for (const p of [0.5, 0.95]) {
      let held = 0;
      for (let replicate = 0; replicate < 2000; replicate++) {
        const values = ascending(120, () => random() ** 3);
        const { low, high } = quantileInterval(values, p, 0.95);
        if (low <= p ** 3 && p ** 3 <= high) held += 1;
      }
      expect(held / 2000, `${p}`).toBeGreaterThan(0.94);
    }
  });
});

test('the ratio of two quantiles is held at least as often', () => {
  const random = seededRandom(8);
  let held = 0;
  for (let replicate = 0; replicate < 1000; replicate++) {
    const of = (factor: number) => ascending(80, () => factor * Math.exp(2 * random()));
    const { low, high } = quantileRatio(
      quantileInterval(of(1.3), 0.5, 0.95),
      quantileInterval(of(1), 0.5, 0.95),
    );
    if (low <= 1.3 && 1.3 <= high) held += 1;
  }
  expect(held / 1000).toBeGreaterThan(0.935);
  const bounded = { value: 1, low: 0.5, high: 2 };
  expect(() => quantileRatio(bounded, { value: 0, low: 0, high: 0 })).toThrow(RangeError);
});
