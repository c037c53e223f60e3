import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import type { Json } from './json.ts';

/** sha256 over a value's canonical JSON: 64 lower-case hex digits. Throws like `canonicalJson`. */
export function digestOf(value: Json): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

/** The digest of a list, of which one item at a time is held in memory. */
export function digestOfList(items: Iterable<Json>): string {
  const hash = createHash('sha256');
  let lead = '[';
  for (const item of items) {
    hash.update(lead).update(canonicalJson(item));
    lead = ',';
  }
  return hash.update(lead === '[' ? '[]' : ']').digest('hex');
}
