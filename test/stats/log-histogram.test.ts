import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addHistograms,
  histogramQuantile,
  histogramSize,
  type LogHistogram,
  MOST_BUCKETS,
  openLogHistogram,
  relativeError,
} from '../../src/stats/log-histogram.ts';
import { seededRandom } from '../../src/stats/random.ts';

function of(values: readonly number[]): LogHistogram {
  const builder = openLogHistogram();
  for (const value of values) builder.add(value);
  return builder.histogram();
}

function exactQuantile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(1, Math.ceil(p * sorted.length - 1e-9)) - 1] ?? Number.NaN;
}

const times = fc.array(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 300 });
const share = fc.double({ min: 0, max: 1, noNaN: true });

test('a quantile differs from the exact one by no more than the stated relative error', () => {
  fc.assert(
    fc.property(times, share, (values, p) => {
      const histogram = of(values);
      const exact = exactQuantile(values, p);
      const error = Math.abs(histogramQuantile(histogram, p) - exact) / exact;
      expect(error).toBeLessThanOrEqual(relativeError(histogram) * (1 + 1e-9));
      expect(histogram.counts.length).toBeLessThanOrEqual(MOST_BUCKETS);
      expect(histogramSize(histogram)).toBe(values.length);
    }),
  );
});

test('histograms add up to that of all values, in any order', () => {
  fc.assert(
    fc.property(times, times, share, (a, b, p) => {
      const sum = addHistograms(of(a), of(b));
      expect(addHistograms(of(b), of(a))).toEqual(sum);
      expect(histogramSize(sum)).toBe(a.length + b.length);
      const exact = exactQuantile([...a, ...b], p);
      const error = Math.abs(histogramQuantile(sum, p) - exact) / exact;
      expect(error).toBeLessThanOrEqual(relativeError(sum) * (1 + 1e-9));
      // The ends are not empty: the same values have one form.
      expect(sum.counts[0]).toBeGreaterThan(0);
      expect(sum.counts.at(-1)).toBeGreaterThan(0);
    }),
  );
});

test('latencies between 0.2 and 20 s are known to 4 %, however many there are', () => {
  const random = seededRandom(7);
  const values = Array.from({ length: 20_000 }, () => 200 * 100 ** random());
  const histogram = of(values);
  expect(relativeError(histogram)).toBeCloseTo(0.04, 3);
  for (const p of [0.5, 0.95]) {
    expect(histogramQuantile(histogram, p) / exactQuantile(values, p)).toBeCloseTo(1, 1);
  }
});

test('a time of nothing counts as 0, and a histogram of nothing has no quantile', () => {
  const histogram = of([0, 0, 0, 100]);
  expect(histogramQuantile(histogram, 0.5)).toBe(0);
  expect(histogramQuantile(histogram, 1)).toBeCloseTo(100, -0.5);
  expect(addHistograms(of([0]), of([100]))).toEqual(of([0, 100]));
  expect(histogramQuantile(of([]), 0.5)).toBeNaN();
});
