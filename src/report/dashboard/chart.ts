import type { Mark } from '../../domain/dashboard.ts';
import { html, type Markup } from '../html/markup.ts';
import { round, type Scale, yOf } from './scale.ts';
import { dayText, momentText } from './values.ts';

/** Width of a day in the coordinates of a plot, which is stretched to the width that there is. */
export const DAY_WIDTH = 10;

/** One version's line in a chart. */
export type ChartSeries = {
  label: string;
  /** Position among the versions that plots show, from 0: its colour and dashes. */
  style: number;
  /** As text, by day; null: nothing that day. */
  values: (string | null)[];
  /** Where the line ends: a day, and px from the top; null: it has no label there. */
  end: { day: number; y: number } | null;
};

export type Chart = {
  title: string;
  /** What the figures are, in few words. */
  note: string;
  height: 'tall' | 'normal' | 'small';
  days: readonly string[];
  scale: Scale;
  tickText(value: number): string;
  /** What is drawn, in coordinates of the plot. */
  body: Markup;
  series: readonly ChartSeries[];
  marks: readonly Mark[];
  /** Number of the chart on its page, by which the script finds its values. */
  number: number;
  level: 3 | 4;
};

export const HEIGHTS = { tall: 200, normal: 120, small: 84 } as const;

/** Labels at the end of lines keep this distance, px. */
const LABEL_DISTANCE = 15;
/** A line that ends before this share of the width has its label where it ends. */
const AT_THE_EDGE = 0.92;

/** A chart with its axes, direct labels, and what happened meanwhile. */
export function chartFigure(chart: Chart): Markup {
  const { title, note, days, scale, body, series, height: size, number, level } = chart;
  const height = HEIGHTS[size];
  const width = days.length * DAY_WIDTH;
  const heading = level === 3 ? html`<h3>${title}</h3>` : html`<h4>${title}</h4>`;
  return html`<figure class="chart ${size}" data-chart="${number}">
<figcaption>${heading} <span class="muted">${note}</span>${readings(series)}</figcaption>
<div class="frame">
<svg class="ticks" aria-hidden="true">${scale.ticks.map((tick) => html`<text x="100%" y="${yOf(scale, tick, height)}" dy="0.32em" text-anchor="end">${chart.tickText(tick)}</text>`)}</svg>
<div class="area">
<svg class="plot" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" role="img" aria-label="${summary(chart)}">
${scale.ticks.map((tick) => html`<path class="grid" d="M0 ${yOf(scale, tick, height)}H${width}"/>`)}
${marksIn(chart, height)}${body}</svg>
<svg class="over" aria-hidden="true"><line class="cross" x1="0" x2="0" y1="0" y2="100%"/>${labelsOfMarks(chart)}${labelsInside(chart)}</svg>
</div>
<svg class="ends" aria-hidden="true">${labelsAtTheEdge(chart)}</svg>
<svg class="dates" aria-hidden="true">${dates(days, size === 'tall' ? 6 : size === 'normal' ? 4 : 2)}</svg>
</div>
</figure>`;
}

/** A line of its series' look, as a key. */
export function swatch(style: number): Markup {
  return html`<svg class="swatch" viewBox="0 0 22 8" aria-hidden="true"><path class="line s${style}" d="M1 4H21"/></svg>`;
}

function readings(series: readonly ChartSeries[]): Markup {
  const items = series.map(({ label, style, values }, index) => {
    const latest = values.findLast((value) => value !== null) ?? '—';
    return html`<span class="reading">${swatch(style)} ${label} <b data-series="${index}">${latest}</b></span>`;
  });
  return html`<span class="readings">${items}</span>`;
}

function summary({ title, series, days }: Chart): string {
  const parts = series.map(({ label, values }) => {
    const last = values.findLastIndex((value) => value !== null);
    return last === -1 ? `${label}: nothing` : `${label}: ${values[last]} on ${dayText(days[last] ?? '')}`;
  });
  return `${title}. ${parts.join('; ')}. All figures are in the table below.`;
}

const GLYPHS = { up: '▲', down: '▼', alarm: '⚠', hold: '‖', weights: '◇' } as const;
const WORDS = {
  up: 'promoted',
  down: 'taken back',
  alarm: 'a guard tripped',
  hold: 'held',
  weights: 'weights set',
} as const;
const GRAVITY: readonly Mark['kind'][] = ['alarm', 'down', 'up', 'weights', 'hold'];

/** What happened on about the same day is one mark, told by the gravest. */
function grouped(marks: readonly Mark[], days: number): Mark[][] {
  const groups: Mark[][] = [];
  for (const mark of marks) {
    const last = groups.at(-1);
    const begin = last?.[0];
    if (last && begin && mark.position - begin.position < Math.max(0.5, days / 120)) last.push(mark);
    else groups.push([mark]);
  }
  return groups;
}

function gravest(marks: readonly Mark[]): Mark | undefined {
  return [...marks].sort((a, b) => GRAVITY.indexOf(a.kind) - GRAVITY.indexOf(b.kind))[0];
}

function marksIn({ marks, days }: Chart, height: number): Markup[] {
  return grouped(marks, days.length).flatMap((group) => {
    const mark = gravest(group);
    if (!mark) return [];
    const told = group.map(({ at, kind, label }) => `${momentText(at)}: ${label} ${WORDS[kind]}`).join('\n');
    return [
      html`<path class="mark ${mark.kind}" d="M${round(mark.position * DAY_WIDTH)} 0V${height}"><title>${told}</title></path>`,
    ];
  });
}

/** Above a tall plot; a label that would stand in another is left out, its sign is not. */
function labelsOfMarks({ marks, days, height }: Chart): Markup[] {
  if (height !== 'tall') return [];
  let free = 0;
  return grouped(marks, days.length).flatMap((group) => {
    const mark = gravest(group);
    if (!mark) return [];
    const share = mark.position / days.length;
    const fits = share >= free;
    if (fits) free = share + 0.11;
    const anchor = share > 0.85 ? 'end' : share < 0.06 ? 'start' : 'middle';
    const label = fits ? html`<tspan class="wide"> ${mark.label}</tspan>` : null;
    return [
      html`<text class="mark-label ${mark.kind}" x="${round(share * 1000) / 10}%" y="-7" text-anchor="${anchor}">${GLYPHS[mark.kind]}${label}</text>`,
    ];
  });
}

function isAtTheEdge(end: { day: number }, days: readonly string[]): boolean {
  return (end.day + 1) / days.length >= AT_THE_EDGE;
}

function labelsAtTheEdge({ series, days, height }: Chart): Markup[] {
  const ends = series
    .flatMap(({ label, style, end }) => (end && isAtTheEdge(end, days) ? [{ label, style, y: end.y }] : []))
    .sort((a, b) => a.y - b.y);
  for (const [index, end] of ends.entries()) {
    const above = ends[index - 1];
    if (above) end.y = Math.max(end.y, above.y + LABEL_DISTANCE);
  }
  const excess = Math.max(0, (ends.at(-1)?.y ?? 0) - HEIGHTS[height]);
  return ends.map(
    ({ label, style, y }) =>
      html`<text class="end s${style}" x="6" y="${round(y - excess)}" dy="0.32em">${label}</text>`,
  );
}

function labelsInside({ series, days }: Chart): Markup[] {
  return series.flatMap(({ label, style, end }) => {
    if (!end || isAtTheEdge(end, days)) return [];
    const share = round(((end.day + 0.5) / days.length) * 1000) / 10;
    return [
      html`<text class="end s${style}" x="${share}%" y="${Math.max(9, end.y - 9)}" text-anchor="${share < 12 ? 'start' : 'end'}">${label}</text>`,
    ];
  });
}

/** Some days at the same distance, the last one among them; every second one gives way on a narrow page. */
function dates(days: readonly string[], most: number): Markup[] {
  const step = Math.max(1, Math.round(days.length / most));
  return days.flatMap((day, index) => {
    const fromEnd = days.length - 1 - index;
    if (fromEnd % step !== 0 || (index < step / 2 && index !== 0)) return [];
    const share = round(((index + 0.5) / days.length) * 1000) / 10;
    const anchor = fromEnd === 0 ? 'end' : index === 0 ? 'start' : 'middle';
    const className = most < 6 || (fromEnd / step) % 2 === 0 ? '' : 'wide';
    const x = fromEnd === 0 ? 100 : share;
    return [html`<text class="${className}" x="${x}%" y="12" text-anchor="${anchor}">${dayText(day)}</text>`];
  });
}
