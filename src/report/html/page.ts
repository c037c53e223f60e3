import type { PromptResult, Result } from '../../domain/result.ts';
import { stopsMerge } from '../../domain/stops-merge.ts';
import { clip } from '../../prose/text.ts';
import { headline } from '../telling/headline.ts';
import { factTexts } from '../telling/messages.ts';
import { wasRun, worstFirst } from '../telling/order.ts';
import { REGISTRY_TITLE, registryTexts } from '../telling/registry.ts';
import { remarkTexts } from '../telling/remarks.ts';
import { runText, sourceTexts } from '../telling/run-text.ts';
import { casesSection } from './cases.ts';
import { contentPolicy } from './content-policy.ts';
import { pageHeader } from './header.ts';
import { html, type Markup, textMarkup, trusted } from './markup.ts';
import { portfolioSection } from './portfolio.ts';
import { promptSection } from './prompt-section.ts';
import { SCRIPT } from './script.ts';
import { promptStanding } from './standing.ts';
import { STYLE } from './style.ts';

/** Further prompts are in the result JSON only. */
const MOST_PROMPTS = 200;

/**
 * The report as one page that loads nothing: style and script are inside, allowed by their hashes alone. It is usable
 * without JavaScript, by keyboard, with a screen reader and on paper.
 */
export function renderHtml(result: Result): string {
  const policy = contentPolicy({ scripts: [SCRIPT], styles: [STYLE] });
  const prompts = worstFirst(result.prompts);
  const shown = prompts.slice(0, MOST_PROMPTS);
  const cases = casesSection(result);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${headline(result)}</title>
<link rel="icon" href="data:,">
<style>${trusted(STYLE)}</style>
</head>
<body>
${cases.markup === '' ? null : html`<a class="skip" href="#cases">Skip to the cases</a>`}
<main class="sheet">
${pageHeader(result)}
${navigation(shown)}
${shown.map((prompt, index) => (hasSection(prompt) ? promptSection(prompt, result, index) : null))}
${prompts.length > shown.length ? html`<p>${prompts.length - shown.length} more prompts are in the result JSON.</p>` : null}
${(result.portfolioPlans ?? []).map((plan, index) => portfolioSection(plan, index))}
${cases}
${registrySection(result)}
${runSection(result)}
</main>
<script>${trusted(SCRIPT)}</script>
</body>
</html>
`;
  return page.markup;
}

/** Prompts that were only deleted, or whose suite alone changed, are one line at the end. */
function hasSection(prompt: PromptResult): boolean {
  return wasRun(prompt) || stopsMerge(prompt);
}

function navigation(prompts: readonly PromptResult[]): Markup | null {
  const shown = prompts.flatMap((prompt, index) => (hasSection(prompt) ? [{ prompt, index }] : []));
  if (shown.length < 2) return null;
  const items = shown.map(
    ({ prompt, index }) =>
      html`<li><span aria-hidden="true">${promptStanding(prompt).sign.page}</span> <a href="#prompt-${index}">${prompt.path}</a></li>`,
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
