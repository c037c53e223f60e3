import type { Compile, Including, TemplateEngine } from './engine.ts';
import { fString } from './f-string.ts';
import { handlebars } from './handlebars.ts';
import { jinja } from './jinja.ts';
import { none } from './none.ts';
import { substitution } from './substitution.ts';
import type { Template, TemplateSource } from './template.ts';

/** Every template engine, by the name that formats and policies use. */
const ENGINES = {
  jinja,
  substitution,
  'f-string': fString,
  none,
  handlebars,
} as const satisfies Record<string, TemplateEngine>;

export type EngineName = keyof typeof ENGINES;

export function isEngineName(name: string): name is EngineName {
  return Object.hasOwn(ENGINES, name);
}

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

const compilers = new Map<string, Compile>();

/** Loads an engine; `compileTemplate` needs it. */
export async function loadEngine(name: string): Promise<void> {
  if (!compilers.has(name)) compilers.set(name, await engineNamed(name).load());
}

/** Loads every engine, for bundles of any prompt. */
export async function loadEngines(): Promise<void> {
  await Promise.all(NAMES.map(loadEngine));
}

/** Compiles a template with a loaded engine. Throws TemplateProblem if the engine cannot read it. */
export function compileTemplate(name: string, source: TemplateSource): Template {
  const compile = compilers.get(name);
  if (compile === undefined) throw new Error(`the template engine "${name}" is not loaded`);
  return compile(source);
}
