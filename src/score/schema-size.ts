import type { Json } from '../base/json.ts';

/** How much of a schema is taken: compiling takes time for each mapping in it and a stack for each level. */
const MOST_SCHEMA_PARTS = 2_000;
const MOST_SCHEMA_DEPTH = 200;
const MOST_SCHEMA_CHARACTERS = 262_144;

/** What of a schema is too much to be compiled, as the rest of a sentence; undefined where nothing is. */
export function oversize(schema: Json, text: string): string | undefined {
  if (text.length > MOST_SCHEMA_CHARACTERS) {
    return `has ${text.length} characters, and at most ${MOST_SCHEMA_CHARACTERS} are read`;
  }
  const { parts, depth } = measured(schema);
  if (depth > MOST_SCHEMA_DEPTH) {
    return `is nested ${depth} levels deep, and at most ${MOST_SCHEMA_DEPTH} are read`;
  }
  return parts > MOST_SCHEMA_PARTS
    ? `has ${parts} mappings in it, and at most ${MOST_SCHEMA_PARTS} are read`
    : undefined;
}

/** Mappings, and levels of mappings and lists; level by level, so that no depth exhausts the stack. */
function measured(schema: Json): { parts: number; depth: number } {
  let parts = 0;
  let depth = 0;
  for (let level: Json[] = [schema]; level.length > 0; depth += 1) {
    const next: Json[] = [];
    for (const value of level) {
      if (typeof value !== 'object' || value === null) continue;
      if (!Array.isArray(value)) parts += 1;
      for (const member of Object.values(value)) {
        if (typeof member === 'object' && member !== null) next.push(member);
      }
    }
    level = next;
  }
  return { parts, depth };
}
