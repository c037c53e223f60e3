import { isMap, isSeq, parseDocument, stringify, type YAMLSeq } from 'yaml';
import { roleOfLine } from './role-lines.ts';

/** A question as it was sent, and its answer. */
export type Example = { user: string; assistant: string };

/** Texts with any of it would be read as a template. */
const TEMPLATE = /\{\{|\{%|\{#|<%|\{/;

/** Whether a question and its answer may stand in a template, where their words must be taken as they are. */
export function canBeExample({ user, assistant }: Example): boolean {
  return [user, assistant].every(
    (text) =>
      text.trim() !== '' &&
      !TEMPLATE.test(text) &&
      text.split('\n').every((line) => roleOfLine(line) === undefined),
  );
}

/**
 * A prompt's file with examples before its last message of the user, as messages of their own: in a list of messages
 * (YAML or JSON), before the last line `user:`, or before the last `{{role "user"}}`.
 * @returns null where the file's format has no place for further messages
 */
export function withExamples(text: string, path: string, examples: readonly Example[]): string | null {
  if (/\.(?:ya?ml|json)$/i.test(path)) return inList(text, examples);
  return beforeMark(text, examples) ?? beforeRoleLine(text, examples);
}

function inList(text: string, examples: readonly Example[]): string | null {
  const document = parseDocument(text);
  if (document.errors.length > 0) return null;
  const { contents } = document;
  const list = isMap(contents) ? contents.get('messages', true) : contents;
  return isSeq(list) ? beforeLastOfUser(text, list, examples) : null;
}

function beforeLastOfUser(text: string, list: YAMLSeq, examples: readonly Example[]): string | null {
  const last: unknown = list.items.findLast((item) => isMap(item) && item.get('role') === 'user');
  const start = isMap(last) ? last.range?.[0] : undefined;
  if (start === undefined) return null;
  const messages = examples.flatMap(({ user, assistant }) => [
    { role: 'user', content: user },
    { role: 'assistant', content: assistant },
  ]);
  if (list.flow) {
    const written = messages.map((message) => `${JSON.stringify(message)}, `).join('');
    return text.slice(0, start) + written + text.slice(start);
  }
  const line = text.lastIndexOf('\n', start - 1) + 1;
  const [, indent] = /^([ ]*)-[ ]+$/.exec(text.slice(line, start)) ?? [];
  if (indent === undefined) return null;
  const written = stringify(messages, { lineWidth: 0 }).replace(/^(?=.)/gm, indent);
  return text.slice(0, line) + written + text.slice(line);
}

function beforeMark(text: string, examples: readonly Example[]): string | null {
  const at = [...text.matchAll(/\{\{\s*role\s+"user"\s*\}\}/g)].at(-1)?.index;
  if (at === undefined) return null;
  const written = examples
    .map(({ user, assistant }) => `{{role "user"}}\n${user}\n{{role "model"}}\n${assistant}\n`)
    .join('');
  return text.slice(0, at) + written + text.slice(at);
}

function beforeRoleLine(text: string, examples: readonly Example[]): string | null {
  const lines = text.split('\n');
  const at = lines.findLastIndex((line) => roleOfLine(line) === 'user');
  if (at === -1) return null;
  const written = examples.flatMap(({ user, assistant }) => [
    ...['user:', user, '', 'assistant:', assistant, ''],
  ]);
  return [...lines.slice(0, at), ...written, ...lines.slice(at)].join('\n');
}
