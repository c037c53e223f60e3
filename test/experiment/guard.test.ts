import { describe, expect, test } from 'vitest';
import { differenceOf, fixedControl, type GuardRule, openGuard } from '../../src/experiment/guard.ts';
import type { Watched } from '../../src/experiment/traffic.ts';
import {
  COST,
  drifting,
  heavyTailed,
  MINUTE_MS,
  RESOLVED,
  right,
  START,
  tripsAfter,
  type World,
} from '../kit/guarded-world.ts';
import { randomFrom } from '../kit/simulation.ts';

test('a version that is worse is found, sooner where it is worse by more, also in drifting traffic', () => {
  const random = randomFrom(22);
  const median = (drop: number, isNew: boolean) => {
    const world: World = {
      ...{ share: 0.3, minutes: 20_000 },
      value: (arm, minute, draw) => right(drifting(minute) - (arm === 'candidate' ? drop : 0), draw),
    };
    const after = Array.from({ length: 40 }, () => tripsAfter(RESOLVED, isNew, world, random) ?? 20_000);
    return after.sort((a, b) => a - b)[20] ?? 0;
  };
  const [fifteen, thirty] = [median(0.15, true), median(0.3, true)];
  expect(fifteen).toBeLessThan(350);
  expect(thirty).toBeLessThan(fifteen / 2);
  expect(median(0.15, false)).toBeLessThan(600);
});

test('costs that rise by half are found behind their heavy tail', () => {
  const random = randomFrom(23);
  const world: World = {
    ...{ share: 0.5, minutes: 10_000 },
    value: (arm, _minute, draw) => heavyTailed(draw) * (arm === 'candidate' ? 1.5 : 1),
  };
  const found = Array.from({ length: 20 }, () => tripsAfter(COST, true, world, random));
  expect(found.filter((after) => after !== null).length).toBeGreaterThan(18);
});

describe('what counts', () => {
  const at = START + MINUTE_MS;
  const watched = (rest: Partial<Watched>): Watched => ({
    at,
    arm: 'candidate',
    unit: null,
    value: 1,
    ...rest,
  });

  test('a unit counts once a day; what comes late counts if it is of the day before', () => {
    const guard = openGuard(RESOLVED, true);
    const day = 24 * 60 * MINUTE_MS;
    expect(guard.watch(watched({ unit: 'a' }))).toBe(true);
    expect(guard.watch(watched({ unit: 'a' }))).toBe(false);
    expect(guard.watch(watched({ unit: 'a', at: at + day }))).toBe(true);
    expect(guard.watch(watched({ unit: 'a' }))).toBe(false);
    expect(guard.watch(watched({ unit: 'b' }))).toBe(true);
    expect(guard.watch(watched({ unit: 'c', at: at + 2 * day }))).toBe(true);
    expect(guard.watch(watched({ unit: 'c' }))).toBe(false);
  });

  test('one clock that is ahead, before midnight, hides nothing of what others report', () => {
    const guard = openGuard(RESOLVED, true);
    const night = START + 23 * 60 * MINUTE_MS;
    guard.watch(watched({ arm: 'control', unit: 'ahead', at: night + 61 * MINUTE_MS }));
    for (let call = 0; call < 60; call += 1) {
      guard.watch(watched({ arm: 'control', unit: `control ${call}`, at: night }));
      guard.watch(watched({ unit: `user ${call}`, value: 0, at: night }));
    }
    expect(guard.read(night).kind).toBe('tripped');
  });

  test('one user who complains all day trips nothing', () => {
    const guard = openGuard(RESOLVED, true);
    for (let call = 0; call < 500; call += 1) {
      guard.watch(watched({ arm: 'control', unit: `user ${call}` }));
      guard.watch(watched({ unit: 'angry', value: 0 }));
    }
    expect(guard.read(at)).toMatchObject({ kind: 'watching', pairs: 1 });
  });

  test('no answer of the control counts twice', () => {
    const guard = openGuard(RESOLVED, true);
    for (let call = 0; call < 10; call += 1) guard.watch(watched({ arm: 'control' }));
    for (let call = 0; call < 50; call += 1) guard.watch(watched({ value: 0 }));
    expect(guard.read(at).pairs).toBe(10);
  });

  test('silence pauses, and so does a control with less than a twentieth of the traffic; neither is good news', () => {
    const guard = openGuard(RESOLVED, true);
    expect(guard.read(at)).toMatchObject({ kind: 'paused', because: 'silence' });
    for (let call = 0; call < 499; call += 1) guard.watch(watched({}));
    guard.watch(watched({ arm: 'control' }));
    expect(guard.read(at)).toMatchObject({ kind: 'paused', because: 'no-control' });
    for (let call = 0; call < 30; call += 1) guard.watch(watched({ arm: 'control' }));
    expect(guard.read(at)).toMatchObject({ kind: 'watching', because: null });
    expect(guard.read(at + 61 * MINUTE_MS)).toMatchObject({ kind: 'paused', because: 'silence' });
  });

  test('a version of which nothing came for an hour pauses, however much its control reports', () => {
    const guard = openGuard(RESOLVED, true);
    for (let call = 0; call < 100; call += 1) {
      guard.watch(watched({}));
      guard.watch(watched({ arm: 'control' }));
    }
    const later = at + 61 * MINUTE_MS;
    for (let call = 0; call < 15; call += 1) guard.watch(watched({ arm: 'control', at: later }));
    expect(guard.read(later)).toMatchObject({ kind: 'watching' });
    for (let call = 0; call < 5; call += 1) guard.watch(watched({ arm: 'control', at: later }));
    expect(guard.read(later)).toMatchObject({ kind: 'paused', because: 'no-candidate' });
    guard.watch(watched({ at: later }));
    expect(guard.read(later)).toMatchObject({ kind: 'watching' });
  });

  test('a version that never reported is no better', () => {
    const guard = openGuard({ ...RESOLVED, leastShare: { candidate: 0.05, control: 0.95 } }, true);
    for (let call = 0; call < 260; call += 1) guard.watch(watched({ arm: 'control' }));
    expect(guard.read(at)).toMatchObject({ kind: 'watching' });
    for (let call = 0; call < 20; call += 1) guard.watch(watched({ arm: 'control' }));
    expect(guard.read(at)).toMatchObject({ kind: 'paused', because: 'no-candidate' });
  });

  test('a control with just 5 % of the weights has by chance less than 5 % of the answers, which pauses nothing', () => {
    const random = randomFrom(25);
    const rule = { ...RESOLVED, leastShare: { candidate: 0.95, control: 0.05 } };
    const paused = Array.from({ length: 50 }, () => {
      const guard = openGuard(rule, true);
      return Array.from({ length: 3000 }, (_, call) => {
        guard.watch(watched({ arm: random() < 0.05 ? 'control' : 'candidate', at: at + call * 1000 }));
        return guard.read(at + call * 1000).kind === 'paused';
      });
    });
    expect(paused.flat()).not.toContain(true);
  });

  test('under another margin evidence is collected anew, and what is known of the traffic stays', () => {
    const guard = openGuard(RESOLVED, true);
    for (let call = 0; call < 8; call += 1) {
      guard.watch(watched({ arm: 'control' }));
      guard.watch(watched({ value: 0 }));
    }
    const before = guard.read(at);
    expect(before.evidence).toBeGreaterThan(2);
    guard.judgeBy({ ...RESOLVED, alpha: 0.001 }, true);
    expect(guard.read(at)).toMatchObject({ evidence: before.evidence, limit: 1000, pairs: 8 });
    guard.judgeBy({ ...RESOLVED, margin: { kind: 'points', value: 0.02 } }, true);
    expect(guard.read(at)).toMatchObject({ kind: 'watching', evidence: 1, pairs: 0 });
  });

  test('what tripped stays so, whatever comes later', () => {
    const guard = openGuard(RESOLVED, true);
    for (let call = 0; call < 60; call += 1) {
      guard.watch(watched({ arm: 'control' }));
      guard.watch(watched({ value: 0 }));
    }
    expect(guard.read(at).kind).toBe('tripped');
    for (let call = 0; call < 500; call += 1) {
      guard.watch(watched({ arm: 'control', value: 0 }));
      guard.watch(watched({}));
    }
    expect(guard.read(at + 100 * MINUTE_MS)).toMatchObject({ kind: 'tripped', limit: 100 });
  });
});

describe('a share of a value with bounds', () => {
  const rule = { ...RESOLVED, margin: { kind: 'share' as const, value: 0.15 } };
  const random = randomFrom(26);
  const tripsOf = (drop: number, of: GuardRule) => {
    const world: World = {
      ...{ share: 0.5, minutes: 6000 },
      value: (arm, _minute, draw) => right(0.87 * (arm === 'candidate' ? 1 - drop : 1), draw),
    };
    return Array.from({ length: 20 }, () => tripsAfter(of, true, world, random)).filter(
      (after) => after !== null,
    ).length;
  };

  test('is one of the control’s mean: twice as much is found, just as much is allowed', () => {
    expect(tripsOf(0.3, rule)).toBe(20);
    expect(tripsOf(0.15, rule)).toBe(0);
  });

  test('and of values of which the lower is the better, too', () => {
    expect(differenceOf({ ...rule, better: 'lower' }, 1, 1)).toMatchObject({ margin: 0 });
    const mean = (control: number, candidate: number) => {
      const { difference } = differenceOf({ ...rule, better: 'lower' }, control, candidate);
      return difference;
    };
    // Of the rates 0.4 and 0.46 the expected difference is 0.
    const expected =
      0.4 * 0.46 * mean(1, 1) + 0.4 * 0.54 * mean(1, 0) + 0.6 * 0.46 * mean(0, 1) + 0.6 * 0.54 * mean(0, 0);
    expect(expected).toBeCloseTo(0, 12);
  });
});

describe('without a control that serves', () => {
  const random = randomFrom(24);
  const first = Array.from({ length: 2500 }, () => right(0.8, random));

  test('the bound of the version’s own first 2,000 values stands for it, on the side that is worse', () => {
    const rate = first.slice(0, 2000).reduce((sum, value) => sum + value, 0) / 2000;
    const low = fixedControl(RESOLVED, first) ?? Number.NaN;
    expect(low).toBeLessThan(rate);
    expect(low).toBeGreaterThan(rate - 0.02);
    const high = fixedControl({ ...RESOLVED, better: 'lower' }, first) ?? Number.NaN;
    expect(high - rate).toBeCloseTo(rate - low, 2);
    const scores = fixedControl(
      { ...RESOLVED, bounds: { from: 1, to: 5 } },
      first.map((value) => 1 + 4 * value),
    );
    expect(scores).toBeCloseTo(1 + 4 * low, 10);
    expect(fixedControl(RESOLVED, first.slice(0, 1999))).toBeNull();
    expect(fixedControl(COST, first)).toBeNull();
  });

  test('a drop against it is found, and as good as ever trips nothing', () => {
    const fixed = fixedControl(RESOLVED, first);
    const readAfter = (rate: number) => {
      const guard = openGuard(RESOLVED, false, fixed);
      for (let call = 0; call < 2000; call += 1) {
        guard.watch({ at: START + call, arm: 'candidate', unit: null, value: right(rate, random) });
      }
      return guard.read(START + 2000);
    };
    expect(readAfter(0.8)).toMatchObject({ kind: 'watching', pairs: 2000 });
    expect(readAfter(0.6)).toMatchObject({ kind: 'tripped' });
  });
});
