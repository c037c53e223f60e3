import { canonicalJson } from '../base/canonical-json.ts';
import type { Json } from '../base/json.ts';
import type { VersionPart } from '../domain/registry.ts';

/** One thing that changed between two bundles, in a few words, and the part of the version that it raises. */
export type RaiseReason = { part: VersionPart; words: string };

/** Whether two values are the same JSON, whatever the order of their keys. */
export function isSame(a: Json | undefined, b: Json | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return canonicalJson(a) === canonicalJson(b);
}
