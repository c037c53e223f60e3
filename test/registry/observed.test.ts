import { expect, test } from 'vitest';
import type { Counts, Observed, Window } from '../../src/domain/observation.ts';
import type { Entry } from '../../src/registry/append.ts';
import { orderedEvents } from '../../src/registry/chain.ts';
import { readEvent } from '../../src/registry/events.ts';
import { foldEvents } from '../../src/registry/fold.ts';
import { verifyRegistry } from '../../src/registry/verify.ts';
import { observedWindows, treeOf } from '../../src/registry/windows.ts';
import { type Branch, EMPTY, eventFiles, promote, register, timeOf, write } from '../kit/registry-log.ts';

const start = write(EMPTY, 0, [register('1.0.0'), promote('1.0.0', 1)]);
const DAY_MS = 86_400_000;
const HERE = { prompt: 'support', environment: 'production' };

function counts(n: number, sum: number): Counts {
  return { n, sum, squares: sum, units: n, clusters: { counts: n, products: sum, sums: sum } };
}

/** A window so many days before the day of the log. */
function window(daysAgo: number, rest: Partial<Window> = {}): Window {
  const day = new Date(timeOf(0).getTime() - daysAgo * DAY_MS).toISOString().slice(0, 10);
  return {
    ...{ ...HERE, version: '1.0.0', segment: '*', metric: 'resolved', day, serial: 1 },
    ...counts(10, 8),
    ...rest,
  };
}

function observed(windows: readonly Window[], rest: Partial<Observed> = {}): Entry {
  const days = windows.map(({ day }) => day).sort();
  const part = {
    from: `${days[0]}T00:00:00.000Z`,
    through: `${days.at(-1)}T09:00:00.000Z`,
    observations: 10,
    windows: treeOf(windows),
  };
  const rows = { read: 10, counted: 10, late: 0, repeated: 0, elsewhere: 0, forced: 0 };
  const others = { unknown: 0, ignored: 0, unreadable: 0 };
  return {
    fact: {
      type: 'observed',
      prompts: { support: { production: part } },
      rows: { ...rows, ...others },
      ...rest,
    },
  };
}

const known = ({ state }: Branch) => state.prompts.support?.observed?.production;

test('runs add up by window, and the log replays to the same state', async () => {
  const once = write(start, 1, [observed([window(1), window(0, { segment: 'enterprise' })])]);
  const twice = write(once, 2, [
    observed([window(0, { segment: 'enterprise' }), window(0, { serial: null })]),
  ]);
  expect(observedWindows(twice.state, HERE)).toEqual([
    window(1),
    window(0, { ...counts(20, 16), segment: 'enterprise' }),
    window(0, { serial: null }),
  ]);
  expect(known(twice)).toMatchObject({ observations: 20, runs: [{}, {}] });
  expect(known(once)).toMatchObject({ observations: 10, runs: [{}] });
  expect(foldEvents(orderedEvents(eventFiles(twice)))).toEqual(twice.state);
  expect(await verifyRegistry({ files: twice.files, signing: null })).toMatchObject({ ok: true });
});

test('quantiles of times add up over runs, beside runs of a version that had none', async () => {
  const histogram = (first: number, size: number) => ({ level: 0, zeros: 0, first, counts: [size] });
  const time = (rest: Partial<Window> = {}) => window(0, { metric: 'latency_ms', ...rest });
  const runs = [time(), time({ histogram: histogram(170, 10) }), time({ histogram: histogram(172, 10) })];
  const branch = write(
    start,
    1,
    runs.map((each) => observed([each])),
  );
  const sum = { level: 0, zeros: 0, first: 170, counts: [10, 0, 10] };
  expect(observedWindows(branch.state, HERE)).toEqual([time({ ...counts(30, 24), histogram: sum })]);
  expect(known(branch)?.totals['1.0.0']?.['*']?.latency_ms).toMatchObject({ n: 30, histogram: sum });
  expect(foldEvents(orderedEvents(eventFiles(branch)))).toEqual(branch.state);
  expect(await verifyRegistry({ files: branch.files, signing: null })).toMatchObject({ ok: true });
});

test('the state keeps the windows of 35 days, and the totals of their versions', () => {
  const two = write(start, 1, [register('1.1.0'), promote('1.1.0', 2)]);
  const old = write(two, 2, [observed([window(40), window(36, { version: '1.1.0' })])]);
  expect(observedWindows(old.state, HERE)).toHaveLength(2);
  const now = write(old, 3, [observed([window(0, { version: '1.1.0' })])]);
  expect(observedWindows(now.state, HERE)).toEqual([window(0, { version: '1.1.0' })]);
  expect(known(now)?.totals).toEqual({ '1.1.0': { '*': { resolved: counts(20, 16) } } });
  expect(known(now)?.observations).toBe(20);
});

test('the state has a bounded number of windows and runs, whatever is observed', () => {
  const day = (daysAgo: number) =>
    Array.from({ length: 45 }, (_, segment) =>
      Array.from({ length: 20 }, (_unused, metric) =>
        window(daysAgo, { segment: `s${segment}`, metric: `m${metric}` }),
      ),
    ).flat();
  let branch = start;
  for (let daysAgo = 14; daysAgo >= 0; daysAgo -= 1)
    branch = write(branch, 20 - daysAgo, [observed(day(daysAgo))]);
  expect(observedWindows(branch.state, HERE)).toHaveLength(11 * 900);
  for (let run = 0; run < 120; run += 1) branch = write(branch, 30 + run, [observed([window(0)])]);
  const { runs = [] } = known(branch) ?? {};
  expect(runs).toHaveLength(100);
  // The first stands for all before it: their time is taken.
  expect(runs[0]).toMatchObject({ event: '', from: expect.stringContaining('2026-11-10') });
});

test.each([
  ['a prompt that nobody registered', { prompts: { refunds: {} } }, /refunds has no registered version/],
  [
    'a version that nobody registered',
    [window(0, { version: '3.0.0' })],
    /support 3\.0\.0 is not registered/,
  ],
  [
    '51 segments',
    Array.from({ length: 51 }, (_, index) => window(0, { segment: `s${index}` })),
    /has 51 segments, and at most 50 may be/,
  ],
  [
    '21 metrics',
    Array.from({ length: 21 }, (_, index) => window(0, { metric: `m${index}` })),
    /has 21 metrics, and at most 20 may be/,
  ],
  ['a time in the future', [window(-2)], /lie in no time that was before/],
])('%s is no event, and verify finds it in a log that somebody else wrote', (_what, given, message) => {
  const entry = Array.isArray(given) ? observed(given) : observed([window(0)], given);
  expect(() => write(start, 1, [entry])).toThrow(message);
});

test('an environment in which the prompt never served was not observed', () => {
  const { fact } = observed([window(0)]);
  if (fact.type !== 'observed') throw new Error('no observation');
  const part = fact.prompts.support?.production;
  if (!part) throw new Error('no part');
  const prompts = { support: { staging: part } };
  expect(() => write(start, 1, [{ fact: { ...fact, prompts } }])).toThrow(/support never served in staging/);
});

test('an event with counts that cannot be is unreadable', () => {
  const histogram = { level: 0, zeros: 0, first: 1, counts: [4, 6] };
  const branch = write(start, 1, [observed([window(0, { histogram })])]);
  const text = eventFiles(branch).find((file) => file.text.includes('"observed"'))?.text ?? '';
  expect(readEvent(text).kind).toBe('event');
  for (const [from, to] of [
    ['"n":10', '"n":0'],
    ['"n":10', '"n":1.5'],
    ['"squares":8', '"squares":-8'],
    ['"counts":[4,6]', '"counts":[4,7]'],
    ['"counts":[4,6]', '"counts":[0,10]'],
    ['"counts":[4,6]', `"counts":[${'1,'.repeat(64)}1]`],
    ['"resolved":{', '"a name":{'],
    ['"1":{"resolved"', '"one":{"resolved"'],
  ] as const) {
    expect(text).toContain(from);
    expect(readEvent(text.replace(from, to)).kind).toBe('unreadable');
  }
});
