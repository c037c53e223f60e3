import { frameOf, skipLink } from '../html/frame.ts';
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
  const entry = (name: 'prompts' | 'events', path: string, label: string) =>
    html`<a href="${root}${path}"${place === name ? trusted(' aria-current="page"') : null}>${label}</a>`;
  const { start, end } = frameOf({ title, style: DASHBOARD_STYLE, script });
  const body = html`${skipLink('main', 'Skip to the content')}
<header class="site"><nav aria-label="Site"><span class="brand">Prompts</span>${entry('prompts', 'index.html', 'Overview')}${entry('events', 'events.html', 'Events')}</nav>
<p class="muted">${made.branch}, as of ${momentText(made.at)} UTC</p></header>
<main class="sheet" id="main" tabindex="-1">
${main}
</main>
`;
  return start + body.markup + end;
}
