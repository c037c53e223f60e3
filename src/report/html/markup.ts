import { escapeHtml } from '../../prose/inert.ts';
import type { Text } from '../../prose/text.ts';

/** HTML that is safe to insert into a page: only `html` makes it. */
export type Markup = { readonly markup: string };
type Part = string | number | Markup | null | readonly Part[];

/** A template of HTML: texts in it are escaped, markup and lists of it are inserted unchanged, null is nothing. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const markup = strings.reduce((page, string, index) => page + insert(parts[index - 1] ?? null) + string);
  return { markup };
}

function insert(part: Part): string {
  if (part === null) return '';
  if (typeof part === 'string') return escapeHtml(part);
  if (typeof part === 'number') return String(part);
  return 'markup' in part ? part.markup : part.map(insert).join('');
}

/** Prose with its names marked. */
export function textMarkup(text: Text): Markup[] {
  return text.map((span) => {
    if (typeof span === 'string') return html`${span}`;
    return 'code' in span ? html`<code>${span.code}</code>` : html`<strong>${span.strong}</strong>`;
  });
}

/** Our own text that is markup already: a style sheet, a script, JSON that cannot end its element. */
export function trusted(markup: string): Markup {
  return { markup };
}
