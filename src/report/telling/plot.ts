import stringWidth from 'string-width';
import type { SegmentResult } from '../../domain/result.ts';
import { formatPoints } from '../../prose/numbers.ts';
import { clip } from '../../prose/text.ts';
import { segmentsWorstFirst } from './order.ts';

/** Points of difference between two ticks, so that the axis has a few of them. */
const STEPS = [1, 2, 5, 10, 20, 25, 50];

/** What a plot shows of a segment. */
export type PlottedSegment = Pick<SegmentResult, 'name' | 'verdict' | 'difference' | 'interval'>;

export type Axis = { low: number; high: number; step: number };

/** An axis in points, between round numbers, that includes every interval and zero. */
export function axisOf(
  segments: readonly Pick<PlottedSegment, 'difference' | 'interval'>[],
  mostTicks = 7,
): Axis {
  const ends = segments.flatMap(({ interval, difference }) => [...(interval ?? []), difference ?? 0]);
  const finite = ends.filter(Number.isFinite).map((end) => end * 100);
  const lowest = Math.max(-100, Math.min(0, ...finite));
  const highest = Math.min(100, Math.max(0, ...finite));
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
 * A forest plot in characters: a line per segment, with its interval and difference over a common axis in points.
 *
 * @param width columns of the whole plot, names included; at least 40.
 * @returns its lines, the axis first; empty if no segment has an interval.
 */
export function forestPlot(segments: readonly PlottedSegment[], width = 72): string[] {
  const shown = segmentsWorstFirst(segments).filter(({ interval }) => interval !== null);
  if (shown.length === 0) return [];
  const names = shown.map(({ name }) => fitName(name, Math.floor(width / 3)));
  const nameWidth = Math.max(...names.map((name) => stringWidth(name)));
  const available = Math.max(20, width - nameWidth - GAP - UNIT.length);
  const axis = axisOf(shown, Math.max(3, Math.floor(available / 7)));
  const steps = (axis.high - axis.low) / axis.step;
  const scale = { axis, perStep: Math.max(2, Math.floor((available - 3) / steps)) };
  const lines = shown.map((segment, index) => {
    const name = names[index] ?? '';
    return `${name}${' '.repeat(nameWidth - stringWidth(name) + GAP)}${whisker(segment, scale)}`.trimEnd();
  });
  return [axisLine(scale, nameWidth + GAP) + UNIT, ...lines];
}

const GAP = 3;
const UNIT = '   points';

/** Columns are counted from the axis's low end; a step is a whole number of them. */
type Scale = { axis: Axis; perStep: number };

function columnOf(points: number, { axis, perStep }: Scale): number {
  const inside = Math.min(axis.high, Math.max(axis.low, points));
  return Math.round(((inside - axis.low) / axis.step) * perStep);
}

/** Labels over their columns; the leftmost begins in the gap after the names. */
function axisLine(scale: Scale, indent: number): string {
  const line: string[] = [];
  for (const tick of ticksOf(scale.axis)) {
    const label = tick === 0 ? '0' : formatPoints(tick / 100);
    const start = indent + columnOf(tick, scale) - Math.floor(label.length / 2);
    while (line.length < start) line.push(' ');
    line.push(...label);
  }
  return line.join('');
}

function whisker(segment: PlottedSegment, scale: Scale): string {
  const line = Array.from({ length: columnOf(scale.axis.high, scale) + 1 }, () => ' ');
  const zero = columnOf(0, scale);
  line[zero] = '│';
  const { interval, difference } = segment;
  if (!interval) return line.join('');
  const [from, to] = [columnOf(interval[0] * 100, scale), columnOf(interval[1] * 100, scale)];
  for (let column = from; column <= to; column++) line[column] = column === zero ? '┼' : '─';
  line[from] = '├';
  line[to] = '┤';
  if (difference !== null) line[columnOf(difference * 100, scale)] = '●';
  return line.join('');
}

/** A name in at most `width` columns, in one line. */
function fitName(name: string, width: number): string {
  let text = clip(name, width);
  while (stringWidth(text) > width) text = clip(text, [...text].length - 1);
  return text;
}
