import { z } from 'zod';
import { SEVERITIES } from './finding.ts';

/** A finding as the result publishes it. */
export const resultFindingSchema = z
  .object({
    id: z.string(),
    severity: z.enum(SEVERITIES),
    path: z.string(),
    line: z.number(),
    column: z.number().nullable(),
    message: z.string(),
    remedy: z.string(),
    docs: z.string().describe('address of the section about it'),
  })
  .describe('what `check` finds on a line that the pull request touches; see docs/findings.md');

export type ResultFinding = z.infer<typeof resultFindingSchema>;
