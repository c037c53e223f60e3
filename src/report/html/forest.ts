import type { PromptResult, SegmentResult } from '../../domain/result.ts';
import { formatPoints } from '../../prose/numbers.ts';
import { segmentsWorstFirst } from '../telling/order.ts';
import { type Axis, axisOf, ticksOf } from '../telling/plot.ts';
import { overallLabel, type RowLabel, rowLabel } from '../telling/row-label.ts';
import { measures } from '../telling/segment-table.ts';
import { html, type Markup } from './markup.ts';

function labelBadge({ sign, words, likeVerdict }: RowLabel): Markup {
  return html`<span class="badge ${likeVerdict ?? 'new'}"><span aria-hidden="true">${sign.page}</span> ${words}</span>`;
}

/** The axis of all forest plots of a page; null where there is nothing to draw. */
export function forestAxis(prompts: readonly PromptResult[]): Axis | null {
  const rows = prompts.flatMap(rowsOf);
  return rows.some(({ interval }) => interval !== null) ? axisOf(rows) : null;
}

function rowsOf({ segments, overall }: PromptResult): SegmentResult[] {
  return overall ? [...segmentsWorstFirst(segments), overall] : segmentsWorstFirst(segments);
}

/**
 * The table of segments as a forest plot: each row draws its difference and interval.
 * @param pageAxis the axis of all plots of the page
 */
export function forestTable(prompt: PromptResult, pageAxis: Axis | null): Markup {
  const all = rowsOf(prompt);
  const axis = all.some(({ interval }) => interval !== null) ? pageAxis : null;
  const rows = all.map((segment) => row(segment, { isOverall: segment === prompt.overall, prompt, axis }));
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Segments of ${prompt.path}">
<table class="forest" role="table">
<thead role="rowgroup"><tr role="row">
<th role="columnheader" scope="col">Verdict</th><th role="columnheader" scope="col">Segment</th>
<th role="columnheader" scope="col" class="number">Baseline</th><th role="columnheader" scope="col" class="number">Candidate</th>
${axis ? html`<th role="columnheader" scope="col" class="plot"><span class="ends"><span>← worse</span><span>better →</span></span></th>` : null}
<th role="columnheader" scope="col">Change, 95&nbsp;% CI</th><th role="columnheader" scope="col" class="number">Lost / won</th>
<th role="columnheader" scope="col" class="number">Adjusted p</th>
</tr></thead>
<tbody role="rowgroup">${rows}</tbody>
${axis ? html`<tfoot aria-hidden="true"><tr><td colspan="4"></td><td class="plot">${axisMarkup(axis)}</td><td colspan="3">points</td></tr></tfoot>` : null}
</table></div>`;
}

function row(
  segment: SegmentResult,
  context: { isOverall: boolean; prompt: PromptResult; axis: Axis | null },
): Markup {
  const { isOverall, prompt, axis } = context;
  const label = isOverall ? overallLabel(segment, prompt) : rowLabel(segment, prompt);
  const [baseline, candidate, change, lostWon, , p] = measures(segment);
  const missing = segment.missing > 0 ? html` <span class="muted">(${segment.missing} missing)</span>` : null;
  return html`<tr role="row" class="${isOverall ? 'overall' : 'segment'}">
<td role="cell" class="verdict">${label ? labelBadge(label) : null}</td>
<th role="rowheader" scope="row"><span class="segment-name">${segment.name}${missing}</span></th>
<td role="cell" class="number" data-label="baseline">${baseline}</td><td role="cell" class="number" data-label="candidate">${candidate}</td>
${axis ? html`<td role="cell" class="plot" aria-hidden="true">${whisker(segment, axis, label?.likeVerdict ?? 'overall')}</td>` : null}
<td role="cell" class="change" data-label="change">${change}</td><td role="cell" class="number" data-label="lost / won">${lostWon}</td>
<td role="cell" class="number" data-label="adjusted p">${p}</td>
</tr>
`;
}

function whisker(segment: SegmentResult, axis: Axis, kind: string): Markup {
  const { interval, difference, name } = segment;
  const x = (points: number) => percent(points, axis);
  const grid = ticksOf(axis).map(
    (tick) =>
      html`<line class="${tick === 0 ? 'zero' : 'grid'}" x1="${x(tick)}" x2="${x(tick)}" y1="0" y2="100%"/>`,
  );
  if (!interval || difference === null) return html`<svg class="row" focusable="false">${grid}</svg>`;
  const [low, high] = [x(interval[0] * 100), x(interval[1] * 100)];
  const at = x(difference * 100);
  const title = `${name}: ${formatPoints(difference)} points, ${formatPoints(interval[0])} to ${formatPoints(interval[1])}`;
  return html`<svg class="row ${kind}" focusable="false"><title>${title}</title>${grid}
<line class="interval" x1="${low}" x2="${high}" y1="50%" y2="50%"/><line class="interval" x1="${low}" x2="${low}" y1="36%" y2="64%"/><line class="interval" x1="${high}" x2="${high}" y1="36%" y2="64%"/>
${kind === 'overall' || name === 'overall' ? diamond(at) : html`<circle class="point" cx="${at}" cy="50%" r="5"/>`}</svg>`;
}

/** Pooled estimates are diamonds, as usual in forest plots. */
function diamond(at: string): Markup {
  return html`<svg x="${at}" y="50%" overflow="visible"><path class="point" d="M0-7 7 0 0 7-7 0z"/></svg>`;
}

function axisMarkup(axis: Axis): Markup {
  const labels = ticksOf(axis).map((tick) => {
    const at = percent(tick, axis);
    const anchor = tick === axis.low ? 'start' : tick === axis.high ? 'end' : 'middle';
    return html`<text x="${at}" y="14" text-anchor="${anchor}">${tick === 0 ? '0' : formatPoints(tick / 100)}</text>`;
  });
  return html`<svg class="axis" focusable="false">${labels}</svg>`;
}

/** Position of a number of points on the axis, for SVG. */
function percent(points: number, { low, high }: Axis): string {
  const inside = Math.min(high, Math.max(low, points));
  return `${Number((((inside - low) / (high - low)) * 100).toFixed(3))}%`;
}
