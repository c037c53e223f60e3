const DEFAULT_LIMIT = 200;

/** What a reader would not see, or what would make the rest of a line read otherwise: C1, bidi, zero width, BOM. */
const UNSEEN = /[\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/**
 * A text of unknown origin as one readable line in curly quotes: at most `limit` UTF-16 units of it, control and
 * invisible characters as escapes, and its whole length when something was left out.
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

/** As `toLocaleString('en-US')`, which takes longer than all the rest of judging an answer. */
function thousands(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

function beginning(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const last = text.charCodeAt(limit - 1);
  const splitsPair = last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, splitsPair ? limit - 1 : limit);
}

/** With the escapes of JSON, but for quotes and backslashes, which read better as they are. */
function visible(text: string): string {
  return JSON.stringify(text)
    .slice(1, -1)
    .replace(/\\(["\\])/g, '$1')
    .replace(UNSEEN, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
