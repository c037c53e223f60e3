import { Ajv, type ErrorObject, type Options } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import type { Json } from '../base/json.ts';
import { compileLinear, UnsupportedPattern } from './linear-regex.ts';
import { oneLine } from './quote.ts';
import { oversize } from './schema-size.ts';
import { withinTimeLimit } from './time-limit.ts';

/** A JSON schema, compiled. */
export type JsonSchema = {
  /** The fault of a value, in words; undefined if it conforms. */
  fault(value: Json): string | undefined;
  /** Whether the time of `fault` may grow faster than the value: then only to be called under a time limit. */
  costly: boolean;
};

/** A schema that cannot be used, and the remedy. */
export class UnusableSchema extends Error {
  readonly remedy: string | undefined;

  constructor(problem: string, remedy?: string) {
    super(problem);
    this.name = 'UnusableSchema';
    this.remedy = remedy;
  }
}

const MOST_REMEMBERED = 500;

/** By text: the cases of a suite mostly share one schema, and compiling takes milliseconds; a bad one seconds. */
const remembered = new Map<string, JsonSchema | UnusableSchema>();

/**
 * Compiles a schema of draft-07 (the default), 2019-09 or 2020-12. Nothing is ever fetched: a `$ref` must lead to
 * somewhere inside. Patterns run in linear time. Unknown keywords and formats are refused, as promptfoo does; so is what
 * is larger or deeper than `schema-size.ts` allows.
 *
 * @throws UnusableSchema
 */
export function compileSchema(schema: Json): JsonSchema {
  if (
    schema === null ||
    (typeof schema !== 'object' && typeof schema !== 'boolean') ||
    Array.isArray(schema)
  ) {
    throw new UnusableSchema('is no JSON schema: a schema is an object.');
  }
  const text = JSON.stringify(schema);
  const known = remembered.get(text) ?? compiledOnce(schema, text);
  if (known instanceof UnusableSchema) throw known;
  return known;
}

function compiledOnce(schema: boolean | Record<string, Json>, text: string): JsonSchema | UnusableSchema {
  const made = compiledOrNot(schema, text);
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(text, made);
  return made;
}

function compiledOrNot(schema: boolean | Record<string, Json>, text: string): JsonSchema | UnusableSchema {
  const problem = oversize(schema, text);
  if (problem !== undefined) {
    return new UnusableSchema(`${problem}.`, 'Say less in it, or split it into several assertions.');
  }
  try {
    return compile(JSON.parse(text), text);
  } catch (error) {
    if (error instanceof UnusableSchema) return error;
    throw error;
  }
}

function compile(schema: boolean | Record<string, Json>, text: string): JsonSchema {
  const ajv = createAjv(dialectOf(schema));
  try {
    const validate = withinTimeLimit(() => ajv.compile(schema));
    if ('$async' in validate) throw new UnusableSchema('is an asynchronous schema.', 'Remove `$async`.');
    return {
      fault: (value) => (validate(value) ? undefined : describeFault(validate.errors?.[0])),
      costly: /"(?:\$ref|\$dynamicRef|\$recursiveRef)"/.test(text),
    };
  } catch (error) {
    if (error instanceof UnusableSchema) throw error;
    if (error instanceof UnsupportedPattern) {
      throw new UnusableSchema(`has a \`pattern\` that ${error.message}`, error.remedy);
    }
    const message = error instanceof Error ? error.message : String(error);
    if (/can't resolve reference/.test(message)) {
      throw new UnusableSchema(
        `refers to a schema that is not in it: ${oneLine(message)}.`,
        'Nothing is fetched: put what it refers to under `$defs`.',
      );
    }
    throw new UnusableSchema(
      `is not a usable JSON schema: ${oneLine(message.replace(/^schema is invalid: /, ''))}.`,
    );
  }
}

type Dialect = 'draft-07' | '2019-09' | '2020-12';

function dialectOf(schema: boolean | Record<string, Json>): Dialect {
  const named = typeof schema === 'object' ? schema.$schema : undefined;
  if (named === undefined) return 'draft-07';
  if (typeof named === 'string') {
    if (/^https?:\/\/json-schema\.org\/draft-07\/schema#?$/.test(named)) return 'draft-07';
    if (/^https:\/\/json-schema\.org\/draft\/2019-09\/schema#?$/.test(named)) return '2019-09';
    if (/^https:\/\/json-schema\.org\/draft\/2020-12\/schema#?$/.test(named)) return '2020-12';
  }
  throw new UnusableSchema(
    `is written in ${oneLine(JSON.stringify(named))}, which is not supported.`,
    'Use draft-07, 2019-09 or 2020-12, or leave `$schema` out.',
  );
}

/** For one schema only: schemas with an `$id` would otherwise conflict. */
function createAjv(dialect: Dialect): Ajv | Ajv2019 | Ajv2020 {
  const options: Options = {
    strict: false,
    strictSchema: true,
    logger: false,
    inlineRefs: false,
    // Ajv's optimizer takes time that grows with the square of the schema.
    code: {
      optimize: false,
      regExp: Object.assign((pattern: string) => compileLinear(pattern), { code: '' }),
    },
  };
  const ajv =
    dialect === 'draft-07'
      ? new Ajv(options)
      : new { '2019-09': Ajv2019, '2020-12': Ajv2020 }[dialect](options);
  ajvFormats.default(ajv);
  ajv.removeKeyword('uniqueItems');
  ajv.addKeyword({
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    error: { message: 'must not have duplicate items' },
    validate: (wanted: boolean, items: Json[]) =>
      !wanted || new Set(items.map(canonical)).size === items.length,
  });
  return ajv;
}

/** Equal texts for equal values: linear, unlike comparing every item with every other. */
function canonical(value: Json): string {
  return JSON.stringify(value, (_, part: Json) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

function describeFault(error: ErrorObject | undefined): string {
  if (error === undefined) return 'it does not conform';
  const where = error.instancePath === '' ? 'it' : oneLine(error.instancePath, 80);
  return `${where} ${error.message ?? 'does not conform'}${detailOf(error)}`;
}

function detailOf({ params }: ErrorObject): string {
  const detail: unknown = params.additionalProperty ?? params.allowedValues ?? params.allowedValue;
  return detail === undefined ? '' : ` (${oneLine(JSON.stringify(detail), 80)})`;
}
