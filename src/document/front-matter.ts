import { ConfigurationError } from '../base/errors.ts';
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
export function readFrontMatter(
  text: string,
  path: string,
  before: BeforeFrontMatter = 'nothing',
): FrontMatter {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const start = lines.findIndex((line) => !BEFORE[before].test(line));
  if (!FENCE.test(lines[start] ?? '')) {
    return { head: null, body: lines.join('\n'), bodyLine: 1 };
  }
  const end = lines.findIndex((line, index) => index > start && FENCE.test(line));
  if (end === -1) {
    throw new ConfigurationError('The front matter is never closed by a line `---`.', {
      place: { path, line: start + 1, column: 1 },
    });
  }
  // What stands before becomes empty lines, so that lines keep their numbers.
  const head = parseYaml([...Array(start + 1).fill(''), ...lines.slice(start + 1, end)].join('\n'), path);
  if (head.value !== null && (typeof head.value !== 'object' || Array.isArray(head.value))) {
    throw new ConfigurationError('The front matter is not a mapping of keys to values.', {
      place: { path, line: start + 2, column: 1 },
    });
  }
  return { head, body: lines.slice(end + 1).join('\n'), bodyLine: end + 2 };
}
