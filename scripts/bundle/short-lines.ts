import type { Plugin } from 'rolldown';
import { parseAst } from 'rolldown/parseAst';

/** A statement that begins later on its line than this begins a line of its own. */
const LINE = 100;

/**
 * Breaks the lines of minified chunks between statements. Node prints the whole line that threw an error which nobody
 * catches, above its message.
 * @param isMeant tells a chunk by the name of its file
 */
export function shortLines(isMeant: (fileName: string) => boolean): Plugin {
  return {
    name: 'short-lines',
    generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type === 'chunk' && isMeant(chunk.fileName)) chunk.code = withBreaks(chunk.code);
      }
    },
  };
}

function withBreaks(code: string): string {
  const lines: string[] = [];
  let begin = 0;
  for (const start of statementStarts(parseAst(code)).sort((a, b) => a - b)) {
    if (start - Math.max(begin, code.lastIndexOf('\n', start - 1)) <= LINE) continue;
    lines.push(code.slice(begin, start));
    begin = start;
  }
  return [...lines, code.slice(begin)].join('\n');
}

/** Where the statements in a syntax tree begin: a line break may stand there. */
function statementStarts(node: unknown): number[] {
  if (Array.isArray(node)) return node.flatMap(statementStarts);
  if (typeof node !== 'object' || node === null) return [];
  const inner = Object.values(node).flatMap(statementStarts);
  const isStatement = 'type' in node && /Statement$|Declaration$/.test(String(node.type));
  return isStatement && 'start' in node && typeof node.start === 'number' ? [node.start, ...inner] : inner;
}
