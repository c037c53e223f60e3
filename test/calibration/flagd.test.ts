import { expect, test } from 'vitest';
import { disagreementsWithFlagd, units } from '../kit/flagd.ts';

test("flagd's own library gives a million units the versions that our slots give", () => {
  const digest = 'a'.repeat(64);
  const allocation: Record<string, [string, ...[number, number][]][]> = {
    '*': [
      ['1.0.0', [0, 3333], [5000, 5001], [9999, 10_000]],
      ['1.1.0', [3333, 5000]],
      ['1.2.0', [5001, 9999]],
    ],
  };
  const versions = { '1.0.0': { digest }, '1.1.0': { digest }, '1.2.0': { digest } };
  expect(disagreementsWithFlagd({ allocation, versions }, units(1_000_000))).toEqual([]);
});
