import { isMapping, type Json } from '../../base/json.ts';

/** A variable, or a field of an answer, as Prompty describes it. */
type Property = { name: string; stated: Json };

/**
 * Values that a prompty states for its inputs itself: `default:` of an input, or the input's value in version 1's short
 * form. An input that is not required is null. Samples are for trying out, and do not count as values.
 */
export function readPromptyInputs(inputs: Json): Record<string, Json> {
  return Object.fromEntries(
    propertiesOf(inputs).flatMap(({ name, stated }) => {
      if (!isDescription(stated)) {
        return [[name, stated] as const];
      }
      const optional = stated.required === false ? null : undefined;
      const value = stated.default ?? optional;
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

/** Keys that describe a value, as opposed to a value itself. */
function isDescription(stated: Json): stated is { [key: string]: Json } {
  return (
    isMapping(stated) &&
    ['type', 'kind', 'default', 'sample', 'description', 'required', 'is_required'].some(
      (key) => key in stated,
    )
  );
}

/** The inputs or fields that a prompty describes, as a list or as a mapping. */
export function propertiesOf(stated: Json): Property[] {
  const list = isMapping(stated) && stated.properties !== undefined ? stated.properties : stated;
  if (Array.isArray(list)) {
    return list.flatMap((each) =>
      isMapping(each) && typeof each.name === 'string' ? [{ name: each.name, stated: each }] : [],
    );
  }
  return isMapping(list) ? Object.entries(list).map(([name, each]) => ({ name, stated: each })) : [];
}

const TYPES: Record<string, string> = {
  string: 'string',
  float: 'number',
  number: 'number',
  integer: 'integer',
  boolean: 'boolean',
  array: 'array',
  object: 'object',
};

type JsonSchema = { [key: string]: Json };

/**
 * How a schema is meant: for OpenAI's strict mode every property is required, and one that need not be there may be
 * null.
 */
type Means = { strict: boolean };

/** The JSON Schema of version 2's list of properties, as Prompty sends it; null if it describes nothing. */
export function schemaOfProperties(stated: Json, { strict }: Means): JsonSchema | null {
  const properties = propertiesOf(stated).filter(
    ({ stated: each }) => isMapping(each) && each.kind !== undefined,
  );
  if (properties.length === 0) return null;
  const isRequired = (each: Json) => isMapping(each) && each.required === true;
  const required = properties
    .filter(({ stated: each }) => strict || isRequired(each))
    .map(({ name }) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(
      properties.map(({ name, stated: each }) => {
        const schema = schemaOf(each, { strict });
        return [name, strict && !isRequired(each) ? orNull(schema) : schema];
      }),
    ),
    ...(required.length > 0 && { required }),
    ...(strict && { additionalProperties: false }),
  };
}

function schemaOf(stated: Json, means: Means): JsonSchema {
  if (!isMapping(stated)) return {};
  const kind = String(stated.kind ?? '');
  const nested = schemaOfProperties(stated.properties ?? null, means) ?? { properties: {} };
  const branches = Array.isArray(stated.anyOf) ? stated.anyOf : [];
  const schema: JsonSchema = {
    ...(Object.hasOwn(TYPES, kind) && { type: TYPES[kind] ?? 'string' }),
    ...(typeof stated.description === 'string' && { description: stated.description }),
    ...(Array.isArray(stated.enumValues) && { enum: stated.enumValues }),
    ...(kind === 'array' && {
      items: stated.items === undefined ? { type: 'string' } : schemaOf(stated.items, means),
    }),
    ...(kind === 'object' && { ...nested, type: 'object', additionalProperties: false }),
    ...(kind === 'union' && { anyOf: branches.map((branch) => schemaOf(branch, means)) }),
  };
  return stated.nullable === true ? orNull(schema) : schema;
}

function orNull(schema: JsonSchema): JsonSchema {
  const { type, anyOf, enum: values } = schema;
  return {
    ...schema,
    ...(typeof type === 'string' && { type: [type, 'null'] }),
    ...(Array.isArray(anyOf) && !anyOf.some(isNull) && { anyOf: [...anyOf, { type: 'null' }] }),
    ...(Array.isArray(values) && !values.includes(null) && { enum: [...values, null] }),
  };
}

function isNull(branch: Json): boolean {
  return isMapping(branch) && branch.type === 'null';
}
