import { expect, test } from 'vitest';
import { marginText } from '../../../src/report/telling/guard.ts';

const BINARY = { from: 0, to: 1 };

test.each([
  ['points', 0.02, BINARY, '2 points'],
  ['points', 0.025, BINARY, '2.5 points'],
  ['points', 0.01, { from: 1, to: 5 }, '0.04 (1 point of 1 to 5)'],
  ['points', 0.25, { from: 1, to: 5 }, '1 (25 points of 1 to 5)'],
  ['share', 0.15, null, '15\u00a0%'],
  ['share', 0.125, { from: 1, to: 5 }, '12.5\u00a0%'],
  ['points', 0, BINARY, null],
] as const)('a margin of %s %s is told in the unit of its metric', (kind, value, bounds, text) => {
  expect(marginText({ kind, value }, bounds)).toBe(text);
});
