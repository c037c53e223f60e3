import { assertNever } from '../../base/errors.ts';
import type { TemplateEngine } from '../../domain/prompt.ts';
import { compileFString } from './f-string.ts';
import { compileHandlebars } from './handlebars.ts';
import { compileJinja } from './jinja.ts';
import { compileSubstitution } from './substitution.ts';
import type { Template, TemplateSource } from './template.ts';

/** A template in its engine. Throws TemplateProblem for what the engine cannot read. */
export function compileTemplate(engine: TemplateEngine, source: TemplateSource): Template {
  switch (engine) {
    case 'jinja':
      return compileJinja(source);
    case 'handlebars':
      return compileHandlebars(source);
    case 'f-string':
      return compileFString(source);
    case 'substitution':
      return compileSubstitution(source);
    case 'none':
      return { uses: [], render: () => source.text };
    default:
      return assertNever(engine);
  }
}
