import { z } from 'zod';
import type { JudgePolicy } from '../domain/policy.ts';

/** `judge:` of the policy. The provider of a name is resolved when a suite needs it. */
export const judgeSchema = z
  .strictObject({
    model: z
      .string()
      .min(1)
      .optional()
      .describe('who judges answers, e.g. openai:gpt-4.1-2025-04-14; by default another vendor’s model'),
    'embedding-model': z
      .string()
      .min(1)
      .optional()
      .describe('for `similar`, e.g. openai:text-embedding-3-large'),
  })
  .transform(
    ({ model, 'embedding-model': embeddingModel }): JudgePolicy => ({
      model: model ?? null,
      embeddingModel: embeddingModel ?? null,
    }),
  );
