import { inertCode, inertHtml, inertMarkdown, inertTerminal, visible } from './inert.ts';

/**
 * Text of the gate before it is rendered: prose with names in it. Every rendering makes each span inert in its own way,
 * so that a name can have no effect beyond being shown.
 */
export type Span = string | { code: string } | { strong: string };
export type Text = readonly Span[];

export function strong(text: string): Span {
  return { strong: text };
}

/** A name from the repository, in one line and shortened. */
export function code(name: string): Span {
  return { code: clip(name) };
}

/** Characters; a notice that lists ten settings fits. */
const LONGEST_SENTENCE = 1500;

/** Sentences from outside the report have names in backticks: they become prose and code. */
export function textOf(sentence: string): Text {
  return clip(sentence, LONGEST_SENTENCE)
    .split(/`([^`\n]+)`/)
    .map((part, index): Span => (index % 2 === 1 ? { code: part } : part))
    .filter((span) => span !== '');
}

/** Markdown that shows exactly the text. */
export function markdownOf(text: Text): string {
  return text
    .map((span) => {
      if (typeof span === 'string') return inertMarkdown(span);
      return 'code' in span ? inertCode(span.code) : `**${inertMarkdown(span.strong).trim() || '—'}**`;
    })
    .join('')
    .trim();
}

/** HTML for places where GitHub reads no Markdown (a `<summary>`), and for no other place. */
export function githubHtmlOf(text: Text): string {
  return text
    .map((span) => {
      if (typeof span === 'string') return inertHtml(span);
      return 'code' in span
        ? `<code>${inertHtml(span.code)}</code>`
        : `<strong>${inertHtml(span.strong)}</strong>`;
    })
    .join('');
}

/** One line without any markup. */
export function plainOf(text: Text): string {
  const line = text
    .map((span) => (typeof span === 'string' ? span : 'code' in span ? span.code : span.strong))
    .join('');
  return inertTerminal(
    line
      .split(/\s/)
      .filter((word) => word !== '')
      .join(' '),
  );
}

/** Names in a row: `a`, `a and b`, `a, b and 3 more`. */
export function enumerate(names: readonly Span[], most = 3): Text {
  const shown = names.length <= most ? names : names.slice(0, most - 1);
  const rest = names.length - shown.length;
  const items = rest > 0 ? [...shown, `${rest} more`] : shown;
  return items.flatMap((item, index): Span[] => {
    if (index === 0) return [item];
    return [index === items.length - 1 ? ' and ' : ', ', item];
  });
}

/** The first letter upper case, for a name that begins a sentence. */
export function capitalised(name: string): string {
  const [first = ''] = name;
  return first.toUpperCase() + name.slice(first.length);
}

/** At most `length` characters of one line; a cut is shown as `…`. */
export function clip(text: string, length = 80): string {
  const longest = length * 4;
  const line = oneLine(text.slice(0, longest));
  const characters = [...line];
  return characters.length <= length && text.length <= longest
    ? line
    : `${characters.slice(0, length - 1).join('')}…`;
}

/**
 * As `clip`, but what is too long loses its middle: the end of a key or a path says most.
 * @param length characters at most, the `…` among them
 */
export function clipMiddle(text: string, length: number): string {
  const most = length * 2;
  const isLong = text.length > 2 * most;
  const characters = [...oneLine(isLong ? `${text.slice(0, most)}${text.slice(-most)}` : text)];
  if (!isLong && characters.length <= length) return characters.join('');
  const end = Math.floor(length / 2);
  return `${characters.slice(0, length - 1 - end).join('')}…${characters.slice(-end).join('')}`;
}

function oneLine(text: string): string {
  return visible(text)
    .replace(/[\n\t ]+/g, ' ')
    .trim();
}
