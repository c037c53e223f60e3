import { expect, test } from 'vitest';
import { normalQuantile } from '../../src/stats/normal.ts';
import { seededRandom } from '../../src/stats/random.ts';
import { pairedT, skewCorrectedT, withoutSkewness } from '../../src/stats/t-test.ts';

test('differences without skewness have the p of Student’s t', () => {
  const symmetric = [-3, -2, -1, 0, 1, 2, 3].map((value) => value - 0.5);
  const plain = pairedT(symmetric);
  const corrected = skewCorrectedT(symmetric);
  expect(corrected.t).toBe(plain.t);
  expect(corrected.pWorse).toBeCloseTo(plain.pWorse, 12);
});

test('the corrected t goes up with the plain one, however skewed', () => {
  for (const skewness of [-2, -0.3, 0, 0.4, 3]) {
    const corrected = Array.from({ length: 200 }, (_, at) => withoutSkewness(-10 + at / 10, skewness));
    for (const [at, value] of corrected.entries()) {
      expect(value).toBeGreaterThanOrEqual(corrected[at - 1] ?? Number.NEGATIVE_INFINITY);
    }
  }
});

test('values of which a few are large are found to be lower about as often as the level says', () => {
  const random = seededRandom(5);
  const found = { plain: 0, corrected: 0 };
  for (let replicate = 0; replicate < 4000; replicate++) {
    const values = Array.from({ length: 60 }, () => Math.exp(normalQuantile(random())) - Math.exp(0.5));
    if (pairedT(values).pWorse <= 0.05) found.plain += 1;
    if (skewCorrectedT(values).pWorse <= 0.05) found.corrected += 1;
  }
  expect(found.plain / 4000).toBeGreaterThan(0.09);
  expect(found.corrected / 4000).toBeLessThan(0.75 * (found.plain / 4000));
});

test('differences that are all alike are judged as by Student’s t', () => {
  expect(skewCorrectedT([-1, -1, -1, -1])).toEqual(pairedT([-1, -1, -1, -1]));
  expect(skewCorrectedT([])).toEqual(pairedT([]));
});
