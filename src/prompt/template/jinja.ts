import { includeCandidates } from '../includes.ts';
import type { Include, TemplateEngine } from './engine.ts';
import { isStatement } from './jinja-statements.ts';
import { includedName, scan } from './scan.ts';
import { callsLoader, searchIncludes } from './search-jinja.ts';

/** Jinja, as chat templates have it, with strict undefined; it also reads nunjucks' templates. */
export const jinja: TemplateEngine = {
  isChoosable: true,
  computes: true,
  including: {
    find,
    search: searchIncludes,
    candidates: includeCandidates,
  },
};

function find(text: string): { includes: Include[]; isComplete: boolean } {
  if (!/\{[%{]/.test(text)) return { includes: [], isComplete: true };
  const { pieces, problem } = scan(text);
  const includes: Include[] = [];
  let isComplete = problem === null;
  for (const piece of pieces) {
    const name = includedName(piece);
    if (name !== null) includes.push({ name, offset: piece.start, length: piece.end - piece.start });
    else if (piece.kind === 'statement' && !isStatement(piece.words[0]?.value)) isComplete = false;
    else if (piece.kind !== 'text' && callsLoader(piece.text)) isComplete = false;
  }
  return { includes, isComplete };
}
