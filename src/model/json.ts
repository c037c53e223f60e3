/** A JSON object of unknown content, as a provider's answer is until it was looked at. */
export type JsonObject = { readonly [key: string]: unknown };

/** Whether a parsed value is an object (not an array, not null). */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The member `key` if it is an object, else an empty one. */
export function objectAt(value: unknown, key: string): JsonObject {
  const member = isObject(value) ? value[key] : undefined;
  return isObject(member) ? member : {};
}

/** The member `key` if it is a string, else null. */
export function stringAt(value: JsonObject, key: string): string | null {
  const member = value[key];
  return typeof member === 'string' ? member : null;
}

/** The member `key` if it is a finite number ≥ 0, else undefined. */
export function countAt(value: JsonObject, key: string): number | undefined {
  const member = value[key];
  return typeof member === 'number' && Number.isFinite(member) && member >= 0 ? member : undefined;
}
