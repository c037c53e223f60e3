/** A JSON value; the only thing that travels between stages. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A JSON mapping, as opposed to a list or a scalar. */
export function isMapping(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object without the members that are undefined. */
export function defined<T>(members: { [key: string]: T | undefined }): { [key: string]: T } {
  const kept: { [key: string]: T } = {};
  for (const [key, value] of Object.entries(members)) if (value !== undefined) kept[key] = value;
  return kept;
}
