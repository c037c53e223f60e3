import { markdownTable } from 'markdown-table';
import { counted } from '../../prose/numbers.ts';
import { githubHtmlOf, markdownOf, type Text } from '../../prose/text.ts';

/** Blocks of GitHub's Markdown, and how they are put together. */

export type Column = { head: string; align: 'left' | 'right' };

/** A table; cells are texts, so that no name can end a cell. */
export function table(columns: readonly Column[], rows: readonly (readonly Text[])[]): string {
  const cells = rows.map((row) => row.map(cell));
  return markdownTable([columns.map(({ head }) => head), ...cells], {
    align: columns.map(({ align }) => (align === 'right' ? 'r' : '')),
    alignDelimiters: false,
  });
}

function cell(text: Text): string {
  return markdownOf(text).replace(/\|/g, '\\|');
}

/** A folded section: a summary in one line, and the rest on demand. */
export function details(summary: Text, blocks: readonly string[]): string {
  return `<details><summary>${githubHtmlOf(summary)}</summary>\n\n${paragraphs(blocks)}\n\n</details>`;
}

/** One line per item, set off from the rest. */
export function quote(texts: readonly Text[], sign: string): string {
  return texts.map((text) => `> ${sign} ${markdownOf(text)}`).join('\n>\n');
}

export function list(texts: readonly Text[]): string {
  return texts.map((text) => `- ${markdownOf(text)}`).join('\n');
}

/**
 * `3 more cases left out here: see the job summary.`; empty if nothing is left out.
 *
 * @param noun singular; `which` follows it.
 * @param elsewhere Markdown that says where they can be read.
 */
export function leftOutLine(
  count: number,
  { noun, which = '', elsewhere }: { noun: string; which?: string; elsewhere: string },
): string {
  return count > 0 ? `${counted(count, noun)}${which} left out here: ${elsewhere}.` : '';
}

/** Blocks with an empty line between them; empty blocks are left out. */
export function paragraphs(blocks: readonly string[]): string {
  return blocks.filter((block) => block !== '').join('\n\n');
}

/**
 * A link.
 *
 * @param label Markdown that is inert
 * @param url without https, or with characters that could end it, only the label is left
 */
export function link(label: string, url: string): string {
  return /^https:\/\/[\w.:/?&=%#~+-]+$/.test(url) ? `[${label}](${url})` : label;
}
