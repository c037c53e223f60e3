import { Lexer } from 'yaml';
import { ConfigurationError } from '../base/errors.ts';

/** Shorter texts always cost little. In characters. */
const SMALL = 100_000;
/** Maximum nesting of lists and mappings in brackets and braces. */
const MOST_DEPTH = 200;
/** A real file of 5 MB has about a million. A plain document has no such tree, and may be larger. */
const MOST_TOKENS = 1_500_000;
/** A list or mapping in braces takes as much memory as so many other tokens. */
const TOKENS_OF_OPENING = 4;

/**
 * Refuses a text whose parsed form would be many times its size. Reads it once, token by token, and keeps nothing.
 * @throws ConfigurationError if it nests deeper than 200 brackets, or has more than 1.5 million tokens.
 */
export function refuseCostly(text: string, path: string): void {
  if (text.length < SMALL) return;
  let depth = 0;
  let tokens = 0;
  for (const token of new Lexer().lex(text)) {
    const opens = token === '[' || token === '{';
    if (opens) depth += 1;
    else if (token === ']' || token === '}') depth = Math.max(0, depth - 1);
    tokens += opens ? TOKENS_OF_OPENING : 1;
    if (depth > MOST_DEPTH) {
      throw new ConfigurationError('The file nests too deep to be read.', { place: { path } });
    }
    if (tokens > MOST_TOKENS) {
      throw new ConfigurationError('The file has too many parts to be read: at most 1.5 million.', {
        place: { path },
        remedy: 'Split it; cases may also stand in JSON lines or CSV.',
      });
    }
  }
}
