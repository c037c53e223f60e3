import { z } from 'zod';

const usd = z.number().describe('USD');

/** What a provider's cache can do for a prompt, as `check` and the result publish it. */
export const promptCacheSchema = z.object({
  tokens: z.number().describe('at the beginning that are the same from call to call; estimated'),
  cachedFrom: z.number().describe("the fewest that the model's provider keeps"),
  endedBy: z
    .object({ variable: z.string(), place: z.string().describe('path:line:column') })
    .nullable()
    .describe('the first variable that differs; null where every case is asked the same'),
  refillUsd: z
    .object({ least: usd, most: usd })
    .nullable()
    .describe('after an edit of the beginning; null where price or traffic is not known'),
  order: z
    .object({
      variables: z.array(z.string()),
      place: z.string(),
      tokens: z.number(),
      savedUsdPerDay: usd.nullable(),
    })
    .nullable()
    .describe('variables that should stand lower; null where nothing is gained'),
});

export type PromptCacheJson = z.infer<typeof promptCacheSchema>;
