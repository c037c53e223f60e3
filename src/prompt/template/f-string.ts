import type { TemplateEngine } from './engine.ts';
import { type Part, templateOf } from './substitution.ts';
import { type Template, TemplateProblem, type TemplateSource } from './template.ts';

const FIELD = /\{\{|\}\}|\{([^{}]{0,500})\}|[{}]/g;
const NAME = /^[A-Za-z_]\w*$/;

/**
 * Python's f-string as LangChain reads it: `{name}` is the value, `{{` and `}}` are braces. Formats, conversions and
 * attributes (`{x:.2f}`, `{x!r}`, `{x.y}`) are refused.
 */
export const fString: TemplateEngine = {
  isChoosable: true,
  computes: false,
  refusesStatements: true,
};

export function compileFString({ text }: TemplateSource): Template {
  const parts: Part[] = [];
  let pending = '';
  let end = 0;
  for (const match of text.matchAll(FIELD)) {
    const [found, field] = match;
    pending += text.slice(end, match.index);
    end = match.index + found.length;
    if (found === '{{' || found === '}}') {
      pending += found.charAt(0);
      continue;
    }
    const spot = { path: null, offset: match.index, length: found.length };
    if (field === undefined) {
      throw new TemplateProblem(`This \`${found}\` has no partner.`, {
        spot,
        remedy: `For a brace that is text, write \`${found}${found}\`.`,
      });
    }
    if (!NAME.test(field)) {
      throw new TemplateProblem(`\`${found}\` is not the plain name of a variable.`, {
        spot,
        remedy: 'Write `{name}`; for braces that are text, write `{{` and `}}`.',
      });
    }
    parts.push({ text: pending, use: { name: field, required: true, spot } });
    pending = '';
  }
  parts.push({ text: pending + text.slice(end), use: null });
  return templateOf(parts);
}
