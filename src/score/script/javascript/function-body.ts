/** Characters after which a slash begins a regular expression; after others it divides. */
const BEFORE_PATTERN = /[([{,;=:!&|?+\-*%~^<>]$|\b(?:return|typeof|case|in|of|void|delete)$/;

/**
 * The body of the function that a `javascript` assertion is, as promptfoo makes it: several lines are the body as they
 * stand; of one line that begins with declarations, what is behind the last semicolon is returned; any other line is
 * what is returned.
 */
export function functionBodyOf(code: string): string {
  const whole = code.trimEnd();
  if (whole.includes('\n')) return whole;
  const line = whole.trim().replace(/;+\s*$/, '');
  if (!/^(?:const|let|var)\s/.test(line)) return `return ${line}`;
  const end = lastSeparator(line);
  const last = end === -1 ? '' : line.slice(end + 1).trim();
  return last === '' ? line : `${line.slice(0, end + 1)} return ${last}`;
}

/** Where the last semicolon is that separates statements: outside of brackets, texts and patterns; -1 for none. */
function lastSeparator(line: string): number {
  let depth = 0;
  let last = -1;
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at] ?? '';
    const skipped = endOfQuoted(line, at);
    if (skipped > at) at = skipped;
    else if ('([{'.includes(character)) depth += 1;
    else if (')]}'.includes(character)) depth -= 1;
    else if (character === ';' && depth === 0) last = at;
  }
  return last;
}

/** The index of the last character of a text, template, comment or pattern that begins here; else the same index. */
function endOfQuoted(line: string, at: number): number {
  const character = line[at] ?? '';
  if (`"'\``.includes(character)) return endOf(line, at, character);
  if (character !== '/') return at;
  if (line[at + 1] === '*') {
    const end = line.indexOf('*/', at + 2);
    return end === -1 ? line.length : end + 1;
  }
  if (line[at + 1] === '/') return line.length;
  const before = line.slice(0, at).trimEnd();
  return before === '' || BEFORE_PATTERN.test(before) ? endOf(line, at, '/') : at;
}

function endOf(line: string, start: number, close: string): number {
  let inClass = false;
  for (let at = start + 1; at < line.length; at += 1) {
    const character = line[at];
    if (character === '\\') at += 1;
    else if (close === '/' && character === '[') inClass = true;
    else if (close === '/' && character === ']') inClass = false;
    else if (character === close && !inClass) return at;
  }
  return line.length;
}
