import { PROMPT_FORMATS } from './formats/table.ts';
import { includeCandidates, withWildcards } from './includes.ts';
import { ALL_INCLUDING } from './template/engines.ts';

/** An escaped character of JSON or of YAML in double quotes, and YAML's quote within single quotes. */
const ESCAPED = /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|(["'/]))|''/gi;
const LAST_CODE_POINT = 0x10ffff;

/**
 * The files that a text may name, in any format and any engine, valid or not: for each name the repository paths, or
 * patterns of paths, that it may mean. Rather too many than too few; nothing is parsed. `isOpen`: it may name others too,
 * which are known only when it is rendered.
 */
export function candidatesInText({ path, text }: { path: string; text: string }): {
  candidates: string[][];
  isOpen: boolean;
} {
  const texts = [...new Set([text, unescaped(text)])];
  const found = texts.flatMap((each) =>
    ALL_INCLUDING.map(({ search, candidates }) => ({ ...search(each), candidates })),
  );
  const named = texts.flatMap((each) =>
    PROMPT_FORMATS.flatMap(({ searchNames }) => searchNames?.(each) ?? []),
  );
  const patterns = [...new Set(named)].map(withWildcards);
  return {
    candidates: [
      ...found.flatMap(({ names, candidates }) => names.map((name) => candidates(path, name))),
      ...patterns.flatMap((pattern) => (pattern === null ? [] : [includeCandidates(path, pattern)])),
    ],
    isOpen: patterns.includes(null) || found.some(({ isOpen }) => isOpen),
  };
}

/** The same, every path once. */
export function pathsInText(file: { path: string; text: string }): string[] {
  return [...new Set(candidatesInText(file).candidates.flat())];
}

/** A text with its escapes replaced by the characters that they mean. */
function unescaped(text: string): string {
  return text.replace(ESCAPED, (written, two?: string, four?: string, eight?: string, quote?: string) => {
    if (quote !== undefined) return quote;
    const code = Number.parseInt(two ?? four ?? eight ?? '', 16);
    if (Number.isNaN(code)) return "'";
    return code <= LAST_CODE_POINT ? String.fromCodePoint(code) : written;
  });
}
