import { PROMPT_FORMATS } from './formats/table.ts';
import { includeCandidates } from './includes.ts';
import { ALL_INCLUDING } from './template/engines.ts';

/** An escaped character of JSON or of YAML in double quotes, and YAML's quote within single quotes. */
const ESCAPED = /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|(["'/]))|''/gi;
const LAST_CODE_POINT = 0x10ffff;

/**
 * The files that a text may name, in any format and any engine, whether it reads or not: of each name the repository
 * paths, or patterns of such, that it may mean. Rather too many than too few; nothing is parsed.
 */
export function candidatesInText({ path, text }: { path: string; text: string }): string[][] {
  const texts = [...new Set([text, unescaped(text)])];
  const included = texts.flatMap((each) =>
    ALL_INCLUDING.flatMap(({ search, candidates }) => search(each).map((name) => candidates(path, name))),
  );
  const named = texts.flatMap((each) =>
    PROMPT_FORMATS.flatMap(({ searchNames }) => searchNames?.(each) ?? []),
  );
  return [...included, ...[...new Set(named)].map((name) => includeCandidates(path, name))];
}

/** The same, every path once. */
export function pathsInText(file: { path: string; text: string }): string[] {
  return [...new Set(candidatesInText(file).flat())];
}

/** A text with the characters that its escapes stand for. */
function unescaped(text: string): string {
  return text.replace(ESCAPED, (written, two?: string, four?: string, eight?: string, quote?: string) => {
    if (quote !== undefined) return quote;
    const code = Number.parseInt(two ?? four ?? eight ?? '', 16);
    if (Number.isNaN(code)) return "'";
    return code <= LAST_CODE_POINT ? String.fromCodePoint(code) : written;
  });
}
