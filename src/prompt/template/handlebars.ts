import { partialCandidates } from '../partials.ts';
import type { Include, TemplateEngine } from './engine.ts';

/** A partial or a partial block, with a plain name, one in quotes or brackets, or one that is computed. */
const PARTIAL = /\{\{~?#?>\s{0,100}(?:([\w./-]{1,200})|["'[]([^"'\]\n]{1,200})["'\]])?/g;

/** Handlebars, as Dotprompt understands it. */
export const handlebars: TemplateEngine = {
  isChoosable: false,
  computes: true,
  including: {
    find: (text) => {
      const { includes, isOpen } = partialsIn(text);
      return { includes, isComplete: !isOpen };
    },
    search: (text) => {
      const { includes, isOpen } = partialsIn(text);
      return { names: includes.map(({ name }) => name), isOpen };
    },
    candidates: partialCandidates,
  },
};

function partialsIn(text: string): { includes: Include[]; isOpen: boolean } {
  const found = [...text.matchAll(PARTIAL)];
  const includes = found.flatMap(({ 0: tag, 1: plain, 2: quoted, index }) => {
    const name = plain ?? quoted;
    return name === undefined ? [] : [{ name, offset: index, length: tag.length }];
  });
  return { includes, isOpen: includes.length < found.length };
}
