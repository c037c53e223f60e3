import type { PromptResult, Result } from '../../domain/result.ts';
import { stopsMerge } from '../../domain/stops-merge.ts';
import { clip, code, type Text } from '../../prose/text.ts';
import { failingGroups } from '../telling/case-list.ts';
import { certaintyTable, certaintyTexts } from '../telling/certainty.ts';
import { isLatencyUnjudged, latencyLabelOf, limitsLatency } from '../telling/latency-rules.ts';
import { latencyText } from '../telling/latency-text.ts';
import { wasRun } from '../telling/order.ts';
import { passRateRows, passRatesTitle } from '../telling/pass-rates.ts';
import type { Axis } from '../telling/plot.ts';
import { promptSentences } from '../telling/sentences.ts';
import { COSTS, NOT_HELD } from '../telling/signs.ts';
import { troubleOf } from '../telling/trouble.ts';
import type { CaseOverview } from './case-overview.ts';
import { diffSection } from './diff.ts';
import { distributions, type Scales } from './distribution.ts';
import { costSection, type Range } from './dumbbell.ts';
import { forestTable } from './forest.ts';
import { html, type Markup, textMarkup } from './markup.ts';
import { promptStanding } from './standing.ts';

/** What all sections of a page share: the result, and the scales of their plots. */
export type Scene = { result: Result; axis: Axis | null; range: Range; scales: Scales };

/**
 * One prompt: its findings, its forest plot, its cost, how tokens and latency are spread, its diffs, and how certain the
 * result is. One that passes is folded where there are others.
 */
export function promptSection(
  prompt: PromptResult,
  { result, axis, range, scales, index, overview }: Scene & { index: number; overview: CaseOverview },
): Markup {
  const isOnly = result.prompts.length === 1;
  const title: Text = isOnly || !stopsMerge(prompt) ? [code(prompt.path)] : troubleOf(prompt);
  const standing = promptStanding(prompt, result);
  const lost = stopsMerge(prompt) ? [] : failingGroups(prompt);
  const body = html`<p class="lead">${textMarkup(promptSentences(prompt, result.policy))}</p>
${lost.map(({ title }) => html`<p class="muted">${textMarkup(title)}.</p>`)}
${wasRun(prompt) ? forestTable(prompt, axis) : null}
${costSection(prompt, { policy: result.policy, range })}
${latencySection(prompt)}
${distributions(prompt, overview, scales)}
${passRatesSection(prompt)}
${diffSections(prompt)}
${certaintySection(prompt, result)}`;
  const head = html`<h2 id="prompt-${index}-title">${textMarkup(title)}</h2><span class="state ${standing.tone}">${standing.word}</span>`;
  const isFolded = !isOnly && prompt.verdict === 'pass';
  return isFolded
    ? html`<section class="prompt" id="prompt-${index}" aria-labelledby="prompt-${index}-title">
<details class="fold whole"><summary>${head}</summary><div class="prompt-body">${renamed(prompt)}${body}</div></details>
</section>
`
    : html`<section class="prompt" id="prompt-${index}" aria-labelledby="prompt-${index}-title">
<header>${head}${renamed(prompt)}</header>
${body}
</section>
`;
}

function renamed({ baseline, candidate, change }: PromptResult): Markup | null {
  if (baseline && candidate && baseline.path !== candidate.path) {
    return html`<p class="muted">was <code>${clip(baseline.path)}</code></p>`;
  }
  return change === 'added' ? html`<p class="muted">a new prompt</p>` : null;
}

function latencySection(prompt: PromptResult): Markup | null {
  const text = latencyText(prompt);
  if (!text) return null;
  const label = latencyLabelOf(prompt);
  const isUnjudged = label !== 'exceeded' && (isLatencyUnjudged(prompt) || prompt.latency?.tooFew === true);
  const { sign, likeVerdict, words } = COSTS[isUnjudged ? 'unknown' : label].page;
  const badge = limitsLatency(prompt)
    ? html`<span class="${likeVerdict === null ? 'badge' : `badge ${likeVerdict}`}"><span aria-hidden="true">${sign.page}</span> ${isUnjudged ? NOT_HELD : words}</span>`
    : null;
  return html`<section class="part"><h3>Latency ${badge}</h3>
<p>${textMarkup(text)}</p></section>`;
}

/** How the segments passed on main, over the last versions. */
function passRatesSection(prompt: PromptResult): Markup | null {
  const rates = prompt.becomes?.passRates;
  if (!rates) return null;
  const rows = passRateRows(prompt).map(
    ({ name, line, first, last, candidate }) =>
      html`<tr><th scope="row">${textMarkup(name)}</th><td aria-hidden="true">${line}</td><td class="number">${first}</td><td class="number">${last}</td><td class="number">${candidate}</td></tr>\n`,
  );
  return html`<section class="part"><h3>${textMarkup(passRatesTitle(rates))}</h3>
<div class="scroll" tabindex="0" role="region" aria-label="Pass rates of ${prompt.path}"><table><thead><tr><th scope="col">Segment</th><th scope="col" aria-hidden="true">${`${rates.versions[0]} … ${rates.versions.at(-1)}`}</th><th scope="col" class="number">From</th><th scope="col" class="number">To</th><th scope="col" class="number">This change</th></tr></thead><tbody>${rows}</tbody></table></div></section>`;
}

/** The diff of each file that the prompt is made of. */
function diffSections({ diff, path, candidate, includeDiffs = [] }: PromptResult): Markup[] {
  const files = [
    ...(diff === '' ? [] : [{ title: 'What changed in the prompt', path: candidate?.path ?? path, diff }]),
    ...includeDiffs.map((file) => ({ ...file, title: 'What changed in a file that it includes' })),
  ];
  return files.map((file) => diffSection({ ...file, isOpen: true }));
}

function certaintySection(prompt: PromptResult, result: Result): Markup | null {
  const texts = certaintyTexts(prompt, result);
  if (texts.length === 0) return null;
  const { heads, rows } = certaintyTable(prompt);
  const head = heads.map(
    (name, index) => html`<th scope="col" class="${index === 0 ? '' : 'number'}">${name}</th>`,
  );
  const body = rows.map(([name = [], ...cells]) => {
    const numbers = cells.map((cell) => html`<td class="number">${textMarkup(cell)}</td>`);
    return html`<tr><th scope="row">${textMarkup(name)}</th>${numbers}</tr>\n`;
  });
  return html`<details class="part fold"><summary><h3>How sure is this?</h3></summary>
<ul>${texts.map((text) => html`<li>${textMarkup(text)}</li>`)}</ul>
<div class="scroll" tabindex="0" role="region" aria-label="Tests of ${prompt.path}"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div></details>`;
}
