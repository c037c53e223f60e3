/** A part of a Jinja source. Offsets count from the source's start. */
export type Piece = {
  kind: 'text' | 'expression' | 'statement';
  start: number;
  end: number;
  /** For a text: itself, after whitespace control and `raw`. For a tag: its source with the braces. */
  text: string;
  /** For a tag: its names in order, without strings. */
  words: { value: string; offset: number }[];
};

/** A part that the scan could not read. */
export type ScanProblem = { message: string; offset: number; length: number };

const OPENINGS = /\{[{%#]/g;
const WORD = /[A-Za-z_]\w*/y;
const NUMBER = /\d+(?:\.\d+)?/y;
const END_RAW = /\{%(-?)\s{0,1000}endraw\s{0,1000}(-?)%\}/g;

/**
 * Cuts a Jinja source into text and tags, in time linear in its length. Comments are dropped, `raw` blocks become
 * text, whitespace control (`-`) is applied, and one newline at the very end is removed, as Jinja does by default; not
 * where `keepsLineEnd`, as nunjucks does.
 */
export function scan(
  source: string,
  { keepsLineEnd = false }: { keepsLineEnd?: boolean | undefined } = {},
): { pieces: Piece[]; problem: ScanProblem | null } {
  const pieces: Piece[] = [];
  let position = 0;
  let trimNext = false;

  const addText = (start: number, end: number, trimEnd: boolean): void => {
    let text = source.slice(start, end);
    text = trimNext ? text.trimStart() : text;
    text = trimEnd ? text.trimEnd() : text;
    trimNext = false;
    if (text !== '') {
      pieces.push({ kind: 'text', start, end, text, words: [] });
    }
  };

  while (position < source.length) {
    OPENINGS.lastIndex = position;
    const start = OPENINGS.exec(source)?.index ?? source.length;
    addText(position, start, source[start + 2] === '-');
    if (start === source.length) {
      break;
    }
    const opening = source.slice(start, start + 2);
    if (opening === '{#') {
      const close = source.indexOf('#}', start + 2);
      if (close === -1) {
        return {
          pieces,
          problem: { message: 'This comment is never closed by `#}`.', offset: start, length: 2 },
        };
      }
      trimNext = source[close - 1] === '-';
      position = close + 2;
      continue;
    }
    const tag = scanTag(source, start, opening === '{{' ? '}}' : '%}');
    if (tag === null) {
      const close = opening === '{{' ? '}}' : '%}';
      const message = `This \`${opening}\` is never closed by \`${close}\`.`;
      return { pieces, problem: { message, offset: start, length: 2 } };
    }
    trimNext = source[tag.end - 3] === '-';
    position = tag.end;
    if (opening === '{%' && tag.words[0]?.value === 'raw') {
      END_RAW.lastIndex = tag.end;
      const end = END_RAW.exec(source);
      if (end === null) {
        const message = '`{% raw %}` is never closed by `{% endraw %}`.';
        return { pieces, problem: { message, offset: start, length: tag.end - start } };
      }
      addText(tag.end, end.index, end[1] === '-');
      trimNext = end[2] === '-';
      position = end.index + end[0].length;
      continue;
    }
    pieces.push({ kind: opening === '{{' ? 'expression' : 'statement', start, ...tag });
  }
  if (!keepsLineEnd) dropFinalNewline(source, pieces);
  return { pieces, problem: null };
}

function dropFinalNewline(source: string, pieces: Piece[]): void {
  const last = pieces.at(-1);
  if (last?.kind === 'text' && last.end === source.length && last.text.endsWith('\n')) {
    last.text = last.text.slice(0, -1);
  }
}

/** Reads a tag to its end, over strings and nested braces; null if it has no end. */
function scanTag(
  source: string,
  start: number,
  close: '}}' | '%}',
): { end: number; text: string; words: Piece['words'] } | null {
  const words: Piece['words'] = [];
  let depth = 0;
  let position = start + 2;
  while (position < source.length) {
    if (depth === 0 && source.startsWith(close, position)) {
      const end = position + 2;
      return { end, text: source.slice(start, end), words };
    }
    const character = source.charAt(position);
    if (character === '"' || character === "'") {
      position = endOfString(source, position);
      continue;
    }
    const word = matchAt(WORD, source, position);
    if (word !== null) {
      words.push({ value: word, offset: position });
      position += word.length;
      continue;
    }
    if (character === '{') {
      depth += 1;
    } else if (character === '}') {
      depth = Math.max(0, depth - 1);
    }
    position += matchAt(NUMBER, source, position)?.length ?? 1;
  }
  return null;
}

function matchAt(pattern: RegExp, source: string, position: number): string | null {
  pattern.lastIndex = position;
  return pattern.exec(source)?.[0] ?? null;
}

function endOfString(source: string, start: number): number {
  const quote = source[start];
  let position = start + 1;
  while (position < source.length && source[position] !== quote) {
    position += source[position] === '\\' ? 2 : 1;
  }
  return position + 1;
}

/** A name in quotes, and nothing else, after `include`. */
const INCLUDE = /^\{%-?\s{0,1000}include\s{1,1000}(?:"([^"\\]{1,1000})"|'([^'\\]{1,1000})')\s{0,1000}-?%\}$/;

/** The path in an `include` tag; null for another tag, or an include in an unsupported form. */
export function includedName(piece: Piece): string | null {
  const match =
    piece.kind === 'statement' && piece.words[0]?.value === 'include' ? INCLUDE.exec(piece.text) : null;
  return match?.[1] ?? match?.[2] ?? null;
}
