import { expect, test } from 'vitest';
import { normalCdf, normalDensity, normalQuantile } from '../../src/stats/normal.ts';
import { spendingAlpha, spendingLevels } from '../../src/stats/spending.ts';

/** Integral by the trapezoidal rule over equal steps. */
function integral(values: readonly number[], step: number): number {
  const [first = 0, last = 0] = [values[0], values.at(-1)];
  return step * (values.reduce((sum, value) => sum + value, 0) - (first + last) / 2);
}

/** Chance, were nothing changed, that a sum of independent parts has crossed a look's level by each look. */
function crossedBy(levels: readonly number[], fractions: readonly number[]): number[] {
  const steps = 400;
  const chances: number[] = [];
  let before: { at: number; density: number }[] = [];
  let lastFraction = 0;
  for (const [look, fraction] of fractions.entries()) {
    const bound = -normalQuantile(levels[look] ?? 1) * Math.sqrt(fraction);
    const low = -8 * Math.sqrt(fraction);
    const spread = Math.sqrt(fraction - lastFraction);
    const step = (before[1]?.at ?? 0) - (before[0]?.at ?? 0);
    const crossed =
      look === 0
        ? normalCdf(-bound / spread)
        : integral(
            before.map(({ at, density }) => density * normalCdf((at - bound) / spread)),
            step,
          );
    chances.push((chances.at(-1) ?? 0) + crossed);
    const width = (bound - low) / steps;
    const after = Array.from({ length: steps + 1 }, (_, index) => low + index * width).map((at) => ({
      at,
      density:
        look === 0
          ? normalDensity(at / spread) / spread
          : integral(
              before.map(
                (previous) => (previous.density * normalDensity((at - previous.at) / spread)) / spread,
              ),
              step,
            ),
    }));
    before = after;
    lastFraction = fraction;
  }
  return chances;
}

test.each([
  ['two looks', 0.05, [0.4, 1]],
  ['an early and a late look', 0.1, [0.1, 0.9]],
  ['three looks', 0.05, [0.3, 0.5, 1]],
  ['four looks', 0.025, [0.25, 0.5, 0.75, 1]],
  ['three looks, the last before the end', 0.1, [0.2, 0.6, 0.8]],
  ['two looks close to one another', 0.05, [0.5, 0.99, 1]],
])('by each look that part of alpha is spent that its information is: %s', (_, alpha, fractions) => {
  const crossed = crossedBy(spendingLevels(alpha, fractions), fractions);
  for (const [look, fraction] of fractions.entries()) {
    expect((crossed[look] ?? 0) / alpha / fraction).toBeCloseTo(1, 3);
  }
});

test.each([
  [0.01, 0.3, 0.3],
  [0.04, 0.5, 0.7],
  [0.2, 0.5, 0.5],
  [0.004, 0.8, 0.95],
])(
  'p = %d after %d of the information, with looks correlated by √%d, is that alpha of which all is spent',
  (p, fraction, ratio) => {
    const correlation = Math.sqrt(ratio);
    const alpha = spendingAlpha(p, fraction, correlation);
    const [bound, second] = [-normalQuantile(alpha * fraction), -normalQuantile(p)];
    const steps = 4000;
    const width = (bound + 8) / steps;
    const later = integral(
      Array.from({ length: steps + 1 }, (_, index) => -8 + index * width).map(
        (first) =>
          normalDensity(first) * normalCdf((correlation * first - second) / Math.sqrt(1 - correlation ** 2)),
      ),
      width,
    );
    expect((alpha * fraction + later) / alpha).toBeCloseTo(1, 5);
  },
);

test('what is told without a correlation is that of a share of the same cases', () => {
  expect(spendingAlpha(0.03, 0.4)).toBe(spendingAlpha(0.03, 0.4, Math.sqrt(0.4)));
  expect(spendingLevels(spendingAlpha(0.03, 0.4), [0.4, 1])[1]).toBeCloseTo(0.03, 9);
  expect([spendingAlpha(1, 0.4), spendingLevels(1, [0.4, 1])[1]]).toEqual([1, 1]);
});

test('looks have to ascend, up to the whole', () => {
  for (const fractions of [
    [0.5, 0.5],
    [0.6, 0.5],
    [0, 1],
    [0.5, 1.1],
  ])
    expect(() => spendingLevels(0.05, fractions)).toThrow(RangeError);
  expect(spendingLevels(0.05, [])).toEqual([]);
  expect(spendingLevels(0.05, [1])).toEqual([0.05]);
});
