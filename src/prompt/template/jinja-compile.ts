import { TimeLimitExceeded, timeLimit } from '../../base/time-limit.ts';
import { MAX_ITEMS, MAX_STEPS, MAX_TEXT, MAX_TIME } from './bounds.ts';
import { type Analysis, analyse } from './jinja-analyse.ts';
import { jinjaForm } from './jinja-form.ts';
import {
  child,
  children,
  Environment,
  Interpreter,
  isNode,
  type Node,
  nameOf,
  type Value,
} from './jinja-library.ts';
import { type ParsedJinja, parseJinja } from './jinja-parse.ts';
import { type Spot, type Template, TemplateProblem, type TemplateSource } from './template.ts';

const WHOLE: Spot = { path: null, offset: 0, length: 0 };

/**
 * A Jinja template with strict undefined. It sees the case's values and nothing else; its steps, its time and the size
 * of its output are bounded. Throws TemplateProblem for a text that is not Jinja.
 */
export function compileJinja(source: TemplateSource): Template {
  const limited = limits();
  const { parsed, analysis } = limited(() => {
    const parsed = parseJinja(source);
    return { parsed, analysis: analyse(parsed) };
  });
  const spots = allSpots(parsed);
  const renderWith = (values: Record<string, unknown>): string =>
    new StrictInterpreter(values, { parsed, analysis, spots }).render();
  return {
    uses: analysis.uses,
    form: () => jinjaForm(source),
    render: (values) => (analysis.grows ? limited(() => renderWith(values)) : renderWith(values)),
  };
}

/** Converts a time limit or a stack overflow to a problem of the template. */
function limits(): <T>(work: () => T) => T {
  const limited = timeLimit(MAX_TIME);
  return (work) => {
    try {
      return limited(work);
    } catch (error) {
      if (error instanceof TimeLimitExceeded) {
        throw new TemplateProblem(`The template takes longer than ${MAX_TIME / 1000} seconds.`, {
          spot: WHOLE,
          remedy: 'Let its loops do less.',
        });
      }
      if (error instanceof RangeError) {
        throw new TemplateProblem('The template nests too deep.', { spot: WHOLE, cause: error });
      }
      throw error;
    }
  };
}

function allSpots(parsed: ParsedJinja): Map<object, Spot> {
  return new Map([...parsed.spots, ...[...parsed.included.values()].flatMap((each) => [...allSpots(each)])]);
}

function includedPrograms(parsed: ParsedJinja): Map<string, Node> {
  return new Map(
    [...parsed.included].flatMap(([key, each]) => [[key, each.program] as const, ...includedPrograms(each)]),
  );
}

type Compiled = { parsed: ParsedJinja; analysis: Analysis; spots: Map<object, Spot> };

/** The library's interpreter, made strict and bounded in the one method that evaluates everything. */
class StrictInterpreter extends Interpreter {
  readonly #compiled: Compiled;
  readonly #scope: Environment;
  readonly #included: Map<string, Node>;
  readonly #deadline = performance.now() + MAX_TIME;
  #steps = 0;
  #spot = WHOLE;

  constructor(values: Record<string, unknown>, compiled: Compiled) {
    const scope = new Environment(globalScope());
    for (const [name, value] of Object.entries(values)) {
      scope.variables.delete(name);
      scope.set(name, value);
    }
    super(scope);
    this.#scope = scope;
    this.#compiled = compiled;
    this.#included = includedPrograms(compiled.parsed);
  }

  render(): string {
    try {
      const { value } = this.evaluate(this.#compiled.parsed.program, this.#scope);
      return typeof value === 'string' ? value : '';
    } catch (error) {
      if (error instanceof TemplateProblem) {
        throw error;
      }
      const reason = error instanceof RangeError ? 'it grows too large' : messageOf(error);
      throw new TemplateProblem(`The template cannot be filled in: ${reason}.`, {
        spot: this.#spot,
        cause: error,
      });
    }
  }

  override evaluate(node: Node | undefined, scope: Environment): Value {
    this.#steps += 1;
    if (this.#steps > MAX_STEPS || performance.now() > this.#deadline) {
      throw new TemplateProblem('The template does too much.', {
        spot: this.#spot,
        remedy: `It may take ${MAX_STEPS} steps and ${MAX_TIME / 1000} seconds. Let its loops do less.`,
      });
    }
    this.#spot = (node && this.#compiled.spots.get(node)) ?? this.#spot;
    const program = this.#included.get(nameOf(node) ?? '');
    if (program !== undefined) {
      return super.evaluate(program, new Environment(scope));
    }
    const value = this.#filtered(node, scope) ?? super.evaluate(node, scope);
    this.#check(node, value);
    return value;
  }

  /** The value of a filter that the library does not have; undefined for any other node. */
  #filtered(node: Node | undefined, scope: Environment): Value | undefined {
    if (node?.type !== 'FilterExpression') return undefined;
    const filter = child(node, 'filter');
    const name = nameOf(filter?.type === 'CallExpression' ? child(filter, 'callee') : filter);
    if (name === 'load') return this.#load(node, scope);
    if (name !== 'dump') return undefined;
    const indent = filter && children(filter, 'args')[0];
    const spaces = indent && plainValue(this.evaluate(indent, scope));
    return new Environment().set('dumped', dumped(this.evaluate(child(node, 'operand'), scope), spaces));
  }

  /** promptfoo's filter for text that is JSON. */
  #load(node: Node, scope: Environment): Value {
    const { value } = this.evaluate(child(node, 'operand'), scope);
    let parsed: unknown;
    try {
      parsed = JSON.parse(String(value));
    } catch (error) {
      throw new TemplateProblem('What is given to `load` here is not JSON.', {
        spot: this.#spot,
        cause: error,
      });
    }
    return new Environment().set('loaded', parsed);
  }

  #check(node: Node | undefined, { type, value }: Value): void {
    const size = typeof value === 'string' ? value.length : 0;
    if (size > MAX_TEXT || (Array.isArray(value) && value.length > MAX_ITEMS)) {
      const limit = size > 0 ? `${MAX_TEXT} characters` : `${MAX_ITEMS} items`;
      throw new TemplateProblem(`The template makes more than ${limit}.`, { spot: this.#spot });
    }
    const reads = node?.type === 'Identifier' || node?.type === 'MemberExpression';
    if (type === 'UndefinedValue' && reads && !this.#compiled.analysis.lenient.has(node)) {
      const what = textOf(node);
      throw new TemplateProblem(`\`${what}\` is undefined here.`, {
        spot: this.#spot,
        remedy: `Give it a value, or write \`${what} | default('')\`.`,
      });
    }
  }
}

/** A value as JSON, as JavaScript writes it. */
function dumped(value: Value, spaces: unknown): string {
  const indent = typeof spaces === 'number' || typeof spaces === 'string' ? spaces : undefined;
  return JSON.stringify(plainValue(value), null, indent) ?? '';
}

/** A value of the library as a value of JavaScript. */
function plainValue({ value }: Value): unknown {
  if (Array.isArray(value)) return value.map(plainValue);
  return value instanceof Map
    ? Object.fromEntries([...value].map(([name, member]) => [name, plainValue(member)]))
    : value;
}

function textOf(node: Node | undefined): string {
  const name = nameOf(node);
  if (name !== undefined || node?.type !== 'MemberExpression') {
    return name ?? '…';
  }
  const property = memberText(node.property, node.computed === true);
  return `${textOf(child(node, 'object'))}${property}`;
}

function memberText(property: unknown, computed: boolean): string {
  const node = isNode(property) ? property : undefined;
  const value =
    node === undefined ? '…' : String(node.type.endsWith('Literal') ? node.value : (nameOf(node) ?? '…'));
  return computed ? `[${node?.type === 'StringLiteral' ? JSON.stringify(value) : value}]` : `.${value}`;
}

function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/[.\s]+$/, '').slice(0, 200);
}

function globalScope(): Environment {
  const scope = new Environment();
  for (const [name, value] of [
    ['true', true],
    ['false', false],
    ['none', null],
  ] as const) {
    scope.set(name, value);
    scope.set(`${name.charAt(0).toUpperCase()}${name.slice(1)}`, value);
  }
  scope.set('range', range);
  return scope;
}

/** Python's `range`, bounded. */
function range(first: unknown, second?: unknown, third: unknown = 1): number[] {
  const [start, stop, step] = second === undefined ? [0, first, third] : [first, second, third];
  if (!Number.isInteger(start) || !Number.isInteger(stop) || !Number.isInteger(step) || step === 0) {
    throw new Error('range() wants whole numbers, and a step other than 0');
  }
  const count = Math.max(0, Math.ceil((Number(stop) - Number(start)) / Number(step)));
  if (count > MAX_ITEMS) {
    throw new Error(`range() makes more than ${MAX_ITEMS} numbers`);
  }
  return Array.from({ length: count }, (_, index) => Number(start) + index * Number(step));
}
