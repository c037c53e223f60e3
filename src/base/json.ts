/** A JSON value; the only thing that travels between stages. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A JSON mapping, as opposed to a list or a scalar. */
export function isMapping(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
