/**
 * Makes foreign texts (prompts, cases, answers, names) inert: they can be read, and have no effect. No mention, link,
 * image, HTML, reference, broken fence, forged marker, control or bidirectional character, escape sequence or workflow
 * command survives. Zero-width spaces break sequences that must stay readable.
 */

const BREAK = '\u200b';
const ESCAPE = '\u001b';

/** Characters with an effect instead of a shape, as a class of a pattern: controls, bidirectional and invisible ones. */
export const INVISIBLE = String.raw`[\p{Cc}\p{DI}\p{Bidi_C}\ufff9-\ufffb]`;

/** Of those, all but the joiners of letters, which are kept. */
const ACTING = new RegExp(String.raw`(?!\t|\n|\u200c|\u200d|\ufe0e|\ufe0f)${INVISIBLE}`, 'gu');

/** Joiners and variation selectors in a row, as no script and no emoji has them. */
const HIDDEN_RUN = /(?:\u200c|\u200d|\ufe0e|\ufe0f){3}/u;

/** Whether a text has characters that nobody sees and a model reads, or that reorder what is shown. Line ends are none. */
export function hidesText(text: string): boolean {
  const plain = text.replace(/\r\n?/g, '\n');
  return HIDDEN_RUN.test(plain) || plain.search(ACTING) !== -1 || !plain.isWellFormed();
}

/**
 * Makes such characters visible: `␛` for an escape, `⟨U+202E⟩` for an override. Line ends become `\n`; tabs are
 * kept.
 */
export function visible(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(ACTING, (character) => {
      const point = character.codePointAt(0) ?? 0;
      if (point < 0x20) return String.fromCodePoint(0x2400 + point);
      return point === 0x7f ? '␡' : `⟨U+${point.toString(16).toUpperCase().padStart(4, '0')}⟩`;
    });
}

/** For a terminal or a log: escape sequences made visible, workflow commands broken. Line ends are kept. */
export function inertTerminal(text: string): string {
  return breakCommands(visible(text));
}

/** The gate's own sequences: a style, the beginning of a line that replaces the last, a broken command. */
const OURS = new RegExp(
  `(${[
    `${ESCAPE}\\[(?:[0-4]|2[2-4]|3[0-79]|9[0-7])m`,
    `\r${ESCAPE}\\[2K`,
    `:${BREAK}(?=:)`,
    `#${BREAK}(?=#\\[)`,
  ].join('|')})`,
);

/**
 * The last step of any text on its way to a terminal or a log: control sequences are made visible, except the few that
 * the gate itself sends.
 */
export function inertOutput(text: string): string {
  return text
    .split(OURS)
    .map((part, index) => (index % 2 === 1 ? part : inertTerminal(part)))
    .join('');
}

/** JSON of the same meaning, with acting characters and workflow commands inside strings as escapes. */
export function inertJson(json: string): string {
  return json
    .replace(ACTING, (character) => character.split('').map(escapedUnit).join(''))
    .replace(/[\u2028\u2029]/g, escapedUnit)
    .replace(/##(?=\[)/g, `#${escapedUnit('#')}`);
}

function escapedUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** One line of Markdown prose that shows exactly the text. */
export function inertMarkdown(text: string): string {
  return breakReferences(breakCommands(oneLine(text, ' ')))
    .replace(/&/g, '&amp;')
    .replace(/[\\`*_[\]~]/g, '\\$&')
    .replace(/\$(?!\d)/g, '\\$')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\|/g, '&#124;')
    .replace(/^(?=\/|[-+=#]+(?:\s|$))/, '\\')
    .replace(/^(\d{1,9})(?=[.)](?:\s|$))/, '$1\\');
}

/** A Markdown code span for any text: at least one character, in one line. */
export function inertCode(text: string): string {
  const line = breakMarkup(oneLine(text, ' ⏎ ')) || ' ';
  const fence = '`'.repeat(longestRun(line) + 1);
  const padded = line.startsWith('`') || line.endsWith('`') ? ` ${line} ` : line;
  return `${fence}${padded}${fence}`;
}

/** A fenced block that no line of the text can end; `info` is ours. */
export function inertFence(text: string, info = ''): string {
  const body = breakMarkup(visible(text));
  const fence = '`'.repeat(Math.max(3, longestRun(body) + 1));
  return `${fence}${info}\n${body}\n${fence}`;
}

/** Text for raw HTML inside a GitHub comment: entities, and no references to find after rendering. One line. */
export function inertHtml(text: string): string {
  return entities(breakReferences(breakCommands(oneLine(text, ' '))));
}

/** Text for an HTML page or XML: such characters made visible, markup as entities. */
export function escapeHtml(text: string): string {
  return entities(visible(text));
}

function entities(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}

/** Workflow commands: `::name::` at the start of a line, `##[name]` anywhere. */
export function breakCommands(text: string): string {
  return text.replace(/^([^\S\n]*):(?=:)/gm, `$1:${BREAK}`).replace(/##(?=\[)/g, `#${BREAK}#`);
}

/**
 * Breaks what has an effect even inside code: workflow commands, a comment that could be taken for our marker, and
 * mentions, since some bots read a comment's source.
 */
function breakMarkup(text: string): string {
  return breakCommands(text)
    .replace(/<(?=!--)/g, `<${BREAK}`)
    .replace(/(?<![\w/])@(?=\w)/g, `@${BREAK}`);
}

/** References that GitHub finds in rendered text: mentions, addresses, issues, commits, emoji names. */
function breakReferences(text: string): string {
  return text
    .replace(/@/g, `${BREAK}@${BREAK}`)
    .replace(/:(?=\/\/)/g, `:${BREAK}`)
    .replace(/\b(www)\./gi, `$1${BREAK}.`)
    .replace(/#(?=\d)/g, `#${BREAK}`)
    .replace(/\b(GH)-(?=\d)/gi, `$1-${BREAK}`)
    .replace(/[0-9a-f]{7,}/gi, (hex) => hex.replace(/.{6}(?=.)/g, `$&${BREAK}`))
    .replace(/:(?=[\w+-]+:)/g, `:${BREAK}`);
}

function oneLine(text: string, joint: string): string {
  const shown = visible(text);
  if (!shown.includes('\n')) return shown;
  return shown
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(joint);
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, found) => Math.max(longest, found.length), 0);
}
