import type { DaySeries, Figures, VersionShare, WeightStep } from '../../domain/dashboard.ts';
import { html, type Markup } from '../html/markup.ts';
import { DAY_WIDTH } from './chart.ts';
import { round, type Scale, yOf } from './scale.ts';

/** A series as points: what is drawn of a day's figures. */
export type Points = { style: number; days: ({ value: number; half: number | null } | null)[] };

/** What a line shows of the figures of a day; null where they do not have it. */
export type Reading = (figures: Figures) => { value: number; half: number | null } | null;

export function pointsOf({ days }: DaySeries, style: number, read: Reading): Points {
  return { style, days: days.map((figures) => figures && read(figures)) };
}

/** Lines with the 95 % intervals of their points behind them; the first series lies on top. */
export function linesBody(series: readonly Points[], scale: Scale, height: number): Markup {
  const drawn = [...series].reverse();
  const bands = drawn.flatMap(({ style, days }) =>
    runs(days).map((run) => html`<path class="band s${style}" d="${bandPath(run, scale, height)}"/>`),
  );
  const lines = drawn.map(({ style, days }) => {
    const all = runs(days);
    const path = all.map((run) => linePath(run, scale, height)).join('');
    // A day between two without figures is a dot, and so is the last one.
    const dots = all
      .filter((run, index) => run.length === 1 || index === all.length - 1)
      .flatMap((run) => run.slice(-1))
      .map(({ day, value }) => `M${xOf(day)} ${yOf(scale, value, height)}h0`)
      .join('');
    return html`<path class="line s${style}" d="${path}"/><path class="dot s${style}" d="${dots}"/>`;
  });
  return html`${bands}${lines}`;
}

type Placed = { day: number; value: number; half: number | null };

function xOf(day: number): number {
  return round((day + 0.5) * DAY_WIDTH);
}

/** Consecutive days with figures. */
function runs(days: Points['days']): Placed[][] {
  const all: Placed[][] = [];
  let isOpen = false;
  for (const [day, point] of days.entries()) {
    if (point) {
      const placed = { day, ...point };
      if (isOpen) all.at(-1)?.push(placed);
      else all.push([placed]);
    }
    isOpen = point !== null;
  }
  return all;
}

function linePath(run: readonly Placed[], scale: Scale, height: number): string {
  return run
    .map(({ day, value }, index) => `${index === 0 ? 'M' : 'L'}${xOf(day)} ${yOf(scale, value, height)}`)
    .join('');
}

function bandPath(run: readonly Placed[], scale: Scale, height: number): string {
  const at = ({ day }: Placed, value: number) => `${xOf(day)} ${yOf(scale, value, height)}`;
  const known = run.filter(({ half }) => half !== null);
  if (known.length < 2) return '';
  const over = known.map((point) => at(point, point.value + (point.half ?? 0)));
  const under = known.map((point) => at(point, point.value - (point.half ?? 0))).reverse();
  return `M${[...over, ...under].join('L')}Z`;
}

/** Bars of each day, one version's on the other's; older versions, which have no series, at the bottom. */
export function barsBody(
  all: readonly (number | null)[],
  series: readonly Points[],
  scale: Scale,
  height: number,
): Markup {
  const parts: { className: string; path: string }[] = [...series].map(({ style }) => ({
    className: `s${style}`,
    path: '',
  }));
  const others = { className: 'others', path: '' };
  for (const [day, total] of all.entries()) {
    if (total === null) continue;
    const own = series.map(({ days }) => days[day]?.value ?? 0);
    let base = Math.max(0, total - own.reduce((sum, value) => sum + value, 0));
    if (base > 0) others.path += barPath(day, [0, base], scale, height);
    for (let index = own.length - 1; index >= 0; index -= 1) {
      const value = own[index] ?? 0;
      const part = parts[index];
      if (value > 0 && part) part.path += barPath(day, [base, base + value], scale, height);
      base += value;
    }
  }
  return html`${[others, ...parts].map(({ className, path }) => (path === '' ? null : html`<path class="fill ${className}" d="${path}"/>`))}`;
}

function barPath(day: number, [from, to]: readonly [number, number], scale: Scale, height: number): string {
  const left = round(day * DAY_WIDTH + DAY_WIDTH * 0.14);
  const right = round(left + DAY_WIDTH * 0.72);
  return `M${left} ${yOf(scale, from, height)}H${right}V${yOf(scale, to, height)}H${left}Z`;
}

/** Areas of the shares that each version served, as steps; the first of the versions is on top. */
export function areasBody(
  steps: readonly WeightStep[],
  versions: readonly string[],
  { days, height }: { days: number; height: number },
): Markup {
  const paths = new Map<string, string>();
  for (const [index, { from, shares }] of steps.entries()) {
    const to = steps[index + 1]?.from ?? days;
    let base = 0;
    for (const { version, weight } of ordered(shares, versions)) {
      const [top, bottom] = [round(height * (1 - base - weight)), round(height * (1 - base))];
      const known = versions.includes(version) ? version : '';
      const area = `M${round(from * DAY_WIDTH)} ${bottom}H${round(to * DAY_WIDTH)}V${top}H${round(from * DAY_WIDTH)}Z`;
      paths.set(known, (paths.get(known) ?? '') + area);
      base += weight;
    }
  }
  const areas = [...paths].map(([version, path]) => {
    const className = version === '' ? 'others' : `s${versions.indexOf(version)}`;
    return html`<path class="fill ${className}" d="${path}"/>`;
  });
  return html`${areas}`;
}

/** Oldest first: those without a series, then in the order of the versions, reversed. */
export function ordered(shares: readonly VersionShare[], versions: readonly string[]): VersionShare[] {
  const rank = ({ version }: VersionShare) =>
    versions.includes(version) ? -versions.indexOf(version) : -versions.length;
  return [...shares].sort((a, b) => rank(a) - rank(b));
}

/** A line without axes, for tables and tiles. */
export function sparkline(values: readonly (number | null)[], label: string): Markup {
  const known = values.filter((value) => value !== null);
  if (known.length < 2)
    return html`<svg class="spark" viewBox="0 0 100 28" role="img" aria-label="${label}"></svg>`;
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const span = high - low || 1;
  const points = values.flatMap((value, index) =>
    value === null
      ? []
      : [
          `${round((index / Math.max(1, values.length - 1)) * 100)} ${round(25 - ((value - low) / span) * 22)}`,
        ],
  );
  const last = points.at(-1) ?? '';
  return html`<svg class="spark" viewBox="0 0 100 28" preserveAspectRatio="none" role="img" aria-label="${label}"><path class="line" d="M${points.join('L')}"/><path class="dot" d="M${last}h0"/></svg>`;
}
