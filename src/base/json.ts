/** A JSON value; stages exchange nothing else. */
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

/** A member that the object itself has; never one of JavaScript's own, such as `constructor`. */
export function ownMember<T>(object: { readonly [key: string]: T }, key: string): T | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
