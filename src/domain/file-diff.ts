import { z } from 'zod';

/** What a changed file is to the gate, besides a prompt or what a prompt includes. */
const fileRoleSchema = z.enum(['policy', 'suite', 'script']);

export const fileDiffSchema = z
  .object({
    path: z.string(),
    was: z.string().optional().describe('its path at the base, where that is another'),
    role: fileRoleSchema.describe(
      'policy: what the gate is to do; suite: cases, and the files that they name; script: code that judges',
    ),
    added: z.number().describe('lines'),
    removed: z.number().describe('lines'),
    diff: z.string().describe('unified diff'),
    linesLeftOut: z.number().optional().describe('of the diff, at its end; absent where it is whole'),
  })
  .describe('what the pull request changes in a file that decides how answers are judged');

export type FileDiff = z.infer<typeof fileDiffSchema>;
