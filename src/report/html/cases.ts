import type { CaseOutcome } from '../../domain/case-result.ts';
import type { FailureCluster } from '../../domain/failure-cluster.ts';
import type { PromptResult } from '../../domain/result.ts';
import { segmentNames } from '../../domain/suite.ts';
import { formatCount } from '../../prose/numbers.ts';
import { clip } from '../../prose/text.ts';
import { failureText } from '../telling/clusters.ts';
import { CASES } from '../telling/signs.ts';
import { LONGEST_SEGMENT, shorten } from './case-data.ts';
import type { CaseOverview } from './case-overview.ts';
import { html, type Markup, textMarkup } from './markup.ts';

/** Clusters of a prompt that are listed; further ones are found by the filters. */
const MOST_CLUSTERS = 12;

/** A prompt and what is told of its cases together. */
export type PromptCases = { prompt: PromptResult; overview: CaseOverview };

/** Whether there is any case to list. */
export function hasCases({ prompt, overview }: PromptCases): boolean {
  return prompt.errors.length > 0 || Object.values(overview.counts).some((count) => count > 0);
}

/** The list of all cases with its filters, which the page's script fills; without JavaScript, a table of those of interest. */
export function casesSection(prompts: readonly PromptCases[]): Markup {
  const segments = segmentNames(prompts.map(({ overview }) => ({ segments: [...overview.segments] })));
  return html`<section class="cases" id="cases" aria-labelledby="cases-title">
<h2 id="cases-title">Cases</h2>
${clusterLists(prompts)}
<div id="case-browser" hidden>
<form class="filters" id="filters">
<fieldset><legend class="unseen">Which cases</legend>
${choices(prompts)}
</fieldset>
${
  prompts.length > 1
    ? select(
        'prompt',
        'Prompt',
        prompts.map(({ prompt }, index) => [String(index), prompt.path]),
      )
    : null
}
${
  segments.length > 1
    ? select(
        'segment',
        'Segment',
        segments.map((name) => [shorten(name, LONGEST_SEGMENT), name]),
      )
    : null
}
<span class="filter"><label for="filter-search">Search</label> <input type="search" id="filter-search" name="search" autocomplete="off"></span>
<button type="button" id="all-cases" hidden>Show all cases</button>
</form>
<p id="case-count" class="muted" role="status"></p>
<div id="case-list" class="case-list" role="list" aria-label="Cases"></div>
</div>
<noscript>${staticTable(prompts)}</noscript>
</section>
`;
}

const CHOICES = [
  ['newly-failing', 'Newly failing'],
  ['failing', 'Failing in both'],
  ['newly-passing', 'Newly passing'],
  ['passing', 'Passing'],
  ['errored', 'Errored'],
] as const;

/** Counts are filled in by the script, which knows all cases. */
function choices(prompts: readonly PromptCases[]): Markup[] {
  const isNew = prompts.every(({ prompt }) => prompt.baseline === null);
  return [['', 'All'] as const, ...CHOICES].map(([value, label]) => {
    const checked = value === '' ? html` checked=""` : null;
    const shown = isNew && value === 'newly-failing' ? 'Failing' : label;
    return html`<label><input type="radio" name="kind" value="${value}"${checked}><span>${shown} <b></b></span></label>`;
  });
}

function select(name: string, label: string, options: readonly (readonly [string, string])[]): Markup {
  const items = options.map(([value, text]) => html`<option value="${value}">${clip(text, 80)}</option>`);
  return html`<span class="filter"><label for="filter-${name}">${label}</label> <select id="filter-${name}" name="${name}"><option value="">all</option>${items}</select></span>`;
}

/** What fails, one line for each reason; a button shows its cases. */
function clusterLists(prompts: readonly PromptCases[]): Markup | null {
  const lists = prompts.flatMap(({ prompt }, index) => {
    const { newlyFailing = [], failing = [] } = prompt.clusters ?? {};
    const path = prompts.length > 1 ? html` <code>${clip(prompt.path)}</code>` : null;
    const newly = prompt.baseline ? 'newly fails' : 'fails';
    return [
      clusterList(html`What ${newly}${path}`, newlyFailing, { prompt: index, first: 0 }),
      clusterList(html`What fails in both versions${path}`, failing, {
        prompt: index,
        first: newlyFailing.length,
      }),
    ].filter((list) => list !== null);
  });
  return lists.length === 0 ? null : html`<div class="reasons">${lists}</div>`;
}

function clusterList(
  title: Markup,
  clusters: readonly FailureCluster[],
  { prompt, first }: { prompt: number; first: number },
): Markup | null {
  if (clusters.length === 0) return null;
  const all = clusters.reduce((sum, { size }) => sum + size, 0);
  const items = clusters
    .slice(0, MOST_CLUSTERS)
    .map(
      (cluster, number) =>
        html`<li><button type="button" class="reason" data-prompt="${prompt}" data-cluster="${first + number}"><b>${formatCount(cluster.size)} of ${formatCount(all)}</b> <span>${textMarkup(failureText(cluster))}</span></button></li>`,
    );
  const more = clusters.length - items.length;
  return html`<section class="part"><h3>${title}</h3><ol class="clusters">${items}</ol>
${more > 0 ? html`<p class="muted">${formatCount(more)} more reasons, each of fewer cases, are in the list below.</p>` : null}</section>`;
}

function staticTable(prompts: readonly PromptCases[]): Markup {
  const listed = prompts.flatMap(({ overview }) => overview.listed);
  const all = prompts.reduce((sum, { overview }) => sum + countOf(overview), 0);
  const rows = listed.map((outcome) => {
    const { candidate, baseline } = outcome;
    const failures = [...candidate.failures, ...(baseline?.failures ?? [])];
    const why = [
      ...failures.map(({ type, reason }) => `${type}: ${reason}`),
      ...(baseline?.errors ?? []),
      ...(candidate.errors ?? []),
    ];
    return html`<tr><td>${wordsOf(outcome)}</td><th scope="row">${clip(outcome.description ?? outcome.id, 300)}</th><td>${outcome.segments.map((name) => clip(name)).join(', ')}</td><td>${clip(why.join('; '), 1000)}</td><td><code>${clip(outcome.place, 300)}</code></td></tr>\n`;
  });
  const unshown = all - rows.length;
  return html`<div class="scroll"><table><thead><tr><th scope="col"><span class="unseen">How it stands</span></th><th scope="col">Case</th><th scope="col">Segment</th><th scope="col">Assertion</th><th scope="col">Place</th></tr></thead><tbody>${rows}</tbody></table></div>
${unshown > 0 ? html`<p>${formatCount(unshown)} more cases are listed with JavaScript, and in the result JSON.</p>` : null}`;
}

function wordsOf({ standing, baseline }: CaseOutcome): string {
  return CASES[standing === 'newly-failing' && !baseline ? 'new' : standing].words;
}

function countOf({ counts }: CaseOverview): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
