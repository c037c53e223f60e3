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

/**
 * Cuts the YAML between two `---` lines from a file's beginning.
 * Throws ConfigurationError when the head is not YAML, not a mapping, or never ends.
 */
export function readFrontMatter(text: string, path: string): FrontMatter {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  if (!FENCE.test(lines[0] ?? '')) {
    return { head: null, body: lines.join('\n'), bodyLine: 1 };
  }
  const end = lines.findIndex((line, index) => index > 0 && FENCE.test(line));
  if (end === -1) {
    throw new ConfigurationError('The front matter is never closed by a line `---`.', {
      place: { path, line: 1, column: 1 },
    });
  }
  // The fence's line becomes empty, so that lines keep their numbers.
  const head = parseYaml(['', ...lines.slice(1, end)].join('\n'), path);
  if (head.value !== null && (typeof head.value !== 'object' || Array.isArray(head.value))) {
    throw new ConfigurationError('The front matter is not a mapping of keys to values.', {
      place: { path, line: 2, column: 1 },
    });
  }
  return { head, body: lines.slice(end + 1).join('\n'), bodyLine: end + 2 };
}
