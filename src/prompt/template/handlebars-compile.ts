import Handlebars from 'handlebars/dist/cjs/handlebars.js';
import type { Json } from '../../base/json.ts';
import { TimeLimitExceeded, timeLimit } from '../../base/time-limit.ts';
import { HISTORY, roleMark } from '../marks.ts';
import { partialCandidates } from '../partials.ts';
import { MAX_STEPS, MAX_TEXT, MAX_TIME } from './bounds.ts';
import { analyseHandlebars, HELPERS } from './handlebars-analyse.ts';
import { handlebarsForm } from './handlebars-form.ts';
import {
  includedFile,
  type Spot,
  type Template,
  TemplateProblem,
  type TemplateSource,
  valueText,
} from './template.ts';

type Environment = typeof Handlebars;

/** The bounds used up by one rendering so far. */
type Budget = { steps: number; characters: number; deadline: number };

const WHOLE: Spot = { path: null, offset: 0, length: 0 };

/**
 * A Handlebars template as Dotprompt understands it: its helpers, partials from files, no HTML escaping; strict
 * undefined, and bounds for its output. Throws TemplateProblem for templates that it cannot read.
 */
export function compileHandlebars(source: TemplateSource): Template {
  const limited = timeLimit(MAX_TIME);
  const environment = Handlebars.create();
  const budget: Budget = { steps: 0, characters: 0, deadline: 0 };
  registerHelpers(environment, budget);
  const options = { noEscape: true, knownHelpersOnly: true, knownHelpers: knownHelpers() };
  const analysis = placed(() =>
    limited(() => {
      const parse = (text: string, path: string | null) => parseFile(environment, text, path);
      const partial = (name: string, from: string) =>
        includedFile(source, { from, name, candidates: partialCandidates });
      return analyseHandlebars(source, { parse, partial });
    }),
  );
  for (const [name, program] of analysis.partials) {
    environment.registerPartial(name, environment.compile(program, options));
  }
  const template = environment.compile(analysis.program, options);
  return {
    uses: analysis.uses,
    form: () => handlebarsForm(source, (text) => environment.parse(text)),
    render: (values) => {
      Object.assign(budget, { steps: 0, characters: 0, deadline: performance.now() + MAX_TIME });
      const text = placed(() => template(values));
      spend(budget, 0, text.length);
      return text;
    },
  };
}

function knownHelpers(): Record<string, boolean> {
  return Object.fromEntries([...HELPERS, 'printed'].map((name) => [name, true]));
}

function parseFile(environment: Environment, text: string, path: string | null): hbs.AST.Program {
  try {
    return environment.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const line = Number(/on line (\d{1,9})/.exec(message)?.[1] ?? 1);
    const lines = text.split('\n');
    const offset = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
    throw new TemplateProblem(
      'This is not a Handlebars template; something is not closed, or closed twice.',
      {
        spot: { path, offset, length: (lines[line - 1] ?? '').length },
        cause: error,
      },
    );
  }
}

/** Converts Handlebars' errors to problems of the template. */
function placed<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof TemplateProblem) {
      throw error;
    }
    const late = error instanceof TimeLimitExceeded;
    const reason = error instanceof Error ? error.message.split('\n')[0]?.slice(0, 200) : String(error);
    const problem = late ? 'The template takes too long.' : `The template cannot be filled in: ${reason}.`;
    throw new TemplateProblem(problem, { spot: WHOLE, cause: error });
  }
}

function spend(budget: Budget, steps: number, characters: number): void {
  budget.steps += steps;
  budget.characters += characters;
  if (budget.steps > MAX_STEPS || budget.characters > MAX_TEXT || performance.now() > budget.deadline) {
    throw new TemplateProblem('The template does too much.', {
      spot: WHOLE,
      remedy: `It may make ${MAX_TEXT} characters in ${MAX_TIME / 1000} seconds. Let its loops do less.`,
    });
  }
}

function registerHelpers(environment: Environment, budget: Budget): void {
  const safe = (text: string) => new environment.SafeString(text);
  const original = environment.helpers.each;
  environment.registerHelper({
    each(this: unknown, context: unknown, options: Handlebars.HelperOptions) {
      const fn: Handlebars.TemplateDelegate = (item, runtime) => {
        const text = options.fn(item, runtime);
        spend(budget, 1, text.length);
        return text;
      };
      return original?.call(this, context, { ...options, fn });
    },
    printed(value: unknown, name: string, offset: number, path: string) {
      if (value === undefined) {
        throw new TemplateProblem(`\`${name}\` is undefined here.`, {
          spot: { path: path === '' ? null : path, offset, length: name.length },
          remedy: `Give it a value, or print it in {{#if ${name}}}…{{/if}}.`,
        });
      }
      return safe(valueText(toJson(value)));
    },
    json(value: unknown, options: Handlebars.HelperOptions) {
      return safe(JSON.stringify(value, null, Number(options.hash.indent ?? 0)) ?? '');
    },
    role: (role: unknown) => safe(roleMark(String(role))),
    history: () => safe(HISTORY),
    section: () => '',
    ifEquals(this: unknown, first: unknown, second: unknown, options: Handlebars.HelperOptions) {
      return first === second ? options.fn(this) : options.inverse(this);
    },
    unlessEquals(this: unknown, first: unknown, second: unknown, options: Handlebars.HelperOptions) {
      return first === second ? options.inverse(this) : options.fn(this);
    },
  });
}

function toJson(value: unknown): Json {
  const text = JSON.stringify(value);
  return text === undefined ? null : JSON.parse(text);
}
