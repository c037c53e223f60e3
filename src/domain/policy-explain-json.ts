import { z } from 'zod';

const place = z.string().nullable().describe('path:line:column; null: stated nowhere');

const ruleSchema = z.object({
  key: z.string().describe('as in the policy: gate.margin.segment'),
  value: z.string().describe('as it is written there, or would be'),
  from: z
    .enum(['segment', 'entry', 'policy', 'default'])
    .describe("who says so: `segments` of the prompt's entry, the entry, the policy for all, or nobody"),
  place,
});

export type ExplainedRule = z.infer<typeof ruleSchema>;

/** What `policy explain --json` prints. */
export const policyExplainSchema = z.object({
  schemaVersion: z.literal(1),
  prompt: z.string().describe('path of its file'),
  policy: z.object({ path: z.string(), revision: z.enum(['head', 'defaults']) }),
  watchedBy: z.object({
    kind: z.enum(['entry', 'glob', 'default']),
    text: z.string().describe('the path or the globs'),
    place,
  }),
  asked: z.array(ruleSchema).describe('what its entry says besides rules: model, suite, segments, variables'),
  rules: z.array(ruleSchema).describe('every key by which it is judged'),
  segments: z.array(
    z.object({ name: z.string(), rules: z.array(ruleSchema) }).describe('segments with rules of their own'),
  ),
});

export type PolicyExplained = z.infer<typeof policyExplainSchema>;
