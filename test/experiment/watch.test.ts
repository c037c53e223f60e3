import { describe, expect, test } from 'vitest';
import type { ServingState } from '../../src/domain/registry-state.ts';
import { standingGuards } from '../../src/experiment/standing.ts';
import { openWatch } from '../../src/experiment/watch.ts';
import { allocationOf, NEW, OLD, portfolioOf } from '../kit/portfolios.ts';

const START = Date.parse('2026-11-24T10:00:00.000Z');
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const RESOLVED = { name: 'resolved', kind: 'binary', better: 'higher' } as const;
const COST = { name: 'cost_usd', kind: 'money', better: 'lower' } as const;

/** Served since these minutes with these weights, in percent of the new version. */
function servingSince(steps: readonly [minute: number, percent: number][]): ServingState {
  const served = steps.map(([minute, percent], index) => ({
    at: new Date(START + minute * MINUTE_MS).toISOString(),
    serial: index + 1,
    allocation: allocationOf({
      '*': {
        ...(percent < 100 && { [OLD]: (100 - percent) * 100 }),
        ...(percent > 0 && { [NEW]: percent * 100 }),
      },
    }),
    event: {
      id: `${index}`,
      type: 'allocated',
      actor: { name: 'ada', source: 'terminal' },
      reason: null,
    } as const,
  }));
  return { served, held: [] };
}

const standing = (serving: ServingState, now = START + DAY_MS, guards = portfolioOf().guards) =>
  standingGuards(portfolioOf({ guards }), serving, { metrics: [RESOLVED, COST], now }).guards;

const value = (version: string, minute: number, resolved: number) => ({
  ...{ environment: 'production', prompt: 'support', version, segment: '*', metric: 'resolved' },
  ...{ at: START + minute * MINUTE_MS, unit: null, value: resolved },
});

describe('rows that cannot be read', () => {
  const readingAfter = (unread: Partial<Record<string, (index: number) => boolean>>, count = 400) => {
    const guards = standing(servingSince([[0, 50]]));
    const watch = openWatch();
    watch.stand(guards);
    for (let index = 0; index < count; index += 1) {
      for (const version of [OLD, NEW]) {
        const row = value(version, 60 + index / 60, 1);
        if (unread[version]?.(index)) watch.miss(row);
        else watch.take(row);
      }
    }
    return watch.readings(START + 70 * MINUTE_MS).find(({ guard }) => guard.version === NEW)?.reading;
  };

  test('a version of which a tenth cannot be read is no good news, nor one of which more cannot than of its control', () => {
    const blind = { kind: 'paused', because: 'unreadable' };
    expect(readingAfter({ [NEW]: (index) => index % 2 === 0 })).toMatchObject(blind);
    expect(readingAfter({ [NEW]: (index) => index % 12 === 0 })).toMatchObject(blind);
  });

  test('few of both, or some at the beginning, are told and no more', () => {
    const watching = { kind: 'watching' };
    const some = (index: number) => index % 15 === 0;
    expect(readingAfter({ [NEW]: some, [OLD]: some })).toMatchObject(watching);
    expect(readingAfter({ [NEW]: (index) => index < 5 })).toMatchObject(watching);
    expect(readingAfter({ [NEW]: (index) => index < 300 }, 1400)).toMatchObject(watching);
  });
});

describe('what stands beside what', () => {
  test('only a version with 5 % of the segment is a control, and safe is preferred', () => {
    const controls = (percent: number) =>
      standing(servingSince([[0, percent]])).map(({ version, control }) => [version, control]);
    expect(controls(5)).toEqual([
      [OLD, NEW],
      [NEW, OLD],
    ]);
    expect(controls(4)).toEqual([
      [OLD, null],
      [NEW, OLD],
    ]);
    expect(controls(96)).toContainEqual([NEW, null]);
  });

  test('a version is judged as new for two weeks, also when its weight changes, and anew when it comes back', () => {
    const steps: [number, number][] = [
      [0, 10],
      [60, 30],
    ];
    const ofNew = (serving: ServingState, now: number) =>
      standing(serving, now).find(({ version }) => version === NEW);
    expect(ofNew(servingSince(steps), START + 13 * DAY_MS)).toMatchObject({ isNew: true, from: START });
    expect(ofNew(servingSince(steps), START + 15 * DAY_MS)).toMatchObject({ isNew: false });
    const back = servingSince([...steps, [90, 0], [120, 10]]);
    expect(ofNew(back, START + 13 * DAY_MS)?.from).toBe(START + 120 * MINUTE_MS);
  });

  test('a false alarm is as rare for a version with many segments as with one', () => {
    const allocation = allocationOf({
      ...{ '*': { [OLD]: 5000, [NEW]: 5000 }, a: { [OLD]: 5000, [NEW]: 5000 } },
      b: { [OLD]: 5000, [NEW]: 5000 },
    });
    const [served] = servingSince([[0, 10]]).served;
    if (!served) throw new Error('nothing serves');
    const guards = standing({ served: [{ ...served, allocation }], held: [] });
    const alphas = guards.filter(({ version }) => version === NEW).map(({ rule }) => rule.alpha);
    expect(alphas.reduce((sum, alpha) => sum + alpha, 0)).toBeCloseTo(0.01);
  });
});

describe('what is known of a version', () => {
  /** The new version is worse from this minute on: one of two is not helped, instead of one of ten. */
  function watched(now: number, worseFrom: number, minutes: number) {
    const watch = openWatch();
    watch.stand(standing(servingSince([[0, 50]]), now));
    for (let minute = 1; minute < minutes; minute += 1) {
      watch.take(value(OLD, minute, Number(minute % 10 !== 0)));
      watch.take(value(NEW, minute, Number(minute % (minute < worseFrom ? 10 : 2) !== 0)));
    }
    const reading = watch.readings(START + minutes * MINUTE_MS).find(({ guard }) => guard.version === NEW);
    if (!reading) throw new Error('no guard');
    return reading.reading;
  }

  test('bad answers are counted from when it got worse, and figures stay as they were when it tripped', () => {
    const later = watched(START + 15 * DAY_MS, 2000, 5000);
    expect(later.kind).toBe('tripped');
    // From minute 2,000 on it gives 0.4 bad answers a minute more, and nothing counts after the trip.
    const minutesUntilTrip = later.figures.version.answers - 2000;
    expect(minutesUntilTrip).toBeLessThan(400);
    expect(later.figures.badAnswers).toBeGreaterThan(minutesUntilTrip * 0.3);
    expect(later.figures.badAnswers).toBeLessThan(minutesUntilTrip * 0.5);
    expect(later.figures.latest.version.answers).toBe(1000);
  });

  test('silence and too little of the control are no good news', () => {
    const watch = openWatch();
    watch.stand(standing(servingSince([[0, 50]])));
    const now = () => watch.readings(START + 100 * MINUTE_MS).map(({ reading }) => reading.because);
    expect(now()).toEqual(['silence', 'silence']);
    for (let minute = 50; minute < 200; minute += 1) watch.take(value(NEW, minute / 2, 1));
    expect(now().toSorted()).toEqual(['no-candidate', 'no-control']);
  });

  test('a version that is no longer new, and a guard with another margin, go on with what was reported', () => {
    const watch = openWatch();
    const serving = servingSince([[0, 50]]);
    const old = START + 14 * DAY_MS;
    watch.stand(standing(serving, old - 1), old - 1);
    for (let minute = 0; minute < 30; minute += 1) {
      watch.take(value(NEW, old / MINUTE_MS - START / MINUTE_MS - minute, 1));
      watch.take(value(OLD, old / MINUTE_MS - START / MINUTE_MS - minute, 1));
    }
    const ofNew = () =>
      watch
        .readings(old)
        .map(({ guard, reading: { kind, figures } }) => [guard.isNew, kind, figures.version.answers]);
    expect(ofNew()).toEqual([
      [true, 'watching', 30],
      [true, 'watching', 30],
    ]);
    watch.stand(standing(serving, old), old);
    expect(ofNew()).toEqual([
      [false, 'watching', 30],
      [false, 'watching', 30],
    ]);
    const guards = portfolioOf().guards.map((guard) => ({
      ...guard,
      worseBy: { kind: 'points' as const, value: 0.05 },
    }));
    watch.stand(standing(serving, old, guards), old);
    expect(ofNew()).toEqual([
      [false, 'watching', 30],
      [false, 'watching', 30],
    ]);
  });

  test('a watch that has just begun to listen cannot miss anything yet', () => {
    const watch = openWatch();
    const begins = START + 5 * DAY_MS;
    watch.stand(standing(servingSince([[0, 50]])), begins);
    const kinds = (now: number) => watch.readings(now).map(({ reading }) => reading.kind);
    expect(kinds(begins)).toEqual(['waiting', 'waiting']);
    expect(kinds(begins + 59 * MINUTE_MS)).toEqual(['waiting', 'waiting']);
    expect(kinds(begins + 61 * MINUTE_MS)).toEqual(['paused', 'paused']);
  });

  test('a version that learns its own beginning and falls silent pauses', () => {
    const watch = openWatch();
    watch.stand(standing(servingSince([[0, 100]])));
    watch.take(value(NEW, 1, 1));
    const kinds = (minute: number) =>
      watch.readings(START + minute * MINUTE_MS).map(({ reading }) => reading.kind);
    expect(kinds(30)).toEqual(['learning']);
    expect(kinds(90)).toEqual(['paused']);
  });

  test('what was observed before both versions served, or before a person released it, does not count', () => {
    const watch = openWatch();
    const serving = servingSince([[100, 50]]);
    const trips = [
      {
        ...{ version: NEW, segment: '*', metric: 'resolved', action: 'rollback' as const },
        at: new Date(START + 150 * MINUTE_MS).toISOString(),
        released: new Date(START + 200 * MINUTE_MS).toISOString(),
      },
    ];
    watch.stand(standing({ ...serving, trips }));
    for (const minute of [50, 150, 250]) watch.take(value(NEW, minute, 1));
    const answers = watch
      .readings(START)
      .map(({ guard, reading }) => [guard.version, reading.figures.version.answers]);
    expect(answers).toContainEqual([NEW, 1]);
  });

  test('a guard goes on with what it knows when the weights change, and forgets what does not stand any more', () => {
    const watch = openWatch();
    watch.stand(standing(servingSince([[0, 50]])));
    watch.take(value(NEW, 1, 1));
    const answers = () =>
      watch
        .readings(START)
        .flatMap(({ guard, reading }) => (guard.version === NEW ? [reading.figures.version.answers] : []));
    watch.stand(
      standing(
        servingSince([
          [0, 50],
          [2, 60],
        ]),
      ),
    );
    expect(answers()).toEqual([1]);
    watch.stand([]);
    watch.stand(standing(servingSince([[0, 50]])));
    expect(answers()).toEqual([0]);
  });

  test('values without bounds are compared with a version beside them, and with nothing else', () => {
    const guards = [{ ...portfolioOf().guards[0], metric: 'cost_usd', better: 'lower' }] as ReturnType<
      typeof portfolioOf
    >['guards'];
    const watch = openWatch();
    watch.stand(standing(servingSince([[0, 100]]), START + DAY_MS, guards));
    expect(watch.readings(START)).toMatchObject([{ reading: { kind: 'paused', because: 'alone' } }]);
  });
});
