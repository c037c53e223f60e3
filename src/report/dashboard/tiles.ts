import type { Board, Figures, MetricBoard } from '../../domain/dashboard.ts';
import { html, type Markup } from '../html/markup.ts';
import { sparkline } from './plots.ts';
import { type Change, changeOf, percentText, valueText } from './values.ts';

/** The figure by which a metric is told, of figures: the sum of calls, the median of times, else the mean. */
export function levelOf({ kind }: Pick<MetricBoard, 'kind'>, figures: Figures): number {
  if (kind === 'calls') return figures.sum;
  return kind === 'duration' ? (figures.p50 ?? figures.mean) : figures.mean;
}

/** Metrics that tell how good answers are. */
export function isQuality({ kind }: Pick<MetricBoard, 'kind'>): boolean {
  return kind === 'rate' || kind === 'score' || kind === 'number';
}

/** The latest week of a prompt, in a few figures. */
export function tiles({ metrics, serves }: Board): Markup | null {
  if (metrics.length === 0) return null;
  const now = [...new Set(serves.flatMap(({ shares }) => shares.map(({ version }) => version)))];
  const verb = now.length === 1 ? 'serves' : 'serve';
  const whose = `The latest week of ${now.join(', ')}, which ${verb} now; calls are those of all versions.`;
  return html`${now.length > 0 ? html`<p class="muted">${whose}</p>` : null}<dl class="tiles">${metrics.map((metric) => html`<div class="tile"><dt>${titleOf(metric)}</dt><dd class="value">${latestText(metric)}${tailText(metric)}</dd><dd>${changeMarkup(metric)}</dd><dd class="line">${spark(metric)}</dd></div>`)}</dl>`;
}

/** Of times, p95 beside p50. */
function tailText(metric: MetricBoard): Markup | null {
  const p95 = metric.kind === 'duration' ? metric.latest?.p95 : null;
  return typeof p95 === 'number' ? html` <span class="muted">p95 ${valueText(metric, p95)}</span>` : null;
}

/** What a metric is called on the site. */
export function titleOf({ name, kind }: Pick<MetricBoard, 'name' | 'kind'>): string {
  if (kind === 'calls') return 'calls a day';
  if (kind === 'error') return 'errors';
  return kind === 'duration' ? `${name}, p50` : kind === 'money' ? `${name} a call` : name;
}

/** The latest week's figure; calls are those of a day. */
export function latestText(metric: MetricBoard): string {
  const { latest, all } = metric;
  if (!latest) return '—';
  if (metric.kind !== 'calls') return valueText(metric, levelOf(metric, latest));
  return valueText(metric, latest.sum / daysIn(all, 0));
}

/** Of the seven days that end with the last one, `back` weeks before: those with figures, at least one. */
function daysIn(all: MetricBoard['all'], back: number): number {
  const end = all.findLastIndex((figures) => figures !== null) + 1 - 7 * back;
  return Math.max(
    1,
    all.slice(Math.max(0, end - 7), Math.max(0, end)).filter((figures) => figures !== null).length,
  );
}

/** A metric's days as a small line. */
export function spark(metric: MetricBoard): Markup {
  const values = metric.all.map((figures) => figures && levelOf(metric, figures));
  return sparkline(values, `${titleOf(metric)} by day`);
}

/** How the latest week differs from the week before, in words and a sign; never by colour alone. */
export function changeMarkup(metric: MetricBoard): Markup {
  const change = metric.kind === 'calls' ? callsChange(metric) : levelChange(metric);
  if (!change) return html`<span class="muted">no week before</span>`;
  if (metric.kind === 'calls') return html`<span class="muted">${change.text} on the week before</span>`;
  if (!change.isClear || change.tendency === 'none')
    return html`<span class="muted">${change.text}, within chance</span>`;
  const sign = change.tendency === 'better' ? '✓' : '✕';
  const what = metric.kind === 'duration' ? 'mean ' : '';
  return html`<span class="${change.tendency}"><span aria-hidden="true">${sign}</span> ${what}${change.text}, ${change.tendency}</span>`;
}

function levelChange(metric: MetricBoard): Change | null {
  return changeOf(metric, metric.latest, metric.before);
}

/** More calls are neither better nor worse. */
function callsChange({ latest, before, all }: MetricBoard): Change | null {
  if (!latest || !before) return null;
  const ratio = latest.sum / daysIn(all, 0) / (before.sum / daysIn(all, 1));
  const text = `${ratio >= 1 ? '+' : '−'}${percentText(Math.abs(ratio - 1)).replace(/\.\d+/, '')}`;
  return { text, tendency: 'none', isClear: true };
}
