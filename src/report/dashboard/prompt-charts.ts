import type { Board, Figures, MetricBoard, WeightStep } from '../../domain/dashboard.ts';
import { counted, formatRate } from '../../prose/numbers.ts';
import { html, type Markup } from '../html/markup.ts';
import { type Chart, type ChartSeries, chartFigure, HEIGHTS } from './chart.ts';
import { areasBody, barsBody, linesBody, type Points, pointsOf, type Reading } from './plots.ts';
import { type Scale, scaleOf, yOf } from './scale.ts';
import { isQuality } from './tiles.ts';
import { valueText } from './values.ts';

/** Charts of a prompt: their markup, and the values that the script shows of a day, by the number of the chart. */
export type PromptCharts = { quality: Markup[]; operations: Markup[]; values: (string | null)[][][] };

type Part = { board: Board; days: readonly string[]; add(chart: Omit<Chart, 'number' | 'days'>): Markup };

const MEAN: Reading = ({ mean, half }) => ({ value: mean, half });
const P50: Reading = ({ p50 }) => (p50 === null ? null : { value: p50, half: null });
const P95: Reading = ({ p95 }) => (p95 === null ? null : { value: p95, half: null });

/** Observations of a day whose mean counts for a scale. */
const FEWEST = 20;

/** All charts of a prompt in an environment. Of one metric, all have one scale. */
export function promptCharts(board: Board, days: readonly string[]): PromptCharts {
  const values: (string | null)[][][] = [];
  const add: Part['add'] = (chart) => {
    values.push(chart.series.map((series) => series.values));
    return chartFigure({ ...chart, days, number: values.length - 1 });
  };
  const part = { board, days, add };
  const quality = board.metrics.filter(isQuality).map((metric) => qualityCharts(metric, part));
  const others = board.metrics.filter((metric) => !isQuality(metric));
  return {
    quality,
    operations: [...weightCharts(part), ...others.flatMap((metric) => operationCharts(metric, part))],
    values,
  };
}

function qualityCharts(metric: MetricBoard, { board, add }: Part): Markup {
  const isRate = metric.kind === 'rate';
  const series = metric.versions;
  const segments = metric.segments.length > 1 ? metric.segments : [];
  const shown = [...series, ...segments.flatMap(({ versions }) => versions)];
  const scale = scaleOf(meansOf(shown.map(({ days }) => days)), isRate ? { most: 1 } : {});
  const chart = (title: string, note: string, of: typeof series, size: 'tall' | 'small') => {
    const points = of.map((one) => pointsOf(one, styleOf(board, one.version), MEAN));
    return add({
      ...{ title, note, height: size, scale, marks: board.marks, level: size === 'tall' ? 3 : 4 },
      tickText: (value) => tick(metric, value),
      body: linesBody(points, scale, HEIGHTS[size]),
      series: of.map((one, index) =>
        chartSeries(metric, one, points[index], { read: MEAN, scale, height: HEIGHTS[size] }),
      ),
    });
  };
  const note =
    metric.better === 'higher'
      ? 'daily mean and its 95 % interval; higher is better'
      : 'daily mean and its 95 % interval; lower is better';
  const small = segments.map(({ segment, versions }) =>
    chart(segment === '*' ? 'other segments' : segment, '', versions, 'small'),
  );
  return html`${chart(metric.name, note, series, 'tall')}${small.length === 0 ? null : html`<div class="segments">${small}</div>${metric.segmentsLeftOut > 0 ? html`<p class="muted">${counted(metric.segmentsLeftOut, 'smaller segment')} left out.</p>` : null}`}`;
}

function weightCharts({ board, days, add }: Part): Markup[] {
  return board.weights.map(({ segment, steps }) => {
    const scale: Scale = { low: 0, high: 1, ticks: [0, 0.5, 1] };
    return add({
      title: segment === '*' ? 'weights' : `weights in ${segment}`,
      ...{ note: 'share of units', height: 'normal', scale, marks: board.marks, level: 3 },
      tickText: formatRate,
      body: areasBody(steps, board.plotted, { days: days.length, height: HEIGHTS.normal }),
      series: board.plotted
        .filter((version) => steps.some(({ shares }) => shares.some((share) => share.version === version)))
        .map((version): ChartSeries => {
          return {
            ...{ label: version, style: styleOf(board, version), end: null },
            values: days.map((_, day) => weightText(steps, day, version)),
          };
        }),
    });
  });
}

/** What a version served on a day: `10 %`, or `0 % to 55 %` where that changed; null where it served nothing all day. */
function weightText(steps: readonly WeightStep[], day: number, version: string): string | null {
  const before = steps.findLast(({ from }) => from <= day);
  const during = steps.filter(({ from }) => from > day && from < day + 1);
  const weights = [...(before ? [before] : []), ...during].map(
    ({ shares }) => shares.find((share) => share.version === version)?.weight ?? 0,
  );
  const [least, most] = [Math.min(...weights), Math.max(...weights)];
  if (weights.length === 0 || most === 0) return null;
  return least === most ? formatRate(most) : `${formatRate(least)} to ${formatRate(most)}`;
}

function operationCharts(metric: MetricBoard, part: Part): Markup[] {
  switch (metric.kind) {
    case 'calls':
      return [callsChart(metric, part)];
    case 'duration':
      return latencyCharts(metric, part);
    case 'error':
      return [lineChart(metric, part, { title: 'errors', note: 'share of calls', read: MEAN })];
    default:
      return [lineChart(metric, part, { title: metric.name, note: 'mean of a call', read: MEAN })];
  }
}

function callsChart(metric: MetricBoard, { board, add }: Part): Markup {
  const totals = metric.all.map((figures) => figures?.sum ?? null);
  const scale = scaleOf(
    totals.map((total) => total ?? 0),
    { from: 0 },
  );
  const read: Reading = ({ sum }) => ({ value: sum, half: null });
  const points = metric.versions.map((one) => pointsOf(one, styleOf(board, one.version), read));
  return add({
    ...{ title: 'calls', note: 'a day', height: 'normal', scale, marks: [], level: 3 },
    tickText: (value) => tick(metric, value),
    body: barsBody(totals, points, scale, HEIGHTS.normal),
    series: metric.versions.map(({ version }, index) => ({
      ...{ label: version, style: styleOf(board, version), end: null },
      values: (points[index]?.days ?? []).map((point) => point && valueText(metric, point.value)),
    })),
  });
}

/** p50 and p95 on one scale; the mean where the reports came without a histogram. */
function latencyCharts(metric: MetricBoard, part: Part): Markup[] {
  const all = metric.versions.flatMap(({ days }) => days.filter((figures) => figures !== null));
  const known = all.flatMap(({ p95 }) => (p95 === null ? [] : [p95]));
  if (known.length === 0)
    return [lineChart(metric, part, { title: metric.name, note: 'mean of a call', read: MEAN })];
  const scale = scaleOf(known, { from: 0 });
  return [
    lineChart(metric, part, {
      title: `${metric.name}, p50`,
      note: 'half of the calls took less',
      read: P50,
      scale,
    }),
    lineChart(metric, part, {
      title: `${metric.name}, p95`,
      note: '95 % of the calls took less',
      read: P95,
      scale,
    }),
  ];
}

function lineChart(
  metric: MetricBoard,
  { board, add }: Part,
  { title, note, read, scale: given }: { title: string; note: string; read: Reading; scale?: Scale },
): Markup {
  const points = metric.versions.map((one) => pointsOf(one, styleOf(board, one.version), read));
  const values = points.flatMap(({ days }) => days.flatMap((point) => (point ? [point.value] : [])));
  const scale = given ?? scaleOf(values, { from: 0 });
  return add({
    ...{ title, note, height: 'normal', scale, marks: board.marks, level: 3 },
    tickText: (value) => tick(metric, value),
    body: linesBody(points, scale, HEIGHTS.normal),
    series: metric.versions.map((one, index) =>
      chartSeries(metric, one, points[index], { read, scale, height: HEIGHTS.normal }),
    ),
  });
}

function chartSeries(
  metric: MetricBoard,
  { version, days }: MetricBoard['versions'][number],
  points: Points | undefined,
  { read, scale, height }: { read: Reading; scale: Scale; height: number },
): ChartSeries {
  const last = points?.days.findLastIndex((point) => point !== null) ?? -1;
  const end = points?.days[last];
  return {
    ...{ label: version, style: points?.style ?? 0 },
    values: days.map((figures) => {
      const point = figures && read(figures);
      return point && valueText(metric, point.value);
    }),
    end: end ? { day: last, y: yOf(scale, end.value, height) } : null,
  };
}

/** The first version that is plotted has the first look. */
function styleOf({ plotted }: Board, version: string): number {
  return Math.max(0, plotted.indexOf(version));
}

/** Means of days with some observations: one of very few would stretch the scale. */
function meansOf(series: readonly (readonly (Figures | null)[])[]): number[] {
  const known = series.flatMap((days) => days.filter((figures) => figures !== null));
  const means = known.filter(({ n }) => n >= FEWEST).map(({ mean }) => mean);
  if (means.length > 0) return means;
  return known.length > 0 ? known.map(({ mean }) => mean) : [0, 1];
}

function tick(metric: MetricBoard, value: number): string {
  return valueText(metric, Number(value.toPrecision(6))).replace(/\.0+(?=\D|$)/, '');
}
