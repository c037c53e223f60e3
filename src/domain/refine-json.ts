import { z } from 'zod';
import { failureClusterSchema } from './failure-cluster.ts';
import { digest, proposalSchema, publicationSchema, version } from './registry-json-parts.ts';

/** What `refine --json` prints (`schemaVersion: 1`, schema/refine.schema.json). */

const half = {
  cases: z.int().describe('those that were answered with and without the change'),
  before: z.number().describe('mean pass rate, 0–1'),
  after: z.number(),
};

const trySchema = z.object({
  kind: z.enum(['edit', 'examples']),
  digest: digest.describe('of the content that the change makes'),
  because: z.string(),
  diff: z.string().describe('a unified diff of the prompt’s file'),
  training: z.object(half).describe('on the half by which changes are chosen'),
  test: z
    .object({
      ...half,
      number: z
        .int()
        .describe('which of all changes of this prompt it is that were asked on this half, from 1'),
      low: z.number().describe('of after − before, 95 %'),
      high: z.number(),
      p: z.number().describe('one-sided: of being so much better by chance'),
      level: z.number().describe('what p has to reach: all tries share one level'),
    })
    .nullable()
    .describe('on the half by which nothing is chosen; null: it was not the best in training'),
  isKnown: z.boolean().describe('the log had its figures already, so it counts as no further try'),
});

export const refineSchema = z.object({
  schemaVersion: z.literal(1),
  prompt: z.string(),
  version: version.describe('whose answers failed: what main has'),
  path: z.string().describe('of the prompt'),
  suite: z.object({
    path: z.string(),
    digest,
    cases: z.int(),
    answered: z.int().describe('cases whose answers are here and could be judged'),
    failing: z.int(),
    training: z.int().describe('cases of the training half'),
    test: z.int().describe('cases of the test half'),
  }),
  production: z.object({
    rows: z.object({
      read: z.int(),
      good: z.int().describe('good by their metric'),
      elsewhere: z.int().describe('of other prompts'),
    }),
    failing: z.int().describe('answers that fail assertions of the suite'),
    problems: z.array(z.string()).describe('the first rows that cannot be used'),
  }),
  clusters: z
    .array(
      failureClusterSchema.extend({
        label: z.object({ text: z.string(), by: z.enum(['model', 'assertions']) }),
      }),
    )
    .describe(
      'failing answers by what they failed, the largest first; members are cases, or answers of production',
    ),
  cases: z
    .array(
      z.object({
        description: z.string(),
        vars: z.record(z.string(), z.unknown()),
        segments: z.array(z.string()),
        group: z.string().nullable().describe('variants of one case are one unit, in the half of that case'),
        origin: z.object({
          kind: z.enum(['production', 'variant']),
          id: z.string().describe('of the row, or of the case that it varies'),
        }),
        assertionsOf: z
          .string()
          .nullable()
          .describe('id of the case whose assertions it has; null: those that all cases of its segment have'),
      }),
    )
    .describe('new cases, as they stand in `files`'),
  tries: z.array(trySchema),
  triesSoFar: z.int().describe('changes of this prompt that were ever asked on its test half'),
  proposed: digest.nullable().describe('of the change that is proposed; null: none is'),
  files: z.record(z.string(), z.string()).describe('new texts, by path; empty: nothing is proposed'),
  notProposed: z.array(z.object({ what: z.string(), why: z.string() })),
  undecided: z.array(z.string()).describe('why something could not be found out'),
  proposal: proposalSchema.nullable().describe('the pull request; null: none, or a dry run'),
  publication: publicationSchema,
  dryRun: z.boolean(),
});
