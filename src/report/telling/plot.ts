import stringWidth from 'string-width';
import type { SegmentResult } from '../../domain/result.ts';
import { formatPoints } from '../../prose/numbers.ts';
import { shortNames } from '../../prose/short-name.ts';
import { segmentsWorstFirst } from './order.ts';

/** Points of difference between two ticks, so that the axis has a few of them. */
const STEPS = [1, 2, 5, 10, 20, 25, 50];

/** What a plot shows of a segment. */
export type PlottedSegment = Pick<SegmentResult, 'name' | 'verdict' | 'difference' | 'interval'>;

/** Segments of one plot, and all of them together. */
export type Plotted = { segments: readonly PlottedSegment[]; overall?: PlottedSegment | null };

export type Axis = { low: number; high: number; step: number };

/** An axis in points, between round numbers, that includes every interval and zero. */
export function axisOf(
  segments: readonly Pick<PlottedSegment, 'difference' | 'interval'>[],
  mostTicks = 7,
): Axis {
  const ends = segments.flatMap(({ interval, difference }) => [...(interval ?? []), difference ?? 0]);
  const finite = ends.filter(Number.isFinite).map((end) => end * 100);
  // Not by spreading: a run may have more segments than a call may have arguments.
  const lowest = Math.max(
    -100,
    finite.reduce((low, end) => Math.min(low, end), 0),
  );
  const highest = Math.min(
    100,
    finite.reduce((high, end) => Math.max(high, end), 0),
  );
  const axes = STEPS.map((step): Axis => {
    const low = Math.min(-1, Math.floor(lowest / step)) * step;
    return { low, high: Math.max(1, Math.ceil(highest / step)) * step, step };
  });
  return axes.find((axis) => ticksOf(axis).length <= mostTicks) ?? { low: -100, high: 100, step: 100 };
}

/** Round numbers on the axis, in points, ascending. */
export function ticksOf({ low, high, step }: Axis): number[] {
  const first = Math.ceil(low / step);
  const count = Math.floor(high / step) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => (first + index) * step + 0);
}

/**
 * A forest plot in characters: a line per segment, with its interval and difference over a common axis in points; all
 * cases together last, if there is more than one segment.
 *
 * @param plot what is drawn
 * @param options.scale of this plot, or of several that stand together
 * @param options.most segments that are drawn, the worst first; all cases together are drawn besides
 * @returns its lines, the axis first; empty if no row has an interval.
 */
export function forestPlot(
  plot: Plotted,
  {
    scale: { scale, nameWidth, names },
    most = Number.POSITIVE_INFINITY,
  }: { scale: PlotScale; most?: number },
): string[] {
  const all = plottedRows(plot);
  if (all.length === 0) return [];
  const shown = all.filter((row, index) => index < most || row === plot.overall);
  const lines = shown.map((row) => {
    const name = names.get(row.name) ?? row.name;
    const mark = row === plot.overall ? MARKS.overall : MARKS.segment;
    return `${name}${' '.repeat(nameWidth - stringWidth(name) + GAP)}${whisker(row, scale, mark)}`.trimEnd();
  });
  return [axisLine(scale, nameWidth + GAP), ...lines];
}

/** The rows of a plot in the order of its lines: those with an interval. */
export function plottedRows({ segments, overall }: Plotted): PlottedSegment[] {
  const rows = [...segmentsWorstFirst(segments), ...(overall && segments.length > 1 ? [overall] : [])];
  return rows.filter(({ interval }) => interval !== null);
}

/** The scale of plots that stand together, and the names beside them: room, and each cut to it. */
export type PlotScale = { scale: Scale; nameWidth: number; names: ReadonlyMap<string, string> };

/**
 * One scale for all plots. It looks at every name, so that it is made once for all of them.
 * @param width columns of a whole plot, names included; at least 40
 */
export function plotScale(plots: readonly Plotted[], width: number): PlotScale {
  const rows = plots.flatMap(plottedRows);
  const names = shortNames(
    rows.map(({ name }) => name),
    Math.floor(width / 3),
  );
  const nameWidth = [...names.values()].reduce(
    (widest, name) => Math.max(widest, stringWidth(name)),
    UNIT.length,
  );
  const available = Math.max(20, width - nameWidth - GAP);
  const axis = axisOf(rows, Math.max(3, Math.min(MOST_TICKS, Math.floor(available / 4))));
  const steps = (axis.high - axis.low) / axis.step;
  const scale: Scale = { axis, perStep: Math.max(2, (available - 2) / steps) };
  return { scale, nameWidth, names };
}

const GAP = 3;
const MOST_TICKS = 7;
const UNIT = 'points';

/** Pooled estimates are diamonds, as usual in forest plots. */
const MARKS = { segment: '●', overall: '◆' };

/** Columns are counted from the axis's low end; a step is some of them, perhaps not a whole number. */
type Scale = { axis: Axis; perStep: number };

function columnOf(points: number, { axis, perStep }: Scale): number {
  const inside = Math.min(axis.high, Math.max(axis.low, points));
  return Math.round(((inside - axis.low) / axis.step) * perStep);
}

/** The unit over the names, and labels over their columns; the leftmost begins in the gap after the names. */
function axisLine(scale: Scale, indent: number): string {
  const line: string[] = [...UNIT];
  for (const tick of ticksOf(scale.axis)) {
    const label = tick === 0 ? '0' : formatPoints(tick / 100);
    const start = indent + columnOf(tick, scale) - Math.floor(label.length / 2);
    while (line.length < start) line.push(' ');
    line.push(...label);
  }
  return line.join('');
}

function whisker(segment: PlottedSegment, scale: Scale, mark: string): string {
  const line = Array.from({ length: columnOf(scale.axis.high, scale) + 1 }, () => ' ');
  const zero = columnOf(0, scale);
  line[zero] = '│';
  const { interval, difference } = segment;
  if (!interval) return line.join('');
  const [from, to] = [columnOf(interval[0] * 100, scale), columnOf(interval[1] * 100, scale)];
  for (let column = from; column <= to; column++) line[column] = column === zero ? '┼' : '─';
  line[from] = '├';
  line[to] = '┤';
  if (difference !== null) line[columnOf(difference * 100, scale)] = mark;
  return line.join('');
}
