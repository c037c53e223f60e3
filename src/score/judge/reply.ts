import { z } from 'zod';
import type { Json } from '../../base/json.ts';
import { parseJson } from '../json-text.ts';

const WHOLE_NUMBER = {
  type: 'integer',
  minimum: Number.MIN_SAFE_INTEGER,
  maximum: Number.MAX_SAFE_INTEGER,
} as const;

/**
 * A JSON schema that providers accept for structured output, word for word as `z.toJSONSchema` writes it, whose code
 * every run would load with zod.
 * @throws Error for a shape that no question asks for: objects of texts, numbers, truth values, words to choose from,
 *   and lists of these, without further limits, are.
 */
export function replySchemaOf(shape: z.ZodType): { [key: string]: Json } {
  // What a `refine` holds no JSON schema can say: it is for the reader of the reply alone.
  const limits = shape.def.checks?.filter((check) => check._zod.def.check !== 'custom') ?? [];
  if (limits.length > 0 || shape.description)
    throw new Error(`no judge is asked for a ${shape.type} with limits or a description`);
  if (shape instanceof z.ZodString) return { type: 'string' };
  if (shape instanceof z.ZodNumberFormat && shape._zod.def.format === 'safeint') return WHOLE_NUMBER;
  if (shape instanceof z.ZodNumber && !(shape instanceof z.ZodNumberFormat)) return { type: 'number' };
  if (shape instanceof z.ZodBoolean) return { type: 'boolean' };
  if (shape instanceof z.ZodEnum) return { type: 'string', enum: [...shape.options] };
  if (shape instanceof z.ZodArray) return { type: 'array', items: memberSchema(shape.element) };
  if (!(shape instanceof z.ZodObject) || (shape.def.catchall && shape.def.catchall._zod.def.type !== 'never'))
    throw new Error(`no judge is asked for a ${shape.type} like this`);
  const members = Object.entries(shape.shape);
  return {
    type: 'object',
    properties: Object.fromEntries(members.map(([key, member]) => [key, memberSchema(member)])),
    required: members.map(([key]) => key),
    additionalProperties: false,
  };
}

function memberSchema(member: unknown): { [key: string]: Json } {
  if (!(member instanceof z.ZodType)) throw new Error('no shape');
  return replySchemaOf(member);
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
