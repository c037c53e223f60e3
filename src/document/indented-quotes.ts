import { Lexer } from 'yaml';

/** Quoted texts that are repaired in one file, at most: each is looked for from the beginning. */
const MOST_REPAIRED = 100;
/** A longer text is not repaired, in characters. */
const LONGEST = 1_000_000;

/**
 * A YAML text in which further lines of quoted texts are indented as the standard demands. js-yaml and PyYAML read them
 * without: how far such a line is indented changes no text. Lines keep their numbers. A text without such a line, or
 * with a quote that nothing closes, stays as it is.
 */
export function withIndentedQuotes(text: string): string {
  if (text.length > LONGEST) return text;
  let repaired = text;
  for (let count = 0; count < MOST_REPAIRED; count++) {
    const start = brokenQuote(repaired);
    const end = start === undefined ? undefined : closingQuote(repaired, start);
    if (start === undefined || end === undefined) break;
    const indent = ' '.repeat(start - (repaired.lastIndexOf('\n', start) + 1) + 1);
    const inside = repaired.slice(start, end).replace(/\n(?=[^\r\n])[ \t]*/g, `\n${indent}`);
    repaired = repaired.slice(0, start) + inside + repaired.slice(end);
  }
  return repaired;
}

/** Marks of the lexer's own, which are not in the text: of a document, an error, a text. */
const MARKS = ['\u0002', '\u0018', '\u001f'];

/** The offset of the first quote that the library finds not closed, where it gives up at a line. */
function brokenQuote(text: string): number | undefined {
  let offset = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (MARKS.includes(lexeme) && text[offset] !== lexeme) continue;
    const quote = lexeme[0];
    const isQuoted = quote === '"' || quote === "'";
    if (isQuoted && closingQuote(lexeme, 0) === undefined) return offset;
    offset += lexeme.length;
  }
  return undefined;
}

/** The offset of the quote that closes the one at `start`. */
function closingQuote(text: string, start: number): number | undefined {
  const quote = text[start] ?? '';
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\' && quote === '"') at += 1;
    else if (text[at] !== quote) continue;
    else if (quote === "'" && text[at + 1] === quote) at += 1;
    else return at;
  }
  return undefined;
}
