import { mistakesIn } from '../base/errors.ts';
import { type Json, ownMember } from '../base/json.ts';
import type { Bundle } from '../domain/bundle.ts';
import type { Message } from '../domain/message.ts';
import { type BoundsCheck, boundsCheck } from '../prompt/bounds-of-variables.ts';
import { fillIn, type Splitters, templatesOf } from '../prompt/fill-in.ts';
import { promptOfBundle } from '../prompt/from-bundle.ts';
import { loadEngine } from '../prompt/template/compilers.ts';
import { PromptError } from './prompt-error.ts';

/** A bundle ready to be rendered, at once and without waiting. */
export type PreparedBundle = {
  /** Callers share it, and cannot change it. */
  bundle: Bundle;
  /**
   * The messages to send.
   * @throws PromptError: variables are missing or out of their declared bounds, all of them together, or the template
   * cannot be filled in with them
   */
  render(variables?: Record<string, Json | undefined>): Message[];
};

/**
 * Loads what a bundle needs (its template engine, patterns) and compiles its templates.
 * @param text canonical JSON of a bundle
 * @throws Error for a bundle that this version cannot render
 */
export async function prepareBundle(text: string): Promise<PreparedBundle> {
  const bundle: Bundle = frozen(JSON.parse(text));
  if (bundle.format !== 1) throw new Error(`format ${bundle.format} of bundles is not known here`);
  await loadEngine(bundle.engine);
  const prompt = promptOfBundle(bundle);
  templatesOf(prompt);
  const [checks, splitters] = await Promise.all([checksOf(bundle), splittersOf(bundle)]);

  return {
    bundle,
    render(variables = {}) {
      const values = givenOf(variables);
      const problems = problemsOf(bundle, checks, values);
      if (problems.length > 0) throw new PromptError(problems.join('; '));
      try {
        return fillIn(prompt, values, splitters).map(withoutAbsent);
      } catch (problem) {
        const [mistake] = mistakesIn(problem);
        throw new PromptError(mistake?.problem, { cause: problem });
      }
    },
  };
}

async function checksOf({ variables }: Bundle): Promise<[name: string, check: BoundsCheck][]> {
  const { compilePattern } = Object.values(variables).some(({ pattern }) => pattern !== undefined)
    ? await import('../prompt/patterns.ts')
    : { compilePattern: unexpected };
  return Object.entries(variables).map(([name, { type, 'max-length': maxLength, enum: values, pattern }]) => {
    const check = boundsCheck({ type, maxLength, enum: values, pattern }, compilePattern);
    if (typeof check === 'string') throw new Error(`variable ${name}: ${check}`);
    return [name, check];
  });
}

async function splittersOf({ messages }: Bundle): Promise<Splitters | null> {
  if (messages.every(({ splits }) => splits === undefined)) return null;
  return (await import('../prompt/splitting.ts')).SPLITTERS;
}

function unexpected(): never {
  throw new Error('this bundle was said not to need it');
}

/** A JSON value that nobody can change any more, at any depth. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(frozen);
  return Object.freeze(value);
}

/** What is undefined is not given. */
function givenOf(variables: Record<string, Json | undefined>): Record<string, Json> {
  const given = Object.entries(variables).filter((entry): entry is [string, Json] => entry[1] !== undefined);
  return Object.fromEntries(given);
}

/** What is wrong with the values, a sentence each; a default may stand for null. */
function problemsOf(
  { variables }: Bundle,
  checks: readonly [name: string, check: BoundsCheck][],
  values: Record<string, Json>,
): string[] {
  const missing = Object.entries(variables)
    .filter(([name, { required }]) => required && !Object.hasOwn(values, name))
    .map(([name]) => `the variable \`${name}\` is missing`);
  const wrong = checks.flatMap(([name, check]) => {
    const value = ownMember(values, name);
    const isLeftOut = value === null && variables[name]?.default !== undefined;
    const problem = value === undefined || isLeftOut ? null : check(value);
    return problem === null ? [] : [`the variable \`${name}\` ${problem}`];
  });
  return [...missing, ...wrong];
}

/** SDKs take a message as it is where nothing in it is undefined. */
function withoutAbsent({ name, ...message }: Message): Message {
  return name === undefined ? message : { ...message, name };
}
