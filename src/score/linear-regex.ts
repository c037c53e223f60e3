import { RE2JS, RE2JSSyntaxException } from 're2js';
import { QUICK_LENGTH, withinTimeLimit } from './time-limit.ts';

/** A pattern whose time is proportional to the text's length, for any pattern and text. */
export type LinearRegex = { test(text: string): boolean };

/** A pattern that is invalid, or cannot run in linear time. */
export class UnsupportedPattern extends Error {
  readonly remedy: string;

  constructor(problem: string, remedy: string) {
    super(problem);
    this.name = 'UnsupportedPattern';
    this.remedy = remedy;
  }
}

/** Reading a pattern takes time for each of its characters. */
const LONGEST_PATTERN = 20_000;

const UNSUPPORTED: { syntax: RegExp; name: string; remedy: string }[] = [
  {
    syntax: /\(\?<?=/,
    name: 'a lookahead or lookbehind',
    remedy: 'Split it into two assertions, or match what surrounds it.',
  },
  {
    syntax: /\(\?<?!/,
    name: 'a negative lookahead or lookbehind',
    remedy: 'Split it into two assertions: `regex` for what must be there, `not-regex` for what must not.',
  },
  {
    syntax: /\\(?:[1-9]|k[<{'])/,
    name: 'a backreference',
    remedy: 'Spell out the alternatives that may repeat.',
  },
  { syntax: /\(\?>|[+*?}]\+/, name: 'an atomic group or possessive quantifier', remedy: 'Leave it out.' },
];

/**
 * Compiles a JavaScript pattern with RE2's engine. JavaScript's escapes (`\u00e9`, `\cA`, `[^]`) are understood;
 * flags go in front of the pattern: `(?i)`, `(?s)`, `(?m)`.
 *
 * @throws UnsupportedPattern, saying what is not supported and what to write instead.
 */
export function compileLinear(pattern: string): LinearRegex {
  if (pattern.length > LONGEST_PATTERN) {
    throw new UnsupportedPattern(
      `has ${pattern.length} characters, and at most ${LONGEST_PATTERN} are read.`,
      'Split it into several assertions.',
    );
  }
  const code = withoutLiterals(pattern);
  const unsupported = UNSUPPORTED.find(({ syntax }) => syntax.test(code));
  if (unsupported) {
    throw new UnsupportedPattern(
      `has ${unsupported.name}, which cannot be matched in linear time and is not supported.`,
      unsupported.remedy,
    );
  }
  try {
    return RE2JS.compile(RE2JS.translateRegExp(pattern));
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error;
    throw new UnsupportedPattern(
      `is not a regular expression that RE2 reads: ${error.message.replace('error parsing regexp: ', '')}.`,
      'Syntax: https://github.com/google/re2/wiki/Syntax',
    );
  }
}

const MOST_REMEMBERED = 500;

/** By pattern: the cases of a suite mostly share theirs, and a compiled pattern that was used takes 20 kB. */
const remembered = new Map<string, LinearRegex>();

/**
 * Whether a pattern, known to compile, matches somewhere in a text.
 * @throws TimeLimitExceeded for a text so large that even linear time is too long.
 */
export function matchesLinear(pattern: string, text: string): boolean {
  const regex = remembered.get(pattern) ?? compileLinear(pattern);
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  if (text.length < QUICK_LENGTH) {
    remembered.set(pattern, regex);
    return regex.test(text);
  }
  remembered.delete(pattern);
  const matches = withinTimeLimit(() => regex.test(text));
  remembered.set(pattern, regex);
  return matches;
}

/** Quoted text, an escape with its braces, a class of characters. */
const LITERAL = /\\Q[\s\S]*?(?:\\E|$)|\\[pPxu]\{[^}]*\}|\\[\s\S]|\[\^?\]?(?:\\[\s\S]|[^\]\\])*\]/g;
const BACKREFERENCE = /^\\[1-9k]$/;

/** The pattern with a letter for each literal, so that the rest can be searched for syntax. */
function withoutLiterals(pattern: string): string {
  return pattern.replace(LITERAL, (literal) => (BACKREFERENCE.test(literal) ? literal : 'x'));
}
