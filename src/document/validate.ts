import { z } from 'zod';
import { ConfigurationError, ConfigurationErrors } from '../base/errors.ts';
import { atMost } from '../prose/at-most.ts';
import { describeValue, quote } from './describe.ts';
import { didYouMean } from './suggest.ts';
import type { YamlDocument } from './yaml.ts';

/** More mistakes than this in one file are counted, not told. */
const MAX_ERRORS = 50;

/**
 * The document's value as the schema makes it.
 * Throws ConfigurationErrors, in the file's order: each names the line and column of the wrong value (of an unknown
 * key: of the key), what was expected and what was found, and what was probably meant.
 * Messages that the schema gives itself are used as they are.
 */
export function validate<T>(schema: z.ZodType<T>, document: YamlDocument): T {
  const parsed = schema.safeParse(document.value, { error: sentenceOf, jitless: true });
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues
    .flatMap(mostFitting)
    .flatMap((issue) => errorsOf(issue, schema, document))
    .sort(byPlace);
  const place = { path: document.path };
  throw new ConfigurationErrors(
    atMost(
      errors,
      MAX_ERRORS,
      (more) => new ConfigurationError(`${more} more mistakes in this file.`, { place }),
    ),
  );
}

/** `gate.margin.segment`, `prompts[1].path`: where in the file, for people. */
export function formatKeys(keys: readonly PropertyKey[]): string {
  return keys.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    const name = String(key);
    if (!/^[\w-]{1,60}$/.test(name)) return `${text}[${quote(name)}]`;
    return text === '' ? name : `${text}.${name}`;
  }, '');
}

function errorsOf(issue: z.core.$ZodIssue, schema: z.ZodType, document: YamlDocument): ConfigurationError[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys([schema], path);
    return issue.keys.map((key) => {
      const inside = path.length === 0 ? '' : ` in \`${formatKeys(path)}\``;
      return new ConfigurationError(`Unknown key ${quote(key)}${inside}.${didYouMean(key, known)}`, {
        place: document.placeOfKey([...path, key]),
        remedy: known.length > 0 ? `Known keys: ${known.join(', ')}.` : 'Remove it.',
      });
    });
  }
  const label = path.length === 0 ? '' : `\`${formatKeys(path)}\`: `;
  const atKey = issue.code === 'invalid_key';
  const sentence = atKey ? (issue.issues[0]?.message ?? issue.message) : issue.message;
  return [
    new ConfigurationError(`${label}${sentence}`, {
      place: atKey ? document.placeOfKey(path) : document.placeOf(path),
    }),
  ];
}

/** Of a union's alternatives, the one that was probably meant: told by the kind of value, then by fewest mistakes. */
function mostFitting(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const ofItsKind = issue.errors.filter((errors) => !errors.some(isWrongKind));
  const best = ofItsKind.sort((a, b) => a.length - b.length)[0];
  if (best) {
    return best.flatMap((inner) => mostFitting({ ...inner, path: [...issue.path, ...inner.path] }));
  }
  const wanted = issue.errors.flatMap((errors) =>
    errors.flatMap((inner) => (inner.code === 'invalid_type' ? [nameOfType(inner.expected)] : [])),
  );
  const found = issue.message;
  const message = `expected ${[...new Set(wanted)].join(' or ')}, found ${found}.`;
  return [{ ...issue, message: wanted.length === 0 ? `this value does not fit: ${found}.` : message }];
}

function isWrongKind(issue: z.core.$ZodIssue): boolean {
  return issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'invalid_value');
}

/** Keys that the schema knows at a path, whichever way it is wrapped. */
function knownKeys(schemas: readonly z.core.$ZodType[], path: readonly PropertyKey[]): string[] {
  const inside = path.reduce<readonly z.core.$ZodType[]>(
    (reached, key) => reached.flatMap((schema) => unwrap(schema).flatMap((inner) => child(inner, key))),
    schemas,
  );
  return inside.flatMap((schema) =>
    unwrap(schema).flatMap((inner) => (inner instanceof z.ZodObject ? Object.keys(inner.shape) : [])),
  );
}

function child(schema: z.core.$ZodType, key: PropertyKey): z.core.$ZodType[] {
  if (schema instanceof z.ZodArray) return [schema.element];
  if (schema instanceof z.ZodRecord) return [schema.valueType];
  if (!(schema instanceof z.ZodObject)) return [];
  const shape: Record<PropertyKey, z.core.$ZodType | undefined> = schema.shape;
  const member = Object.hasOwn(shape, key) ? shape[key] : undefined;
  return member ? [member] : [];
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType[] {
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(unwrap);
  if (schema instanceof z.ZodPipe) return unwrap(schema.in);
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodLazy
  ) {
    return unwrap(schema.unwrap());
  }
  return [schema];
}

function sentenceOf(issue: z.core.$ZodRawIssue): string {
  const found = describeValue(issue.input);
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? `missing; expected ${nameOfType(issue.expected)}.`
        : `expected ${nameOfType(issue.expected)}, found ${found}.`;
    case 'invalid_value': {
      const values = issue.values.map(String);
      if (issue.input === undefined) return `missing; expected ${oneOf(values)}.`;
      const meant = typeof issue.input === 'string' ? didYouMean(issue.input, values) : '';
      return `expected ${oneOf(values)}, found ${found}.${meant}`;
    }
    case 'too_small':
      return `expected ${issue.inclusive ? 'at least' : 'more than'} ${measure(issue.minimum, issue.origin)}, found ${sizeOf(issue.input)}.`;
    case 'too_big':
      return `expected ${issue.inclusive ? 'at most' : 'less than'} ${measure(issue.maximum, issue.origin)}, found ${sizeOf(issue.input)}.`;
    case 'not_multiple_of':
      return `expected a multiple of ${issue.divisor}, found ${found}.`;
    case 'invalid_format':
      return `expected ${issue.format === 'url' ? 'a URL' : `text of the form ${issue.pattern ?? issue.format}`}, found ${found}.`;
    case 'invalid_union':
      return found;
    default:
      return `this value does not fit: ${found}.`;
  }
}

function oneOf(values: readonly string[]): string {
  return values.length === 1 ? `${values[0]}` : `one of ${values.join(', ')}`;
}

function nameOfType(expected: string): string {
  switch (expected) {
    case 'string':
      return 'text';
    case 'number':
      return 'a number';
    case 'int':
      return 'a whole number';
    case 'boolean':
      return 'true or false';
    case 'array':
      return 'a list';
    case 'object':
    case 'record':
      return 'a mapping';
    default:
      return expected;
  }
}

function measure(limit: number | bigint, origin: string): string {
  if (origin === 'string') return limit === 1 ? '1 character' : `${limit} characters`;
  if (origin === 'array') return limit === 1 ? '1 item' : `${limit} items`;
  return String(limit);
}

function sizeOf(value: unknown): string {
  return typeof value === 'string' || Array.isArray(value) ? String(value.length) : describeValue(value);
}

function byPlace(a: ConfigurationError, b: ConfigurationError): number {
  return (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.place?.column ?? 0) - (b.place?.column ?? 0);
}
