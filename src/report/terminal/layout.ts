import { Ansis } from 'ansis';
import stringWidth from 'string-width';
import { clip, type Span, type Text } from '../../prose/text.ts';
import type { Tone } from '../telling/signs.ts';

/** A terminal's abilities: its width in columns, and styles, which change nothing without colour. */
export type Terminal = { width: number; paint: Ansis };

/** Tables are not readable below this width. */
const NARROWEST = 60;
/** Lines longer than this are hard to read. */
const WIDEST = 120;

export function terminalOf({ width, color }: { width: number; color: boolean }): Terminal {
  const columns = Number.isFinite(width) ? Math.floor(width) : WIDEST;
  return { width: Math.min(WIDEST, Math.max(NARROWEST, columns)), paint: new Ansis(color ? 1 : 0) };
}

type Style = (text: string) => string;
type Atom = { text: string; style: Style };

/** Prose in lines of at most the terminal's width, after an indent; names keep their style across lines. */
export function wrapText(text: Text, { width, paint }: Terminal, indent = ''): string[] {
  const lines: string[] = [];
  let line: string[] = [];
  let used = 0;
  const room = width - stringWidth(indent);
  const end = () => {
    lines.push(indent + line.join('').trimEnd());
    [line, used] = [[], 0];
  };
  for (const word of wordsOf(text, paint)) {
    const wide = word.reduce((sum, atom) => sum + stringWidth(atom.text), 0);
    if (used > 0 && used + 1 + wide > room) end();
    if (used > 0) {
      line.push(' ');
      used += 1;
    }
    for (const { text: part, style } of word.flatMap((atom) => cutAtom(atom, room))) {
      const partWidth = stringWidth(part);
      if (used > 0 && used + partWidth > room) end();
      line.push(style(part));
      used += partWidth;
    }
  }
  if (line.length > 0) end();
  return lines;
}

/** Words: text without spaces, possibly of several styles. */
function wordsOf(text: Text, paint: Ansis): Atom[][] {
  const words: Atom[][] = [];
  let glued = false;
  for (const span of text) {
    const style = styleOf(span, paint);
    const raw = plainSpan(span);
    const parts = clip(raw, 4000).split(' ');
    const startsApart = /^[ \n\t]/.test(raw);
    for (const [index, part] of parts.entries()) {
      if (part === '') continue;
      const last = words.at(-1);
      if (index === 0 && glued && !startsApart && last) last.push({ text: part, style });
      else words.push([{ text: part, style }]);
    }
    if (raw !== '') glued = !/[ \n\t]$/.test(raw);
  }
  return words;
}

function plainSpan(span: Span): string {
  if (typeof span === 'string') return span;
  return 'code' in span ? span.code : span.strong;
}

function styleOf(span: Span, paint: Ansis): Style {
  if (typeof span === 'string') return (text) => text;
  return 'code' in span ? (text) => paint.cyan(text) : (text) => paint.bold(text);
}

/** A word longer than a line, cut into lines. */
function cutAtom({ text, style }: Atom, width: number): Atom[] {
  if (stringWidth(text) <= width) return [{ text, style }];
  const parts: string[] = [''];
  for (const character of text) {
    const part = parts.at(-1) ?? '';
    if (stringWidth(part + character) > width) parts.push(character);
    else parts[parts.length - 1] = part + character;
  }
  return parts.map((part) => ({ text: part, style }));
}

export type TerminalColumn = {
  head: string;
  align: 'left' | 'right';
  /** Columns with a higher number are dropped first if there is no room; 0: never. */
  priority: number;
};

export type TerminalCell = { text: string; style?: Style };

/** A table at most as wide as the terminal: unimportant columns are dropped, then the second column is clipped. */
export function terminalTable(
  columns: readonly TerminalColumn[],
  rows: readonly (readonly TerminalCell[])[],
  { width, paint }: Terminal,
): string[] {
  const widths = columns.map(({ head }, index) =>
    Math.max(stringWidth(head), ...rows.map((row) => stringWidth(row[index]?.text ?? ''))),
  );
  const shown = fitColumns(columns, widths, width);
  const excess = totalWidth(shown, widths) - width;
  if (excess > 0) widths[1] = Math.max(8, (widths[1] ?? 8) - excess);
  const line = (cells: readonly TerminalCell[]) =>
    shown
      .map((index) => {
        const { text, style } = cells[index] ?? { text: '' };
        const fitting = fitWidth(text, widths[index] ?? 0);
        const space = ' '.repeat((widths[index] ?? 0) - stringWidth(fitting));
        const styled = style ? style(fitting) : fitting;
        return columns[index]?.align === 'right' ? space + styled : styled + space;
      })
      .join(GAP)
      .trimEnd();
  const heads = columns.map(({ head }) => ({ text: head, style: (text: string) => paint.dim(text) }));
  return [line(heads), ...rows.map(line)];
}

const GAP = '  ';

function fitColumns(columns: readonly TerminalColumn[], widths: readonly number[], width: number): number[] {
  let shown = columns.map((_, index) => index);
  while (totalWidth(shown, widths) > width) {
    const least = Math.max(...shown.map((index) => columns[index]?.priority ?? 0));
    if (least === 0) return shown;
    shown = shown.filter((index) => columns[index]?.priority !== least);
  }
  return shown;
}

function totalWidth(shown: readonly number[], widths: readonly number[]): number {
  return shown.reduce((sum, index) => sum + (widths[index] ?? 0), GAP.length * (shown.length - 1));
}

function fitWidth(text: string, width: number): string {
  let fitting = text;
  for (let length = width; stringWidth(fitting) > width && length > 0; length--) fitting = clip(text, length);
  return fitting;
}

/** The style of a tone, which is always shown by a sign or a word too. */
export function toneStyle(tone: Tone, paint: Ansis): Style {
  switch (tone) {
    case 'bad':
      return (text) => paint.red(text);
    case 'warning':
      return (text) => paint.yellow(text);
    case 'good':
      return (text) => paint.green(text);
    case 'muted':
      return (text) => paint.dim(text);
  }
}

/** Lines that begin with a sign, those after the first of each text indented. */
export function bullets(texts: readonly Text[], terminal: Terminal, sign = '·'): string[] {
  return texts.flatMap((text) => {
    const [first = '', ...rest] = wrapText(text, { ...terminal, width: terminal.width - 2 });
    return [`${sign} ${first}`, ...rest.map((line) => `  ${line}`)];
  });
}
