import { partialCandidates } from '../partials.ts';
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
