import type { Compile } from './engine.ts';
import { compileNone } from './none.ts';
import type { Template, TemplateSource } from './template.ts';

/**
 * How each template engine is loaded, apart from what `engines.ts` says of it: who only renders needs no more, and most
 * runs need none of the large libraries.
 */
const COMPILERS = {
  jinja: async () => (await import('./jinja-compile.ts')).compileJinja,
  substitution: async () => (await import('./substitution.ts')).compileSubstitution,
  'f-string': async () => (await import('./f-string.ts')).compileFString,
  none: async () => compileNone,
  handlebars: async () => (await import('./handlebars-compile.ts')).compileHandlebars,
} as const satisfies Record<string, () => Promise<Compile>>;

/** The name of a template engine, as formats and policies use it. */
export type EngineName = keyof typeof COMPILERS;

const loaded = new Map<string, Compile>();

/** Loads an engine; `compileTemplate` needs it. Throws for an unknown name, which is a bug: readers check names. */
export async function loadEngine(name: string): Promise<void> {
  if (!isEngineName(name)) throw new Error(`there is no template engine "${name}"`);
  if (!loaded.has(name)) loaded.set(name, await COMPILERS[name]());
}

/** Loads every engine, for bundles of any prompt. */
export async function loadEngines(): Promise<void> {
  await Promise.all(Object.keys(COMPILERS).map(loadEngine));
}

export function isEngineName(name: string): name is EngineName {
  return Object.hasOwn(COMPILERS, name);
}

/** Compiles a template with a loaded engine. Throws TemplateProblem if the engine cannot read it. */
export function compileTemplate(name: string, source: TemplateSource): Template {
  const compile = loaded.get(name);
  if (compile === undefined) throw new Error(`the template engine "${name}" is not loaded`);
  return compile(source);
}
