import { expect, test } from 'vitest';
import { z } from 'zod';
import { replySchemaOf } from '../../../src/score/judge/reply.ts';

test('a reply’s schema is that of zod, word for word: answers are stored under it', () => {
  const shapes = [
    z.strictObject({ reason: z.string(), pass: z.boolean(), score: z.number() }),
    z.strictObject({ reason: z.string(), decision: z.enum(['Y', 'N']) }),
    z.strictObject({ steps: z.array(z.string()), score: z.number() }),
    z.object({ labels: z.array(z.string()) }).refine(({ labels }) => labels.length === 3),
    z.object({
      cases: z.array(
        z.object({ group: z.int(), variables: z.array(z.object({ name: z.string(), value: z.string() })) }),
      ),
    }),
  ];
  for (const shape of shapes) {
    const { $schema: _, ...whole } = z.toJSONSchema(shape);
    expect(JSON.stringify(replySchemaOf(shape))).toBe(JSON.stringify(whole));
  }
});

test('a shape that it does not know is an error, not a schema that allows anything', () => {
  const unknown = [
    z.strictObject({ at: z.date() }),
    z.strictObject({ reason: z.string().optional() }),
    z.strictObject({ either: z.union([z.string(), z.number()]) }),
    z.strictObject({ count: z.int32() }),
    z.strictObject({ score: z.number().min(0) }),
    z.strictObject({ reason: z.string().min(1) }),
    z.strictObject({ steps: z.array(z.string()).min(1) }),
    z.strictObject({ reason: z.string().describe('why') }),
    z.looseObject({ reason: z.string() }),
  ];
  for (const shape of unknown) expect(() => replySchemaOf(shape), String(Object.keys(shape.shape))).toThrow();
});
