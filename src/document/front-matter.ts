import { ConfigurationError, unlessMistaken } from '../base/errors.ts';
import { isMapping, type Json } from '../base/json.ts';
import { parseYaml, type YamlDocument } from './yaml.ts';

const FENCE = /^---[ \t]{0,100}$/;

/** A file cut into its YAML head and its body. */
export type FrontMatter = {
  /** Null if the file has no head. Places are those of the whole file. */
  head: YamlDocument | null;
  body: string;
  /** The line on which the body begins in the file, from 1. */
  bodyLine: number;
};

/** What may stand before the front matter: empty lines, or comments such as a licence too. */
export type BeforeFrontMatter = 'nothing' | 'blank-lines' | 'comments';

const BEFORE: Record<BeforeFrontMatter, RegExp> = {
  nothing: /(?!)/,
  'blank-lines': /^[ \t]*$/,
  comments: /^(?:#.*|[ \t]*)$/,
};

/**
 * Cuts the YAML between two `---` lines from a file's beginning.
 * Throws ConfigurationError when the head is not YAML, not a mapping, or never ends.
 */
export function readFrontMatter(text: string, path: string, before?: BeforeFrontMatter): FrontMatter {
  const { headText, headLine, body, bodyLine } = cutFrontMatter(text, path, before);
  if (headText === null) return { head: null, body, bodyLine };
  const head = parseYaml(headText, path);
  if (head.value !== null && (typeof head.value !== 'object' || Array.isArray(head.value))) {
    throw new ConfigurationError('The front matter is not a mapping of keys to values.', {
      place: { path, line: headLine, column: 1 },
    });
  }
  return { head, body, bodyLine };
}

/**
 * The same cut, without reading the head; null where there is none. The lines of `headText` have their numbers of the
 * file; `headLine` is the first after the fence.
 * @throws ConfigurationError when the head never ends.
 */
export function cutFrontMatter(
  text: string,
  path: string,
  before: BeforeFrontMatter = 'nothing',
): { headText: string | null; headLine: number; body: string; bodyLine: number } {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const start = lines.findIndex((line) => !BEFORE[before].test(line));
  if (!FENCE.test(lines[start] ?? '')) {
    return { headText: null, headLine: 1, body: lines.join('\n'), bodyLine: 1 };
  }
  const end = lines.findIndex((line, index) => index > start && FENCE.test(line));
  if (end === -1) {
    throw new ConfigurationError('The front matter is never closed by a line `---`.', {
      place: { path, line: start + 1, column: 1 },
    });
  }
  // What stands before becomes empty lines, so that lines keep their numbers.
  const headText = [...Array(start + 1).fill(''), ...lines.slice(start + 1, end)].join('\n');
  return { headText, headLine: start + 2, body: lines.slice(end + 1).join('\n'), bodyLine: end + 2 };
}

const MEMBER = /^([A-Za-z][\w-]{0,60}):[ \t]{1,20}(\S.{0,2000})$/gm;

/**
 * The members of a head whose content is not sent to anybody. What is not YAML (`description: Use it: now`) is read line
 * by line, as other tools do.
 */
export async function looseFacts(headText: string | null, path: string): Promise<Record<string, Json>> {
  if (headText === null) return {};
  const head = await unlessMistaken(async () => parseYaml(headText, path));
  if (head) return isMapping(head.value) ? head.value : {};
  return Object.fromEntries(
    [...headText.matchAll(MEMBER)].map(([, key = '', value = '']) => [key, value.trim()]),
  );
}
