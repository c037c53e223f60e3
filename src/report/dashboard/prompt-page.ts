import type { Board, Dashboard, DriftLine, VersionLine } from '../../domain/dashboard.ts';
import { formatCount, formatRate } from '../../prose/numbers.ts';
import { clip } from '../../prose/text.ts';
import { inertJson } from '../html/inert-json.ts';
import { html, type Markup, trusted } from '../html/markup.ts';
import { namedSegments } from '../telling/judged.ts';
import { swatch } from './chart.ts';
import { sparkline } from './plots.ts';
import { promptCharts } from './prompt-charts.ts';
import { PROMPT_SCRIPT } from './prompt-script.ts';
import type { Page } from './shell.ts';
import { alarmsOf, badges } from './state.ts';
import { tiles } from './tiles.ts';
import { dayText, momentText, percentText, valueText } from './values.ts';

/** Further versions are in `history`. */
const MOST_VERSIONS = 30;

/** Where a prompt's page is. */
export function promptPath({ environment, prompt }: Pick<Board, 'environment' | 'prompt'>): string {
  return `${environment}/${prompt}.html`;
}

export function badgePath({ environment, prompt }: Pick<Board, 'environment' | 'prompt'>): string {
  return `${environment}/${prompt}.badge.json`;
}

/** Everything that is known of one prompt in one environment. */
export function promptPage(board: Board, { days }: Dashboard): Page {
  const { quality, operations, values } = promptCharts(board, days);
  const labels = days.map((day) => `${dayText(day)} ${day.slice(0, 4)}`);
  const main = html`<header class="head">
<p class="crumbs"><a href="../index.html">Overview</a> <span aria-hidden="true">/</span> ${board.environment}</p>
<div class="title"><h1>${board.prompt}</h1>${badges(board)}</div>
<p class="lead">${servesText(board)}</p>
${alarmList(board)}
${tiles(board)}
</header>
${
  values.length === 0 || board.metrics.length === 0
    ? html`<p class="muted">Production reported nothing in these days, so there are no figures: <code>observe</code> counts its reports.</p>`
    : null
}
<section class="figures" aria-labelledby="figures-title">
<div class="bar"><h2 id="figures-title">${days.length} days</h2>${keys(board)}<div class="scrub" hidden><label for="day">Day</label> <input type="range" id="day" min="0" max="${days.length - 1}" value="${days.length - 1}"><output for="day">${labels.at(-1) ?? ''}</output></div></div>
<div class="quality">${quality}</div>
<div class="operations">${operations}</div>
${figuresTable(board, days)}
</section>
${versionsSection(board)}
${driftSection(board.drift)}
<p><a href="../events.html#prompt=${board.prompt}&amp;environment=${board.environment}">All events of ${board.prompt} in ${board.environment}</a></p>
<script type="application/json" id="chart-data">${trusted(inertJson({ days: labels, charts: values }))}</script>`;
  return {
    ...{
      path: promptPath(board),
      title: `${board.prompt} in ${board.environment}`,
      root: '../',
      place: 'prompt',
    },
    ...{ main, script: PROMPT_SCRIPT },
  };
}

function servesText({ serves, since, observedThrough }: Board): string {
  const parts = serves.map(({ segment, shares }) => {
    const named = shares.map(({ version, weight }) =>
      shares.length === 1 ? version : `${version} to ${formatRate(weight)}`,
    );
    return `${segment === '*' ? '' : `${segment}: `}${named.join(', ')}`;
  });
  const what = parts.length === 0 ? 'Serves nothing now' : `Serves ${parts.join('; ')}`;
  const from = since === null ? '' : ` since ${momentText(since)} UTC`;
  return `${what}${from}.${observedThrough === null ? '' : ` Production reported through ${momentText(observedThrough)} UTC.`}`;
}

function alarmList(board: Board): Markup | null {
  const alarms = alarmsOf(board);
  if (alarms.length === 0) return null;
  return html`<ul class="alarms">${alarms.map(({ kind, sign, text }) => html`<li class="${kind}"><span aria-hidden="true">${sign}</span> ${text}</li>`)}</ul>`;
}

/** Which look is which version, once for all charts. */
function keys({ plotted }: Board): Markup {
  return html`<ul class="keys" aria-label="Versions">${plotted.map((version, style) => html`<li>${swatch(style)} ${version}</li>`)}</ul>`;
}

function figuresTable({ metrics }: Board, days: readonly string[]): Markup | null {
  const rows = days.flatMap((day, index) =>
    versionsOn(metrics, index).map((version) => {
      const cells = metrics.map(({ versions, name, kind }) => {
        const figures = versions.find((one) => one.version === version)?.days[index];
        return html`<td class="number">${figures ? cellText({ name, kind }, figures) : '—'}</td>`;
      });
      return html`<tr><th scope="row">${day}</th><td>${version}</td>${cells}</tr>`;
    }),
  );
  if (rows.length === 0) return null;
  return html`<details class="fold"><summary>All figures as a table</summary><div class="scroll" tabindex="0" role="region" aria-label="All figures"><table>
<thead><tr><th scope="col">day</th><th scope="col">version</th>${metrics.map(({ name, kind }) => html`<th scope="col" class="number">${name}${kind === 'duration' ? ' p50 / p95' : ''}</th>`)}</tr></thead>
<tbody>${rows.reverse()}</tbody></table></div></details>`;
}

function versionsOn(metrics: Board['metrics'], index: number): string[] {
  return [
    ...new Set(
      metrics.flatMap(({ versions }) =>
        versions.filter(({ days }) => days[index]).map(({ version }) => version),
      ),
    ),
  ];
}

function cellText(
  measure: Parameters<typeof valueText>[0],
  figures: { n: number; sum: number; mean: number; p50: number | null; p95: number | null },
): string {
  if (measure.kind === 'calls') return formatCount(figures.sum);
  if (measure.kind !== 'duration' || figures.p50 === null || figures.p95 === null)
    return valueText(measure, figures.mean);
  return `${valueText(measure, figures.p50)} / ${valueText(measure, figures.p95)}`;
}

function versionsSection({ versions, plotted }: Board): Markup {
  const shown = versions.slice(0, MOST_VERSIONS);
  const rates = shown.flatMap(({ evidence }) => (evidence ? [evidence.low, evidence.high] : []));
  const low = Math.max(0, Math.floor(Math.min(...rates, 1) * 10 - 1e-9) / 10);
  const rows = shown.map((line) => {
    const style = plotted.indexOf(line.version);
    return html`<tr><th scope="row">${style === -1 ? null : swatch(style)} ${line.version}</th>
<td data-label="status">${line.status}</td><td class="change" data-label="change">${clip(line.change, 120)}<span class="muted"> ${clip(line.author, 40)}, ${dayText(line.at.slice(0, 10))} ${line.at.slice(0, 4)}</span></td>
<td data-label="judged">${verdictText(line)}</td>${evidenceCells(line, low)}</tr>`;
  });
  const more = versions.length - shown.length;
  return html`<section aria-labelledby="versions-title"><h2 id="versions-title">Versions and their evidence</h2>
<p class="muted">Pass rate of each version's suite with its 95 % interval, from ${formatRate(low)} to 100 %.</p>
<table class="versions"><thead><tr><th scope="col">version</th><th scope="col">status</th><th scope="col">change</th><th scope="col">judged</th><th scope="col" class="number">passes</th><th scope="col" class="plot">pass rate</th></tr></thead><tbody>${rows}</tbody></table>
${more > 0 ? html`<p class="muted">${more} older ones are left out.</p>` : null}</section>`;
}

function verdictText({ verdict, judgedFor, worse }: VersionLine): Markup {
  if (verdict === null) return html`<span class="muted">not here</span>`;
  const sign = verdict === 'pass' ? '✓' : verdict === 'block' ? '✕' : '⚠';
  const className = verdict === 'pass' ? 'better' : 'worse';
  return html`<span class="${className}"><span aria-hidden="true">${sign}</span> ${verdict}</span>${judgedFor ? html` <span class="muted">for ${namedSegments(judgedFor)}</span>` : null}${worse.length > 0 ? html` <span class="worse"><span aria-hidden="true">✕</span> worse for ${namedSegments(worse)}</span>` : null}`;
}

function evidenceCells({ evidence }: VersionLine, from: number): Markup {
  if (!evidence)
    return html`<td class="number muted" data-label="passes">no evidence</td><td class="plot"></td>`;
  const { rate, low, high, cases } = evidence;
  const x = (value: number) => `${Math.round(((value - from) / (1 - from || 1)) * 1000) / 10}%`;
  return html`<td class="number" data-label="passes">${percentText(rate)} <span class="muted">of ${formatCount(cases)}</span></td>
<td class="plot"><svg class="interval" role="img" aria-label="${percentText(rate)}, from ${percentText(low)} to ${percentText(high)}"><line class="rail" x1="0" x2="100%" y1="50%" y2="50%"/><line class="range" x1="${x(low)}" x2="${x(high)}" y1="50%" y2="50%"/><circle cx="${x(rate)}" cy="50%" r="4.5"/></svg></td>`;
}

function driftSection(drift: readonly DriftLine[]): Markup | null {
  if (drift.length === 0) return null;
  const rows = [...drift].reverse().map(({ at, version, verdict, cause, rate, accepted }) => {
    const sign = verdict === 'clean' ? '✓' : verdict === 'drifted' ? '✕' : '?';
    const className = verdict === 'clean' ? 'better' : verdict === 'drifted' ? 'worse' : 'muted';
    return html`<tr><th scope="row">${momentText(at)}</th><td data-label="version">${version}</td><td data-label="found"><span class="${className}"><span aria-hidden="true">${sign}</span> ${verdict}${accepted ? ', accepted' : ''}</span></td><td data-label="cause">${cause ?? '—'}</td><td class="number" data-label="passes">${rate === null ? '—' : percentText(rate)}</td></tr>`;
  });
  return html`<section aria-labelledby="drift-title"><h2 id="drift-title">Drift</h2>
<p class="muted">The suite asked again while the version stayed as it was.</p>
<div class="trend">${sparkline(
    drift.map(({ rate }) => rate),
    'Pass rate of the suite, look by look',
  )}</div>
<table class="versions"><thead><tr><th scope="col">asked</th><th scope="col">version</th><th scope="col">found</th><th scope="col">cause</th><th scope="col" class="number">passes</th></tr></thead><tbody>${rows}</tbody></table></section>`;
}
