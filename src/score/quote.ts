const DEFAULT_LIMIT = 200;

/** Invisible characters, and those that change how the rest of a line reads: C1, bidi, zero width, BOM. */
const UNSEEN = /[\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/**
 * A text of unknown origin as one readable line in curly quotes: at most `limit` UTF-16 units of it, control and
 * invisible characters as escapes, and its whole length if something was left out.
 */
export function quote(text: string, limit = DEFAULT_LIMIT): string {
  const shown = `“${visible(beginning(text, limit))}”`;
  return text.length > limit ? `${shown}… (${thousands(text.length)} characters)` : shown;
}

/** A library's or a model's own words in one line, unquoted: at most `limit` UTF-16 units, nothing invisible. */
export function oneLine(text: string, limit = DEFAULT_LIMIT): string {
  const shown = visible(beginning(text, limit).replace(/\s+/g, ' ').trim());
  return text.length > limit ? `${shown}…` : shown;
}

/** The first few of a list, quoted. */
export function quoteList(texts: readonly string[], most = 5): string {
  const shown = texts.slice(0, most).map((text) => quote(text, 60));
  const rest = texts.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ');
}

/** The same as `toLocaleString('en-US')`, which takes longer than all the rest of judging an answer. */
function thousands(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

function beginning(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const last = text.charCodeAt(limit - 1);
  const splitsPair = last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, splitsPair ? limit - 1 : limit);
}

/** With JSON's escapes, except for quotes and backslashes, which read better unescaped. */
function visible(text: string): string {
  return JSON.stringify(text)
    .slice(1, -1)
    .replace(/\\(["\\])/g, '$1')
    .replace(UNSEEN, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
