import { includeCandidates } from '../includes.ts';
import type { Include, TemplateEngine } from './engine.ts';
import { isStatement } from './jinja-statements.ts';
import { includedName, scan } from './scan.ts';

/** An include in whatever form, quoted in whatever way, in a text that may not be a template at all. */
const ANY_INCLUDE = /\binclude\s{1,100}[\\"']{1,4}([^"'\\\r\n]{1,1000})/g;

/** Jinja, as chat templates have it, with strict undefined; nunjucks' templates are read by it too. */
export const jinja: TemplateEngine = {
  isChoosable: true,
  computes: true,
  including: {
    find,
    search: (text) => [...text.matchAll(ANY_INCLUDE)].map(([, name = '']) => name),
    candidates: includeCandidates,
  },
  load: async () => (await import('./jinja-compile.ts')).compileJinja,
};

function find(text: string): { includes: Include[]; isComplete: boolean } {
  if (!text.includes('{%')) return { includes: [], isComplete: true };
  const { pieces, problem } = scan(text);
  const includes: Include[] = [];
  let isComplete = problem === null;
  for (const piece of pieces) {
    const name = includedName(piece);
    if (name !== null) includes.push({ name, offset: piece.start, length: piece.end - piece.start });
    else if (piece.kind === 'statement' && !isStatement(piece.words[0]?.value)) isComplete = false;
  }
  return { includes, isComplete };
}
