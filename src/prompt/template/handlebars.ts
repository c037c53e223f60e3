import { normalisedPath } from '../includes.ts';
import type { Include, TemplateEngine } from './engine.ts';

const PARTIAL = /\{\{~?>\s{0,100}([\w./-]{1,200})/g;

/** Handlebars, as Dotprompt understands it. */
export const handlebars: TemplateEngine = {
  isChoosable: false,
  computes: true,
  including: {
    find: (text) => ({ includes: partialsIn(text), isComplete: true }),
    search: (text) => partialsIn(text).map(({ name }) => name),
    candidates: partialCandidates,
  },
  load: async () => (await import('./handlebars-compile.ts')).compileHandlebars,
};

function partialsIn(text: string): Include[] {
  return [...text.matchAll(PARTIAL)].map(({ 0: found, 1: name = '', index }) => ({
    name,
    offset: index,
    length: found.length,
  }));
}

/** Where a Dotprompt partial may stand: `_name.prompt` beside the file, or in a folder above it. */
export function partialCandidates(from: string, name: string): string[] {
  const parts = name.split('/');
  const file = `_${parts.pop() ?? ''}.prompt`;
  const folders = from.split('/').slice(0, -1);
  return folders
    .concat('')
    .map((_, index) =>
      normalisedPath([...folders.slice(0, folders.length - index), ...parts, file].join('/')),
    )
    .filter((path) => path !== undefined);
}
