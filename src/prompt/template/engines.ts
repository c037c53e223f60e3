import { type EngineName, isEngineName } from './compilers.ts';
import type { Including, TemplateEngine } from './engine.ts';
import { fString } from './f-string.ts';
import { handlebars } from './handlebars.ts';
import { jinja } from './jinja.ts';
import { none } from './none.ts';
import { substitution } from './substitution.ts';

/** Every template engine, by the name that formats and policies use. */
const ENGINES = {
  jinja,
  substitution,
  'f-string': fString,
  none,
  handlebars,
} as const satisfies Record<EngineName, TemplateEngine>;

const NAMES = Object.keys(ENGINES).filter(isEngineName);

/** The engines that a plain text, or the policy's entry for one, may choose. */
export const CHOOSABLE_ENGINES: readonly EngineName[] = NAMES.filter((name) => ENGINES[name].isChoosable);

/** The include syntaxes of all engines. */
export const ALL_INCLUDING: readonly Including[] = NAMES.flatMap((name) => engineNamed(name).including ?? []);

/** The engine of this name. Throws for an unknown name, which is a bug: readers check names. */
export function engineNamed(name: string): TemplateEngine {
  if (!isEngineName(name)) throw new Error(`there is no template engine "${name}"`);
  return ENGINES[name];
}
