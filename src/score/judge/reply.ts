import { z } from 'zod';
import type { Json } from '../../base/json.ts';
import { parseJson } from '../json-text.ts';

/** A JSON schema that providers take for structured output. */
export function replySchemaOf(shape: z.ZodType): Record<string, Json> {
  const { $schema: _, ...schema } = z.toJSONSchema(shape);
  return JSON.parse(JSON.stringify(schema));
}

/** A judge's reply, or undefined where it is not exactly what was asked for. One Markdown fence around it is taken off. */
export function readReply<T>(shape: z.ZodType<T>, text: string): T | undefined {
  const fenced = /^```(?:json)?[ \t]*\n([\s\S]*)\n```$/.exec(text.trim());
  const parsed = parseJson(fenced?.[1] ?? text);
  const result = shape.safeParse(parsed?.value);
  return result.success ? result.data : undefined;
}
