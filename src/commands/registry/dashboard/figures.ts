import type { DaySeries, Figures, MetricBoard } from '../../../domain/dashboard.ts';
import { CALLS, type Counts, isTimeName, type Metric, type Window } from '../../../domain/observation.ts';
import { addCounts, NO_COUNTS } from '../../../registry/windows.ts';
import { clusteredMean } from '../../../stats/clustered.ts';
import { histogramQuantile } from '../../../stats/log-histogram.ts';
import { normalQuantile } from '../../../stats/normal.ts';

/** Days of the figures that are told as "now", and of those before them. */
const RECENT_DAYS = 7;
const LEVEL = 0.95;
/** Segments that have plots of their own: a page stays small, and can be looked at. */
const MOST_SEGMENTS = 12;

/**
 * A prompt's metrics in an environment, day by day.
 * @param windows of any days; those outside `days` do not count
 * @param declared of the policy; null: nothing is declared, so kinds are told by names and values
 * @param plotted the versions that have a series of their own
 * @param serving the versions that serve now, of which the latest figures are
 */
export function metricBoards(
  windows: readonly Window[],
  {
    days,
    declared,
    plotted,
    serving,
  }: {
    days: readonly string[];
    declared: readonly Metric[] | null;
    plotted: readonly string[];
    serving: readonly string[];
  },
): MetricBoard[] {
  const indexOf = new Map(days.map((day, index) => [day, index]));
  const byMetric = new Map<string, { window: Window; index: number }[]>();
  for (const window of windows) {
    const index = indexOf.get(window.day);
    if (index === undefined) continue;
    const known = byMetric.get(window.metric);
    if (known) known.push({ window, index });
    else byMetric.set(window.metric, [{ window, index }]);
  }
  const boards = [...byMetric].map(([name, placed]): MetricBoard => {
    const all = byDay(placed, days.length);
    const last = all.findLastIndex((counts) => counts !== null);
    // A version that was taken back says nothing of what serves.
    const isNow = ({ window: { version } }: Placed) => name === CALLS || serving.includes(version);
    const now = byDay(placed.filter(isNow), days.length);
    const over = (from: number, to: number) =>
      figuresOf(sumOf(now.slice(Math.max(0, from), Math.max(0, to)).filter((counts) => counts !== null)));
    const seriesOf = (of: readonly Placed[]): DaySeries[] =>
      plotted.flatMap((version) => {
        const own = of.filter(({ window }) => window.version === version);
        return own.length === 0 ? [] : [{ version, days: byDay(own, days.length).map(figuresOf) }];
      });
    const segments = largestSegments(placed);
    const shown = segments.slice(0, MOST_SEGMENTS).sort(segmentsInOrder);
    return {
      ...{ name, ...kindOf(name, declared, sumOf(placed.map(({ window }) => window))) },
      all: all.map(figuresOf),
      versions: seriesOf(placed),
      segmentsLeftOut: segments.length - shown.length,
      segments: shown.map((segment) => ({
        segment,
        versions: seriesOf(placed.filter(({ window }) => window.segment === segment)),
      })),
      latest: over(last + 1 - RECENT_DAYS, last + 1),
      before: over(last + 1 - 2 * RECENT_DAYS, last + 1 - RECENT_DAYS),
    };
  });
  return boards.sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || (a.name < b.name ? -1 : 1));
}

type Placed = { window: Window; index: number };

const ORDER: readonly MetricBoard['kind'][] = [
  'rate',
  'score',
  'number',
  'calls',
  'duration',
  'error',
  'money',
];

function largestSegments(placed: readonly Placed[]): string[] {
  const sizes = new Map<string, number>();
  for (const { window } of placed) sizes.set(window.segment, (sizes.get(window.segment) ?? 0) + window.n);
  return [...sizes].sort(([, a], [, b]) => b - a).map(([segment]) => segment);
}

/** `*`, every segment that is not declared, comes last. */
function segmentsInOrder(a: string, b: string): number {
  return Number(a === '*') - Number(b === '*') || (a < b ? -1 : 1);
}

function byDay(placed: readonly Placed[], length: number): (Counts | null)[] {
  const days: (Counts | null)[] = Array.from({ length }, () => null);
  for (const { window, index } of placed) days[index] = addCounts(days[index] ?? NO_COUNTS, window);
  return days;
}

function sumOf(counts: readonly Counts[]): Counts | null {
  return counts.length === 0 ? null : counts.reduce(addCounts, NO_COUNTS);
}

function figuresOf(counts: Counts | null): Figures | null {
  if (counts === null || counts.n === 0) return null;
  const { n, sum, histogram } = counts;
  const { mean, variance } = clusteredMean(counts);
  const half = normalQuantile((1 + LEVEL) / 2) * Math.sqrt(variance);
  return {
    ...{ n, sum, mean, half: Number.isFinite(half) ? half : null },
    p50: histogram ? histogramQuantile(histogram, 0.5) : null,
    p95: histogram ? histogramQuantile(histogram, 0.95) : null,
  };
}

function kindOf(
  name: string,
  declared: readonly Metric[] | null,
  counts: Counts | null,
): Pick<MetricBoard, 'kind' | 'better'> {
  if (name === CALLS) return { kind: 'calls', better: 'higher' };
  if (name === 'error') return { kind: 'error', better: 'lower' };
  const known = declared?.find((metric) => metric.name === name);
  if (known) return { kind: known.kind === 'binary' ? 'rate' : known.kind, better: known.better };
  if (isTimeName(name)) return { kind: 'duration', better: 'lower' };
  if (/(?:^|_)(?:usd|eur|gbp|cost)(?:_|$)/.test(name)) return { kind: 'money', better: 'lower' };
  return { kind: counts && isRate(counts) ? 'rate' : 'number', better: 'higher' };
}

/** Whether every value was 0 or 1: only then the sum is that of the squares. */
function isRate({ sum, squares, n }: Counts): boolean {
  return sum >= 0 && sum <= n && Math.abs(sum - squares) <= 1e-9 * Math.max(1, n);
}
