import { expect, test } from 'vitest';
import { stepDownMinP } from '../../src/stats/min-p.ts';

test('an adjusted p is never below the p itself, nor above 1, whatever the sizes', () => {
  const member = (p: number, size: number) => ({ p, cluster: 0, sizeAt: () => size });
  expect(stepDownMinP([member(0.3, 0.1)])).toEqual([0.3]);
  expect(stepDownMinP([member(0.4, 0.7), member(0.2, 0.6)])).toEqual([1, 1]);
  expect(stepDownMinP([])).toEqual([]);
});
