import type { PlainText } from './plain-text.ts';
import { isWhite } from './plain-text.ts';

const SPACE = 32;
const HASH = 35;
const LINE_FEED = 10;
const HEADER = /([|>])(-?)\n/y;

/**
 * Reads a text in block style, whose header (`|`, `|-`, `>` or `>-`) stands at `at`, and moves to the beginning of the line
 * behind it. Undefined where anything is unusual about its indentation, its first line or its end.
 * @param parent column, from 0, of what the text belongs to
 */
export function readBlockScalar(source: PlainText, parent: number): string | undefined {
  const { text } = source;
  HEADER.lastIndex = source.at;
  const header = HEADER.exec(text);
  if (header === null) return undefined;
  const [, style, chomping] = header;
  const first = HEADER.lastIndex;
  const indent = spacesAt(text, first);
  if (indent <= parent) return undefined;
  const lines: string[] = [];
  let start = first;
  let afterContent = start;
  while (start < text.length) {
    const spaces = spacesAt(text, start);
    const code = text.charCodeAt(start + spaces);
    const isBlank = start + spaces >= text.length || code === LINE_FEED;
    if (isBlank && (spaces > 0 || lines.length === 0)) return undefined;
    if (!isBlank && spaces < indent) {
      if (code === HASH) return undefined;
      break;
    }
    const end = text.indexOf('\n', start);
    // Without a line feed at the end, or with a tab, only the library knows what belongs to the text.
    if (end === -1 || code === 9) return undefined;
    const line = isBlank ? '' : text.slice(start + indent, end);
    if (style === '>' && isLaidOut(line)) return undefined;
    lines.push(line);
    start = end + 1;
    if (!isBlank) afterContent = lines.length;
  }
  source.at = start;
  const content = lines.slice(0, afterContent);
  const value = style === '|' ? content.join('\n') : folded(content);
  return chomping === '-' ? value : `${value}\n`;
}

function spacesAt(text: string, start: number): number {
  let end = start;
  while (text.charCodeAt(end) === SPACE) end += 1;
  return end - start;
}

/** Whether folding treats a line otherwise than as words: one that is indented, or ends with white space. */
function isLaidOut(line: string): boolean {
  return line !== '' && (isWhite(line.charCodeAt(0)) || isWhite(line.charCodeAt(line.length - 1)));
}

/** A line break becomes a space, an empty line a line break. */
function folded(lines: readonly string[]): string {
  const parts = lines.flatMap((line, index) => {
    if (line === '') return ['\n'];
    return index === 0 || lines[index - 1] === '' ? [line] : [' ', line];
  });
  return parts.join('');
}
