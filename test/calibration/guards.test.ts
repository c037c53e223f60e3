import { expect, test } from 'vitest';
import type { GuardRule } from '../../src/experiment/guard.ts';
import {
  COST,
  drifting,
  heavyTailed,
  RESOLVED,
  right,
  tripsAfter,
  type World,
} from '../kit/guarded-world.ts';
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
