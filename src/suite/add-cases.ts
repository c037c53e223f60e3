import { isMap, isScalar, isSeq, parseDocument, stringify, type YAMLSeq } from 'yaml';
import type { Json } from '../base/json.ts';

/** A case to be written into a suite's file, in promptfoo's keys. */
export type NewTest = {
  description: string;
  segment?: string | string[];
  group?: string;
  vars: Record<string, Json>;
  assert?: Json[];
};

/**
 * A suite's file with cases added at the end of its list; everything else stays as it is, comments and layout too.
 * @returns null where the file has no list that can be added to: CSV, a program, a list in another file, an empty list
 */
export function withCases(text: string, path: string, tests: readonly NewTest[]): string | null {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const added = additionTo(text.replaceAll('\r\n', '\n'), path, tests);
  return added === null ? null : added.replaceAll('\n', eol);
}

function additionTo(text: string, path: string, tests: readonly NewTest[]): string | null {
  if (/\.(?:jsonl|ndjson)$/i.test(path)) return withLines(text, tests);
  if (!/\.(?:ya?ml|json)$/i.test(path)) return null;
  const document = parseDocument(text);
  if (document.errors.length > 0) return null;
  const { contents } = document;
  if (isSeq(contents)) return withItems(text, contents, tests);
  if (!isMap(contents)) return null;
  const listed = contents.get('tests', true);
  if (isSeq(listed)) return withItems(text, listed, tests);
  const rows = contents.get('testData', true);
  return isSeq(rows) ? withItems(text, rows, tests.map(rowOf)) : null;
}

/** A row of GitHub Models' `testData`: the variables, with a segment among them. */
function rowOf({ vars, segment }: NewTest): Record<string, Json> {
  return { ...(typeof segment === 'string' && { segment }), ...vars };
}

function withLines(text: string, tests: readonly NewTest[]): string {
  const before = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  return `${before}${tests.map((test) => `${JSON.stringify(test)}\n`).join('')}`;
}

/** Adds items behind the last one of a list, in the list's own style. */
function withItems(text: string, list: YAMLSeq, items: readonly Json[] | readonly NewTest[]): string | null {
  const last: unknown = list.items.at(-1);
  const range = isMap(last) || isScalar(last) || isSeq(last) ? last.range : undefined;
  if (!range) return null;
  const [start, end] = range;
  if (list.flow) {
    const isOwnLine = /\n[ \t]*$/.test(text.slice(0, start));
    const gap = isOwnLine ? `\n${' '.repeat(columnOf(text, start))}` : ' ';
    const written = items.map((item) => `,${gap}${JSON.stringify(item)}`).join('');
    return text.slice(0, end) + written + text.slice(end);
  }
  const dash = text.lastIndexOf('-', start - 1);
  const indent = ' '.repeat(columnOf(text, dash));
  const at = lineEnd(text, end);
  const before = text.slice(0, at);
  const written = items
    .map((item) => stringify([item], { lineWidth: 0 }))
    .join('')
    .replace(/^(?=.)/gm, indent);
  return `${before}${before.endsWith('\n') ? '' : '\n'}${written}${text.slice(at)}`;
}

function columnOf(text: string, at: number): number {
  return at - (text.lastIndexOf('\n', at - 1) + 1);
}

/** Behind the end of the line on which a value ends. */
function lineEnd(text: string, end: number): number {
  if (text[end - 1] === '\n') return end;
  const next = text.indexOf('\n', end);
  return next === -1 ? text.length : next + 1;
}
