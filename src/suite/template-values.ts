import { ConfigurationError, type Place } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import { MAX_TEXT } from '../prompt/template/bounds.ts';
import { compileTemplate } from '../prompt/template/compilers.ts';
import { type Template, TemplateProblem, valueText } from '../prompt/template/template.ts';

/** What a value of a variable may hold of the case's other variables: `{{name}}` only, or any Jinja template. */
export type ValueTemplates = 'names' | 'jinja';

type Values = Record<string, Json>;

type Filled = { vars: Values /** Names of variables that other values use. */; used: string[] };

const NAME = /\{\{\s*(\w+)\s*\}\}/;
const NAMES = /\{\{\s*(\w+)\s*\}\}/g;
const TAG = /\{[{%#]/;
/** A tag that is not closed in its line, which nunjucks could not read. */
const OPEN_TAG = /\{%[^%]*$|\{\{[^}]*$|\{#[^#]*$/m;
/** How often values are gone through: promptfoo's number, so that a value of many names is filled in as far. */
const ROUNDS = 5;
const MOST_HOLDERS = 200;

/**
 * The variables of one case with their values filled in, by promptfoo's rule: `{{name}}` in a text is the case's
 * variable of that name, where it has one; a text that names another variable stays as it is. With `jinja` what remains
 * is rendered as a template, unless it needs a variable that the case does not have.
 * @throws ConfigurationError at the variable: values that use each other in a circle, a template that cannot be read.
 */
export function filledValues(
  vars: Values,
  { templates, placeOf }: { templates: ValueTemplates; placeOf: (name: string) => Place },
): Filled {
  const holders = Object.keys(vars).filter((name) => isTemplate(vars[name]));
  if (holders.length === 0) return { vars, used: [] };
  const [first = ''] = holders;
  if (holders.length > MOST_HOLDERS) {
    throw new ConfigurationError(`More than ${MOST_HOLDERS} variables of this case use others.`, {
      place: placeOf(first),
    });
  }
  const circular = circularName(vars, holders);
  if (circular !== undefined) {
    throw new ConfigurationError(
      `The value of \`${circular}\` uses \`{{${circular}}}\`, directly or through others.`,
      {
        place: placeOf(circular),
        remedy: 'Write the text out, or give the variable another name.',
      },
    );
  }
  const used = new Set<string>();
  const named = withNames(vars, { used, placeOf });
  if (templates === 'names') return { vars: named, used: [...used] };
  const rendered = { ...named };
  let length = 0;
  for (const [name, value] of Object.entries(named)) {
    if (!isTemplate(value)) continue;
    const text = renderedValue(value, named, { used, place: placeOf(name) });
    length += text.length;
    if (length > MAX_TEXT) throw tooLong(placeOf(name));
    rendered[name] = text;
  }
  return { vars: rendered, used: [...used] };
}

function tooLong(place: Place): ConfigurationError {
  return new ConfigurationError(`With others in them the values are longer than ${MAX_TEXT} characters.`, {
    place,
  });
}

function isTemplate(value: Json | undefined): value is string {
  return typeof value === 'string' && TAG.test(value);
}

function withNames(
  vars: Values,
  { used, placeOf }: { used: Set<string>; placeOf: (name: string) => Place },
): Values {
  const filled = { ...vars };
  let growth = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    let isDone = true;
    for (const [key, value] of Object.entries(filled)) {
      const name = typeof value === 'string' ? NAME.exec(value)?.[1] : undefined;
      if (typeof value !== 'string' || name === undefined || !Object.hasOwn(filled, name)) continue;
      const inserted = textOf(filled[name]);
      growth += inserted.length;
      if (growth > MAX_TEXT) throw tooLong(placeOf(key));
      filled[key] = value.replace(NAME, () => inserted);
      used.add(name);
      isDone = false;
    }
    if (isDone) break;
  }
  return filled;
}

/** Lists as JavaScript prints them, as promptfoo inserts them. */
function textOf(value: Json | undefined): string {
  if (value === null) return 'null';
  const isPlainList = Array.isArray(value) && value.every((item) => typeof item !== 'object');
  return isPlainList ? value.join(',') : valueText(value);
}

/** The first variable found whose value uses itself, directly or through others. */
function circularName(vars: Values, names: readonly string[]): string | undefined {
  const settled = new Set<string>();
  const visit = (name: string, path: ReadonlySet<string>): string | undefined => {
    if (path.has(name)) return name;
    if (settled.has(name)) return undefined;
    const onward = new Set([...path, name]);
    for (const other of namesIn(vars, name)) {
      const found = visit(other, onward);
      if (found !== undefined) return found;
    }
    settled.add(name);
    return undefined;
  };
  for (const name of names) {
    const found = visit(name, new Set());
    if (found !== undefined) return found;
  }
  return undefined;
}

function namesIn(vars: Values, name: string): string[] {
  const value = Object.hasOwn(vars, name) ? vars[name] : undefined;
  return typeof value === 'string' ? [...value.matchAll(NAMES)].map(([, other = '']) => other) : [];
}

function renderedValue(value: string, vars: Values, at: { used: Set<string>; place: Place }): string {
  if (OPEN_TAG.test(value)) return value;
  const { used, place } = at;
  return placed(place, () => {
    const template = compileTemplate('jinja', {
      text: value,
      path: place.path,
      includes: {},
      keepsLineEnd: true,
    });
    if (!template.uses.every(({ name }) => Object.hasOwn(vars, name))) return value;
    for (const name of namesOf(template)) used.add(name);
    return template.render(vars);
  });
}

function namesOf({ uses }: Template): string[] {
  return uses.map(({ name }) => name);
}

function placed(place: Place, work: () => string): string {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof TemplateProblem)) throw error;
    throw new ConfigurationError(`The value is a template. ${error.message}`, {
      place,
      remedy: error.remedy ?? 'Text in braces that is no template goes between {% raw %} and {% endraw %}.',
      cause: error,
    });
  }
}
