import { contentPolicy } from '../html/content-policy.ts';
import { html, type Markup, trusted } from '../html/markup.ts';
import { DASHBOARD_STYLE } from './style.ts';
import { momentText } from './values.ts';

/** A page of the site. Paths are relative to its root. */
export type Page = {
  path: string;
  title: string;
  /** From where it is to the root: `` or `../`. */
  root: string;
  /** Which entry of the navigation it is. */
  place: 'prompts' | 'prompt' | 'events';
  main: Markup;
  script: string | null;
};

/** The page as a file: it loads nothing, and needs no script to be read. */
export function pageText(
  { title, root, place, main, script }: Page,
  made: { branch: string; at: string },
): string {
  const policy = contentPolicy({ scripts: script === null ? [] : [script], styles: [DASHBOARD_STYLE] });
  const entry = (name: 'prompts' | 'events', path: string, label: string) =>
    html`<a href="${root}${path}"${place === name ? trusted(' aria-current="page"') : null}>${label}</a>`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${trusted(DASHBOARD_STYLE)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="site"><nav aria-label="Site"><span class="brand">Prompts</span>${entry('prompts', 'index.html', 'Overview')}${entry('events', 'events.html', 'Events')}</nav>
<p class="muted">${made.branch}, as of ${momentText(made.at)} UTC</p></header>
<main class="sheet" id="main" tabindex="-1">
${main}
</main>
${script === null ? null : html`<script>${trusted(script)}</script>`}
</body>
</html>
`.markup;
}
