import { z } from 'zod';
import { resultSchema } from '../domain/result.ts';

/** Where a field changed its form under the same `schemaVersion`. */
const CHANGES =
  'Changed under schemaVersion 1: `notices`, of the result and of each prompt, were sentences and are objects now, with a `code`, a `gravity`, the sentence as `text`, and the facts that it is made of.';

/**
 * The published JSON Schema of the result, as text. Fields may be added under the same `schemaVersion`, so
 * unknown ones are allowed.
 */
export function resultJsonSchema(): string {
  const schema = z.toJSONSchema(resultSchema, { io: 'input' });
  const title = 'The result of prompt-eval-gate';
  return `${JSON.stringify({ ...schema, title, description: CHANGES }, null, 2)}\n`;
}
