import { z } from 'zod';
import type { Json } from '../../base/json.ts';
import { parseJson } from '../json-text.ts';

/** A JSON schema that providers accept for structured output. */
export function replySchemaOf(shape: z.ZodType): Record<string, Json> {
  const { $schema: _, ...schema } = z.toJSONSchema(shape);
  return JSON.parse(JSON.stringify(schema));
}

/**
 * A judge's reply, or undefined if it is not exactly in the requested form. One surrounding Markdown fence is removed.
 */
export function readReply<T>(shape: z.ZodType<T>, text: string): T | undefined {
  const fenced = /^```(?:json)?[ \t]*\n([\s\S]*)\n```$/.exec(text.trim());
  const parsed = parseJson(fenced?.[1] ?? text);
  const result = shape.safeParse(parsed?.value);
  return result.success ? result.data : undefined;
}
