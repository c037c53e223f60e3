import { isMapping, type Json } from '../base/json.ts';
import { isSame } from './reason.ts';

/** Words for readers and for the model, which allow and refuse nothing. */
const WORDS = ['title', 'description', 'examples', 'default', '$comment'];
/** Mappings from names to schemas. */
const NAMED = ['properties', '$defs', 'definitions', 'patternProperties'];
const ALTERNATIVES = ['anyOf', 'oneOf'];
/** What may only be left out. */
const RESTRICTIONS = ['pattern', 'format', 'const', 'not', 'uniqueItems', 'multipleOf'];
const UPPER_BOUNDS = ['maxLength', 'maxItems', 'maxProperties', 'maximum', 'exclusiveMaximum'];
const LOWER_BOUNDS = ['minLength', 'minItems', 'minProperties', 'minimum', 'exclusiveMinimum'];

/**
 * Whether a JSON Schema of what a model writes is equal or only widened, so that who reads it need not change:
 * properties that stood there still do, and are of the same types or more. More properties, required ones too, more
 * values of an `enum` and wider bounds are allowed; a property that need not be there any more is not.
 */
export function isSameOrWidened(before: Json, after: Json): boolean {
  if (isSame(before, after)) return true;
  if (!isMapping(before) || !isMapping(after)) return false;
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].every((key) => isKept(key, before[key], after[key]));
}

function isKept(key: string, before: Json | undefined, after: Json | undefined): boolean {
  if (isSame(before, after) || WORDS.includes(key)) return true;
  if (NAMED.includes(key)) return keepsNamed(before ?? {}, after ?? {});
  if (key === 'required') return listOf(before).every((name) => includes(listOf(after), name));
  if (key === 'additionalProperties') {
    if (before === false) return true;
    return after === undefined || after === true || (isMapping(before) && isSameOrWidened(before, after));
  }
  // What was not restricted before must not be now.
  if (before === undefined) return false;
  if (key === 'enum')
    return after === undefined || listOf(before).every((value) => includes(listOf(after), value));
  if (key === 'type') return after === undefined || keepsTypes(listOf(before), listOf(after));
  if (key === 'items') return after === undefined || isSameOrWidened(before, after);
  if (ALTERNATIVES.includes(key)) {
    return listOf(before).every((one) => listOf(after).some((other) => isSameOrWidened(one, other)));
  }
  if (RESTRICTIONS.includes(key)) return after === undefined;
  if (UPPER_BOUNDS.includes(key)) return after === undefined || Number(after) >= Number(before);
  if (LOWER_BOUNDS.includes(key)) return after === undefined || Number(after) <= Number(before);
  return false;
}

function keepsNamed(before: Json, after: Json): boolean {
  if (!isMapping(before) || !isMapping(after)) return false;
  return Object.entries(before).every(([name, schema]) => {
    const now = Object.hasOwn(after, name) ? after[name] : undefined;
    return now !== undefined && isSameOrWidened(schema, now);
  });
}

function keepsTypes(before: readonly Json[], after: readonly Json[]): boolean {
  return before.every((type) => after.includes(type) || (type === 'integer' && after.includes('number')));
}

function includes(list: readonly Json[], value: Json): boolean {
  return list.some((each) => isSame(each, value));
}

function listOf(value: Json | undefined): Json[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
