import canonicalize from 'canonicalize';
import type { Json } from './json.ts';

/**
 * A value as canonical JSON (RFC 8785): members in the order of their names' UTF-16 code units, no white space, numbers
 * as ECMAScript writes them. Equal values give equal texts, on every machine.
 * @throws Error for a text with a lone surrogate and for a number that is not finite, which are no JSON.
 */
export function canonicalJson(value: Json): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('only JSON has a canonical form');
  return text;
}
