import { z } from 'zod';
import { SEVERITIES } from './finding.ts';
import { promptCacheSchema } from './prompt-cache.ts';

const usd = z.number().describe('USD');

/** What `check --json` prints. */
export const checkSchema = z.object({
  schemaVersion: z.literal(1),
  valid: z.boolean().describe('there are prompts, and no finding is an error'),
  policy: z.object({ path: z.string(), revision: z.enum(['base', 'head', 'defaults', 'unread']) }),
  prompts: z.array(
    z.object({
      path: z.string(),
      file: z.string(),
      valid: z.boolean().describe('it can be run'),
      models: z.array(z.string()).describe('provider:model'),
      suite: z.string().nullable(),
      cases: z.number(),
      judges: z.array(z.string()),
      segments: z.array(
        z.object({
          name: z.string(),
          cases: z.number(),
          fewest: z.number().nullable().describe('it takes to judge it, where it has fewer'),
          casesNeeded: z.number().nullable().describe('to show a drop as large as the margin'),
        }),
      ),
      estimate: z
        .object({
          answers: z.number(),
          judgements: z.number(),
          inputTokens: z.number(),
          outputTokens: z.number(),
          usd: usd.nullable(),
          stored: z.number().describe('answers that are stored in this clone, and not among those above'),
          assumed: z
            .number()
            .describe('answers whose length is assumed, as no answer of the model is stored'),
        })
        .nullable()
        .describe('of a run of both arms, the first look'),
      promptCache: promptCacheSchema.nullable(),
    }),
  ),
  findings: z.array(
    z.object({
      id: z.string().describe('stable; not-valid: a mistake, for which the prompt cannot be run'),
      severity: z.enum(SEVERITIES),
      prompt: z.string().nullable().describe('null: of a file, or of the repository'),
      path: z.string().nullable(),
      line: z.number().nullable(),
      column: z.number().nullable(),
      message: z.string(),
      remedy: z.string().nullable(),
      docs: z.string().describe('address of the section about it'),
      cases: z.string().nullable().describe('ready cases, as the file of the suite writes them'),
    }),
  ),
});

export type CheckJson = z.infer<typeof checkSchema>;
