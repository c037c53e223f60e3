import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { GuardRule } from '../../src/experiment/guard.ts';
import {
  COST,
  DELAY_DROPS,
  DELAY_SAMPLES,
  drifting,
  heavyTailed,
  medianDelay,
  RESOLVED,
  right,
  tripsAfter,
  type World,
} from '../kit/guarded-world.ts';
import { NAIVE, naiveTrips } from '../kit/naive-window.ts';
import { randomFrom } from '../kit/simulation.ts';

const WEEKS = 200;
const week = { share: 0.3, minutes: 7 * 1440 };

/** How many weeks a guard trips in that is looked at after every call, one a minute. */
function trips(rule: GuardRule, isNew: boolean, value: World['value']): number {
  const random = randomFrom(21);
  const after = Array.from({ length: WEEKS }, () => tripsAfter(rule, isNew, { ...week, value }, random));
  return after.filter((each) => each !== null).length;
}

const worlds: { world: string; rule: GuardRule; value: World['value'] }[] = [
  { world: 'nothing changes', rule: RESOLVED, value: (_arm, _minute, random) => right(0.8, random) },
  {
    world: 'the traffic drifts by day and night, and from day to day',
    rule: RESOLVED,
    value: (_arm, minute, random) => right(drifting(minute), random),
  },
  {
    world: 'costs have a heavy tail, and rose by just what is allowed',
    rule: COST,
    value: (arm, _minute, random) => heavyTailed(random) * (arm === 'candidate' ? 1.15 : 1),
  },
];

// Of 200 weeks at 1 % each, more than 6 would be seen once in 200 times.
test.each(worlds)('$world: a guard with α = 1 % trips in 1 % of such weeks at most', ({ rule, value }) => {
  expect(trips(rule, true, value)).toBeLessThanOrEqual(6);
});

// 3,000 pairs a week, and 200,000 pairs between false alarms: at most 1.5 % of weeks, so 3 of 200, have one.
test.each(worlds)(
  '$world: a version that served long trips in 1.5 % of such weeks at most',
  ({ rule, value }) => {
    expect(trips(rule, false, value)).toBeLessThanOrEqual(8);
  },
);

test('the usual window takes back most versions that are as good as the others, where a guard takes back one in a hundred', () => {
  const [runs, answers] = [300, 10_000];
  const random = randomFrom(31);
  const naive = Array.from({ length: runs }, () => naiveTrips(NAIVE, 0.8, answers, random));
  expect(naive.filter(Boolean).length / runs).toBeGreaterThan(0.7);
  const world: World = { share: 0.5, minutes: 2 * answers, value: (_arm, _minute, draw) => right(0.8, draw) };
  const ours = Array.from({ length: runs }, () => tripsAfter(RESOLVED, true, world, random));
  // Of 300 runs at 1 % each, more than 8 would be seen once in 200 times.
  expect(ours.filter((after) => after !== null).length).toBeLessThanOrEqual(8);
});

test('the delays that docs/guards.md states, of all calls and of samples of them, are those that are measured', async () => {
  const docs = await readFile(new URL('../../docs/guards.md', import.meta.url), 'utf8');
  const rows = [...docs.matchAll(/^\| −(\d+) points \|(.*)\|$/gm)];
  expect(rows.map(([, points]) => Number(points) / 100)).toEqual(DELAY_DROPS);
  const random = randomFrom(32);
  for (const [, points, cells = ''] of rows) {
    const stated = cells.split('|').map((cell) => Number(cell.replaceAll(',', '')));
    const measured = [true, false].flatMap((isNew) =>
      DELAY_SAMPLES.map((sampled) =>
        medianDelay({ drop: Number(points) / 100, isNew, sampled, runs: 100 }, random),
      ),
    );
    expect(stated).toHaveLength(measured.length);
    for (const [index, calls] of measured.entries()) {
      const ratio = calls / (stated[index] ?? Number.NaN);
      expect(ratio, `${points} points, column ${index + 1}`).toBeGreaterThan(0.75);
      expect(ratio, `${points} points, column ${index + 1}`).toBeLessThan(1.33);
    }
  }
});
