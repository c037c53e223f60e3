import { z } from 'zod';
import { resultSchema } from '../domain/result.ts';

/**
 * The published JSON Schema of the result, as text. Fields may be added under the same `schemaVersion`, so
 * unknown ones are allowed.
 */
export function resultJsonSchema(): string {
  const schema = z.toJSONSchema(resultSchema, { io: 'input' });
  const title = 'The result of prompt-eval-gate';
  return `${JSON.stringify({ ...schema, title }, null, 2)}\n`;
}
