import { z } from 'zod';

/** Failing cases of a prompt that fail for one reason. */
export const failureClusterSchema = z.object({
  failures: z
    .array(
      z.object({
        type: z.string().describe('as written in the suite, `not-` included'),
        expected: z
          .string()
          .nullable()
          .describe(
            'what the answer had to do: `contain “invoice”`; null where that differs from case to case',
          ),
        place: z
          .string()
          .nullable()
          .describe('path:line:column of the assertion; null where each case has its own'),
      }),
    )
    .describe('the assertions that all of its cases fail'),
  alike: z.boolean().describe('whether the answers of its cases are nearly the same'),
  size: z.number(),
  representative: z.string().describe('id of the case that is most like the others'),
  members: z.array(z.string()).describe('ids of all of its cases'),
});

export type FailureCluster = z.infer<typeof failureClusterSchema>;
