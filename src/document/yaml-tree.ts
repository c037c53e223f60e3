import type { Document, LineCounter } from 'yaml';
import { parseDocument } from 'yaml';
import { ConfigurationError, type Place } from '../base/errors.ts';
import { withIndentedQuotes } from './indented-quotes.ts';
import { refuseCostly } from './yaml-limits.ts';

/**
 * Parses one YAML document with the library.
 * @throws ConfigurationError with line and column for any YAML error or warning, for tags outside YAML's core schema, and
 *   for what nests too deep or is too large.
 */
export function parseTree(
  text: string,
  { lines, path }: { lines: LineCounter; path: string },
): Document.Parsed {
  refuseCostly(text, path);
  const parse = (source: string) =>
    parseDocument(source, {
      lineCounter: lines,
      merge: true,
      prettyErrors: false,
      resolveKnownTags: false,
      // Checked in `entriesOf`: the library's own check takes quadratic time.
      uniqueKeys: false,
      version: '1.2',
    });
  const document = guardDepth(path, () => {
    const found = parse(text);
    if (!found.errors.some(isOpenQuote)) return found;
    const repaired = withIndentedQuotes(text);
    if (repaired === text) return found;
    lines.lineStarts.length = 0;
    return parse(repaired);
  });
  const first = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0])[0];
  if (first) {
    throw new ConfigurationError(problemOf(first.code, first.message), {
      place: placeOfOffset(first.pos[0], lines, path),
      cause: first,
      ...(first.code === 'BLOCK_AS_IMPLICIT_KEY'
        ? { remedy: 'Put a value that contains ": " in quotes.' }
        : {}),
    });
  }
  if (document.directives.yaml.explicit && document.directives.yaml.version !== '1.2') {
    throw new ConfigurationError(
      `This file asks for YAML ${document.directives.yaml.version}; only 1.2 is read.`,
      {
        place: { path, line: 1, column: 1 },
        remedy: 'Remove the %YAML line.',
      },
    );
  }
  return document;
}

/** A quoted text that ends at a line, as far as the library can tell. */
function isOpenQuote({ code, message }: { code: string; message: string }): boolean {
  return code === 'MISSING_CHAR' && /closing ["']/.test(message);
}

function problemOf(code: string, message: string): string {
  if (code === 'MULTIPLE_DOCS')
    return 'The file holds several YAML documents; expected one (remove the `---`).';
  if (code === 'RESOURCE_EXHAUSTION') return 'The file nests too deep to be read.';
  if (code === 'TAB_AS_INDENT') return 'A tab is used for indentation; YAML allows only spaces there.';
  if (code === 'TAG_RESOLVE_FAILED') return `Tags like this one are not read (${clean(message)}).`;
  return `This is not valid YAML: ${clean(message)}.`;
}

function clean(message: string): string {
  const sentence = message.replace(/[.:\s]+$/, '');
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

/** Runs a function that recurses as deep as the file nests; a file that nests too deep for it is refused. */
export function guardDepth<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ConfigurationError('The file nests too deep to be read.', { place: { path }, cause: error });
  }
}

/** The place of an offset in a text that the library has read. */
export function placeOfOffset(offset: number, lines: LineCounter, path: string): Place {
  const { line, col } = lines.linePos(offset);
  return line === 0 ? { path, line: 1, column: 1 } : { path, line, column: col };
}
