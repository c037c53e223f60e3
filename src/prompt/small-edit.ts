import { hidesText } from '../prose/inert.ts';

/** One change of a prompt's words: a text that stands once in its file, and what is to stand there instead. */
export type SmallEdit = { find: string; replace: string };

/** The most that an edit may change. */
export const EDIT_LIMITS = { lines: 3, characters: 400 } as const;

/** What templates and front matter are made of: an edit may neither take it away nor bring it in. */
const TEMPLATE = /[{}]|<%|%>|^---/m;

/**
 * A prompt's file with one edit. Further lines of the new text get the indentation of the line that is changed.
 * @returns why it is no small edit of this file, as a sentence without its subject, where it is none
 */
export function withEdit(text: string, { find, replace }: SmallEdit): { text: string } | { problem: string } {
  const found = find.trim();
  const lines = replace.trim().split(/\r\n|\n|\r/);
  if (found === '' || found.includes('\n')) return { problem: 'names no text of one line to replace.' };
  if (hidesText(replace)) return { problem: 'has characters that nobody can see.' };
  if (TEMPLATE.test(found) || TEMPLATE.test(replace)) return { problem: 'touches variables or includes.' };
  if (lines.length > EDIT_LIMITS.lines) return { problem: `has more than ${EDIT_LIMITS.lines} lines.` };
  const { length } = changedPart(found, lines.join('\n'));
  if (length > EDIT_LIMITS.characters) {
    return { problem: `changes ${length} characters, and at most ${EDIT_LIMITS.characters} are small.` };
  }
  if (length === 0) return { problem: 'changes nothing.' };
  const at = text.indexOf(found);
  if (at === -1) return { problem: 'replaces a text that is not in the file of the prompt.' };
  if (text.includes(found, at + 1)) return { problem: 'replaces a text that stands there more than once.' };
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  const [indent = ''] = /^[ \t]*/.exec(text.slice(lineStart, at)) ?? [];
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const written = lines.map((line, index) => (index === 0 ? line : `${indent}${line}`)).join(eol);
  return { text: text.slice(0, at) + written + text.slice(at + found.length) };
}

/** The longer one of what two texts have between the beginning and the end that they share. */
function changedPart(before: string, after: string): { length: number } {
  let start = 0;
  while (start < Math.min(before.length, after.length) && before[start] === after[start]) start += 1;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return { length: Math.max(before.length, after.length) - start - end };
}
