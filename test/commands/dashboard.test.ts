import { expect, test } from 'vitest';
import { metricBoards } from '../../src/commands/registry/dashboard/figures.ts';
import { type DashboardGround, gatherDashboard } from '../../src/commands/registry/dashboard/gather.ts';
import type { Counts, Observed, Window } from '../../src/domain/observation.ts';
import type { Entry } from '../../src/registry/append.ts';
import { treeOf } from '../../src/registry/windows.ts';
import { badgeOf } from '../../src/report/dashboard/badge.ts';
import { badges } from '../../src/report/dashboard/state.ts';
import { openLogHistogram } from '../../src/stats/log-histogram.ts';
import { groundOf } from '../kit/dashboard-world.ts';
import { windowOf } from '../kit/portfolios.ts';
import {
  digestFor,
  EMPTY,
  evaluate,
  promote,
  register,
  rollBack,
  timeOf,
  write,
} from '../kit/registry-log.ts';

const HOUR_MS = 3_600_000;
const DAY_MINUTES = 24 * 60;
const start = write(EMPTY, -2 * DAY_MINUTES, [
  register('1.0.0'),
  register('1.1.0'),
  promote('1.0.0', 1),
  promote('1.1.0', 2),
]);

function counts(values: readonly number[]): Counts {
  const [n, sum] = [values.length, values.reduce((total, value) => total + value, 0)];
  const squares = values.reduce((total, value) => total + value * value, 0);
  return { n, sum, squares, units: n, clusters: { counts: n, products: sum, sums: squares } };
}

function timed(values: readonly number[]): Counts {
  const builder = openLogHistogram();
  for (const value of values) builder.add(value);
  return { ...counts(values), histogram: builder.histogram() };
}

/** Windows of 1.1.0 in production, so many days before the last of the log. */
function observed(
  daysAgo: number,
  metrics: Record<string, Counts>,
  { version = '1.1.0', segment = '*' } = {},
): Entry {
  const day = new Date(timeOf(0).getTime() - daysAgo * DAY_MINUTES * 60_000).toISOString().slice(0, 10);
  const windows = Object.entries(metrics).map(
    ([metric, of]): Window => ({
      ...{ environment: 'production', prompt: 'support', version, segment, day, serial: null },
      ...{ metric, ...of },
    }),
  );
  const rows = { read: 1, counted: 1, late: 0, repeated: 0, elsewhere: 0, forced: 0 };
  const part = {
    from: `${day}T00:00:00.000Z`,
    through: `${day}T09:00:00.000Z`,
    observations: 1,
    windows: treeOf(windows),
  };
  const prompts: Observed['prompts'] = { support: { production: part } };
  return { fact: { type: 'observed', prompts, rows: { ...rows, unknown: 0, ignored: 0, unreadable: 0 } } };
}

function boardFrom(ground: DashboardGround, days = 60) {
  const now = timeOf(0).getTime() + 2 * HOUR_MS;
  const dashboard = gatherDashboard(ground, { environment: null, days, now });
  const [board] = dashboard.environments[0]?.boards ?? [];
  if (!board) throw new Error('no board');
  return { dashboard, board };
}

test('runs of one day add up, and quantiles are of those that have a histogram', () => {
  const branch = write(start, 0, [
    observed(0, { latency_ms: timed([100, 100, 100, 900]), resolved: counts([1, 1, 0, 0]) }),
    observed(0, { latency_ms: counts([5000]), resolved: counts([1, 1]) }),
  ]);
  const { board } = boardFrom(groundOf(branch));
  const latest = (name: string) => board.metrics.find((metric) => metric.name === name)?.latest;
  expect(latest('resolved')).toMatchObject({ n: 6, mean: 4 / 6, p50: null });
  expect(latest('latency_ms')).toMatchObject({ n: 5, mean: 1240 });
  expect(latest('latency_ms')?.p50).toBeCloseTo(100, -1);
  expect(Math.abs((latest('latency_ms')?.p95 ?? 0) / 900 - 1)).toBeLessThan(0.021);
});

test('plots end today and begin where there is something to show, whatever the index still has', () => {
  const branch = write(start, 0, [observed(1, { resolved: counts([1]) })]);
  expect(boardFrom(groundOf(branch)).dashboard.days).toHaveLength(7);
  // The state keeps the windows of 35 days, the log those of all.
  const old = write(write(start, -1, [observed(50, { resolved: counts([0]) })]), 0, [
    observed(0, { resolved: counts([1]) }),
  ]);
  const { dashboard, board } = boardFrom(groundOf(old));
  expect([dashboard.days.length, dashboard.days[0], dashboard.days.at(-1)]).toEqual([
    51,
    '2026-10-05',
    '2026-11-24',
  ]);
  expect(board.metrics[0]?.all[0]).toMatchObject({ n: 1, mean: 0 });
  expect(boardFrom(groundOf(old), 14).dashboard.days).toHaveLength(14);
});

test('of metrics that are not declared, names and values tell the kind', () => {
  const branch = write(start, 0, [
    observed(0, {
      ...{ latency_s: timed([1]), cost_usd: counts([0.01]), error: counts([0]), calls: counts([1]) },
      ...{ helped: counts([1, 0]), stars: counts([5, 3]) },
    }),
  ]);
  const { board } = boardFrom(groundOf(branch, { metrics: null }));
  expect(
    Object.fromEntries(board.metrics.map(({ name, kind, better }) => [name, `${kind} ${better}`])),
  ).toEqual({
    ...{ helped: 'rate higher', stars: 'number higher', calls: 'calls higher' },
    ...{ latency_s: 'duration lower', cost_usd: 'money lower', error: 'error lower' },
  });
});

test('weights are steps from what served before, and what happened is marked', () => {
  const branch = write(start, 0, [rollBack('1.1.0', '1.0.0', 3)]);
  const { board } = boardFrom(groundOf(branch));
  expect(board.weights).toEqual([
    {
      segment: '*',
      steps: [
        { from: expect.closeTo(4 + 10 / 24, 3), shares: [{ version: '1.0.0', weight: 1 }] },
        { from: expect.closeTo(4 + 10 / 24, 3), shares: [{ version: '1.1.0', weight: 1 }] },
        { from: expect.closeTo(6 + 10 / 24, 3), shares: [{ version: '1.0.0', weight: 1 }] },
      ],
    },
  ]);
  expect(board.marks.map(({ kind, label }) => `${kind} ${label}`)).toEqual([
    'up 1.0.0',
    'up 1.1.0',
    'down 1.1.0',
  ]);
  // What serves comes first.
  expect(board.plotted).toEqual(['1.0.0', '1.1.0']);
});

test('at most four versions are plotted, those that serve among them', () => {
  let branch = start;
  for (const [index, version] of ['1.2.0', '1.3.0', '1.4.0', '1.5.0'].entries()) {
    branch = write(branch, index - 100, [register(version), promote(version, 3 + index)]);
  }
  const back = write(branch, 0, [
    promote('1.0.0', 9, {
      allocation: {
        '*': [{ version: '1.0.0', digest: digestFor('support', '1.0.0'), slots: [[0, 10_000]] }],
      },
    }),
  ]);
  expect(boardFrom(groundOf(back)).board.plotted).toEqual(['1.0.0', '1.5.0', '1.4.0', '1.3.0']);
});

test('of many segments, the twelve with the most observations are plotted', () => {
  const runs = Array.from({ length: 15 }, (_, index) =>
    observed(
      0,
      { resolved: counts(Array.from({ length: index + 1 }, () => 1)) },
      { segment: `segment-${index}` },
    ),
  );
  const [metric] = boardFrom(groundOf(write(start, 0, runs))).board.metrics;
  expect(metric?.segmentsLeftOut).toBe(3);
  expect(metric?.segments).toHaveLength(12);
  expect(metric?.segments.map(({ segment }) => segment)).not.toContain('segment-2');
});

test('the latest figures are those of the versions that serve now, without one that was taken back', () => {
  const day = '2026-11-28';
  const windows = [
    windowOf({ day, version: '1.0.0', n: 100, passes: 90 }),
    windowOf({ day, version: '1.1.0', n: 100, passes: 10 }),
  ];
  const of = { days: [day], declared: null, plotted: ['1.0.0', '1.1.0'] };
  const [only] = metricBoards(windows, { ...of, serving: ['1.0.0'] });
  expect(only?.latest).toMatchObject({ n: 100, mean: 0.9 });
  expect(only?.all[0]?.n).toBe(200);
  const [both] = metricBoards(windows, { ...of, serving: ['1.0.0', '1.1.0'] });
  expect(both?.latest).toMatchObject({ n: 200, mean: 0.5 });
});

test('green is what was tested, and looked at in the latest week: what nobody knows is grey, and told', () => {
  const seen = (branch: typeof start) => {
    const { board } = boardFrom(groundOf(branch));
    const kinds = board.unknowns.map(({ kind }) => kind);
    return {
      kinds,
      color: badgeOf(board).color,
      message: badgeOf(board).message,
      badge: badges(board).markup,
    };
  };
  const tested = write(start, 0, [evaluate('1.1.0', 'tested')]);
  const report = observed(0, { resolved: counts([1, 1]) });
  expect(seen(start)).toMatchObject({
    ...{ kinds: ['not-tested', 'not-looked-at'], color: 'lightgrey', message: '1.1.0: not tested' },
    badge: expect.stringContaining('not tested'),
  });
  expect(seen(write(start, 0, [report])).kinds).toEqual(['not-tested']);
  expect(seen(tested)).toMatchObject({ kinds: ['not-looked-at'], color: 'lightgrey' });
  expect(seen(write(tested, 0, [report]))).toMatchObject({
    ...{ kinds: [], color: 'brightgreen', badge: expect.stringContaining('✓ ok') },
  });
  const old = write(tested, 0, [observed(20, { resolved: counts([1, 1]) })]);
  expect(seen(old).kinds).toEqual(['not-looked-at']);
});

test('what was promoted although its evidence did not let it is not green', () => {
  const branch = write(write(EMPTY, -2 * DAY_MINUTES, [register('1.1.0'), evaluate('1.1.0', 'tested')]), 0, [
    promote('1.1.0', 1, { reason: 'now', overridden: ['The evidence says block.'] }),
    observed(0, { resolved: counts([1, 1]) }),
  ]);
  expect(boardFrom(groundOf(branch)).board.unknowns).toMatchObject([
    { kind: 'overridden', version: '1.1.0' },
  ]);
});
