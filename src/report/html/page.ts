import type { CaseSource } from '../../domain/case-result.ts';
import type { PromptResult, Result } from '../../domain/result.ts';
import { stopsMerge } from '../../domain/stops-merge.ts';
import { clip } from '../../prose/text.ts';
import { headline } from '../telling/headline.ts';
import { factTexts } from '../telling/messages.ts';
import { wasRun, worstFirst } from '../telling/order.ts';
import { REGISTRY_TITLE, registryTexts } from '../telling/registry.ts';
import { remarkTexts } from '../telling/remarks.ts';
import { runText, sourceTexts } from '../telling/run-text.ts';
import { caseDataParts } from './case-data.ts';
import { overviewOf } from './case-overview.ts';
import { casesSection, hasCases } from './cases.ts';
import { fileDiffsSection } from './diff.ts';
import { scalesOf } from './distribution.ts';
import { tokenRange } from './dumbbell.ts';
import { forestAxis } from './forest.ts';
import { frameOf, skipLink } from './frame.ts';
import { pageHeader } from './header.ts';
import { html, type Markup, textMarkup } from './markup.ts';
import { portfolioSection } from './portfolio.ts';
import { promptSection, type Scene } from './prompt-section.ts';
import { SCRIPT } from './script.ts';
import { promptStanding } from './standing.ts';
import { STYLE } from './style.ts';

/** Further prompts are in the result JSON only. */
const MOST_PROMPTS = 200;

/** The report as one page, as text. */
export function renderHtml(result: Result, cases?: CaseSource): string {
  return [...pageParts(result, cases)].join('');
}

/**
 * The report as one page that loads nothing, in parts to be written one after the other: style and script are inside,
 * allowed by their hashes alone. It is usable without JavaScript, by keyboard, with a screen reader and on paper.
 * @param source every case behind the result; without it, those that the result has are listed
 */
export function* pageParts(result: Result, source: CaseSource | undefined): Generator<string> {
  const prompts = worstFirst(result.prompts);
  const shown = prompts.slice(0, MOST_PROMPTS);
  const all = prompts.map((prompt) => ({ prompt, overview: overviewOf(prompt, source) }));
  const listed = all.filter(hasCases);
  const overviews = all.map(({ overview }) => overview);
  const scene: Scene = {
    result,
    axis: forestAxis(shown),
    range: tokenRange(shown),
    scales: scalesOf(overviews),
  };
  const sections = shown.map((prompt, index) => {
    const overview = overviews[index];
    return hasSection(prompt) && overview ? promptSection(prompt, { ...scene, index, overview }) : null;
  });
  const { start, end } = frameOf({ title: headline(result), style: STYLE, script: SCRIPT });
  yield start;
  yield html`${listed.length === 0 ? null : skipLink('cases', 'Skip to the cases')}
<main class="sheet">
${pageHeader(result)}
${navigation(shown, result)}
${sections}
${(result.portfolioPlans ?? []).map((plan, index) => portfolioSection(plan, index))}
${fileDiffsSection(result)}
${listed.length === 0 ? null : casesSection(listed)}
${registrySection(result)}
${runSection(result)}
</main>
`.markup;
  if (listed.length > 0) {
    yield* caseDataParts(
      listed.map(({ prompt }) => prompt),
      source,
    );
  }
  yield end;
}

/** Prompts that were only deleted, or whose suite alone changed, are one line at the end. */
function hasSection(prompt: PromptResult): boolean {
  return wasRun(prompt) || stopsMerge(prompt);
}

function navigation(prompts: readonly PromptResult[], result: Result): Markup | null {
  const shown = prompts.flatMap((prompt, index) => (hasSection(prompt) ? [{ prompt, index }] : []));
  if (shown.length < 2) return null;
  const items = shown.map(
    ({ prompt, index }) =>
      html`<li><span aria-hidden="true">${promptStanding(prompt, result).sign.page}</span> <a href="#prompt-${index}">${prompt.path}</a></li>`,
  );
  return html`<nav class="prompts" aria-label="Prompts"><ul>${items}</ul></nav>`;
}

function registrySection(result: Result): Markup | null {
  const items = registryTexts(result).map((text) => html`<li>${textMarkup(text)}</li>`);
  return items.length === 0
    ? null
    : html`<section class="run" aria-labelledby="registry-title"><h2 id="registry-title">${REGISTRY_TITLE}</h2>
<ul>${items}</ul></section>`;
}

function runSection(result: Result): Markup {
  const texts = [
    ...remarkTexts(result),
    ...factTexts(result),
    ...sourceTexts(result).slice(0, MOST_PROMPTS),
    ...(result.usage.trials > 0 ? [runText(result)] : []),
  ];
  const { path, revision } = result.policySource;
  const policy =
    revision === 'unread'
      ? html`<li>Policy: <code>${clip(path)}</code>, which could not be read.</li>`
      : revision === 'defaults'
        ? html`<li>Policy: the defaults; there is no <code>${clip(path)}</code>.</li>`
        : html`<li>Policy: <code>${clip(path)}</code> as it is at the ${revision}.</li>`;
  const items = texts.map((text) => html`<li>${textMarkup(text)}</li>`);
  return html`<section class="run" aria-labelledby="run-title"><h2 id="run-title">What ran</h2>
<ul>${items}${policy}<li>prompt-eval-gate ${result.tool.version}</li></ul></section>`;
}
