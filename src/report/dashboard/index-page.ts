import { isDeepStrictEqual } from 'node:util';
import type { Board, Dashboard, MetricBoard, VersionShare } from '../../domain/dashboard.ts';
import { counted, formatRate } from '../../prose/numbers.ts';
import { html, type Markup } from '../html/markup.ts';
import { ordered } from './plots.ts';
import { promptPath } from './prompt-page.ts';
import type { Page } from './shell.ts';
import { type Alarm, alarmsOf, badges } from './state.ts';
import { changeMarkup, isQuality, latestText, spark } from './tiles.ts';
import { valueText } from './values.ts';

const RANKS: Record<Alarm['kind'], number> = { bad: 0, warn: 1, unknown: 2 };

/** All prompts at a glance, those that need somebody first. */
export function indexPage({ environments, notes, days }: Dashboard): Page {
  const main = html`<header class="head"><h1>Overview</h1>${notes.map((note) => html`<p class="muted">${note}</p>`)}${attention(environments)}</header>
${environments.length === 0 ? html`<p>Nothing serves yet: <code>record</code> begins the registry, <code>promote</code> lets a version serve.</p>` : null}
${environments.map(({ name, boards }, index) => environmentSection({ name, boards, index, days: days.length }))}`;
  return { path: 'index.html', title: 'Prompts', root: '', place: 'prompts', main, script: null };
}

function attention(environments: Dashboard['environments']): Markup | null {
  const all = environments.flatMap(({ boards }) =>
    boards.flatMap((board) => alarmsOf(board).map((alarm) => ({ board, alarm }))),
  );
  if (all.length === 0) return null;
  const order = [...all].sort((a, b) => RANKS[a.alarm.kind] - RANKS[b.alarm.kind]);
  return html`<ul class="alarms">${order.map(({ board, alarm }) => html`<li class="${alarm.kind}"><span aria-hidden="true">${alarm.sign}</span> <a href="${promptPath(board)}">${board.prompt}</a> <span class="muted">${board.environment}</span> ${alarm.text}</li>`)}</ul>`;
}

function environmentSection({
  name,
  boards,
  index,
  days,
}: {
  name: string;
  boards: readonly Board[];
  index: number;
  days: number;
}): Markup {
  const rank = (board: Board) => Math.min(3, ...alarmsOf(board).map(({ kind }) => RANKS[kind]));
  const sorted = [...boards].sort((a, b) => rank(a) - rank(b) || (a.prompt < b.prompt ? -1 : 1));
  return html`<section aria-labelledby="environment-${index}"><h2 id="environment-${index}">${name}</h2>
<p class="muted">${counted(boards.length, 'prompt')}; figures of the latest week that was reported, lines of ${counted(days, 'day')}.</p>
<table class="prompts"><thead><tr><th scope="col">prompt</th><th scope="col">serves</th><th scope="col">quality</th><th scope="col" class="number">calls a day</th><th scope="col" class="number">errors</th><th scope="col" class="number">p50 / p95</th><th scope="col" class="number">a call</th></tr></thead>
<tbody>${sorted.map(rowOf)}</tbody></table></section>`;
}

function rowOf(board: Board): Markup {
  const find = (matches: (metric: MetricBoard) => boolean) => board.metrics.find(matches);
  const quality = find(isQuality);
  const of = (kind: MetricBoard['kind']) => find((metric) => metric.kind === kind);
  const figure = (label: string, metric: MetricBoard | undefined) =>
    html`<td class="number" data-label="${label}">${metric ? latestText(metric) : '—'}</td>`;
  return html`<tr><th scope="row"><a href="${promptPath(board)}">${board.prompt}</a>${badges(board)}</th>
<td class="serves" data-label="serves">${servesBar(board)}</td>
<td class="quality-cell" data-label="quality">${quality ? html`<span class="pair"><span class="figure"><b>${latestText(quality)}</b> <span class="muted">${quality.name}</span></span>${spark(quality)}</span>${changeMarkup(quality)}` : html`<span class="muted">no reports</span>`}</td>
${figure('calls a day', of('calls'))}${figure('errors', of('error'))}<td class="number" data-label="p50 / p95">${latencyText(of('duration'))}</td>${figure('a call', of('money'))}</tr>`;
}

function latencyText(metric: MetricBoard | undefined): string {
  if (!metric?.latest) return '—';
  const { p95 } = metric.latest;
  return p95 === null ? `${latestText(metric)} mean` : `${latestText(metric)} / ${valueText(metric, p95)}`;
}

function weightsIn(shares: readonly VersionShare[]): Record<string, number> {
  return Object.fromEntries(shares.map(({ version, weight }) => [version, weight]));
}

/** The shares of everybody, as a bar with its versions in words below. */
function servesBar({ serves, plotted }: Board): Markup {
  const { segment, shares } = serves.find((one) => one.segment === '*') ??
    serves[0] ?? { segment: '*', shares: [] };
  if (shares.length === 0) return html`<span class="muted">nothing</span>`;
  let x = 0;
  const parts = ordered(shares, plotted)
    .reverse()
    .map(({ version, weight }) => {
      const style = plotted.indexOf(version);
      const rect = html`<rect class="fill ${style === -1 ? 'others' : `s${style}`}" x="${Math.round(x * 1000) / 10}%" y="0" width="${Math.round(weight * 1000) / 10}%" height="100%"/>`;
      x += weight;
      return rect;
    });
  const words = shares.map(({ version, weight }) =>
    shares.length === 1 ? version : `${version} ${formatRate(weight)}`,
  );
  const others = serves.filter((one) => !isDeepStrictEqual(weightsIn(one.shares), weightsIn(shares)));
  const more = others.length > 0 ? ` · other weights in ${counted(others.length, 'segment')}` : '';
  return html`<svg class="share" aria-hidden="true">${parts}</svg><span>${segment === '*' ? '' : `${segment}: `}${words.join(' · ')}</span><span class="muted">${more}</span>`;
}
