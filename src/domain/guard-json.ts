import { z } from 'zod';
import { publicationSchema, rowProblemsSchema, time, version } from './registry-json-parts.ts';

const rows = z.int().min(0);

const arm = z.object({ answers: z.int().min(0), mean: z.number().nullable() });

const figures = z.object({
  evidence: z.number().describe('that the version is worse, at most 1e12; it trips at the limit'),
  limit: z.number(),
  pairs: z.int().describe('of one answer of the version and one of its control'),
  version: arm,
  control: arm,
  latest: z.object({ version: arm, control: arm }).describe('the latest 1,000 answers: they decide nothing'),
  badAnswers: z
    .int()
    .nullable()
    .describe('more than the control would have given, since things got worse; null of what is no rate'),
});

const guard = z.object({
  environment: z.string(),
  prompt: z.string(),
  version,
  segment: z.string().describe('*: every segment without weights of its own'),
  metric: z.string(),
  control: version.nullable().describe('null: no other version has 5 % of the segment'),
  test: z
    .enum(['new', 'steady'])
    .describe('new: judged from its first answer on; steady: for a change at some time'),
  alpha: z.number(),
  from: time.describe('older observations do not count'),
  outcome: z
    .enum(['watching', 'waiting', 'learning', 'paused', 'tripped'])
    .describe(
      'waiting: it serves, or is watched, for less than an hour, and too little was reported to tell',
    ),
  because: z
    .enum(['silence', 'no-candidate', 'no-control', 'alone', 'unreadable'])
    .nullable()
    .describe('why it is paused'),
  action: z.enum(['rollback', 'hold', 'alert']).nullable().describe('null: it did not trip'),
  isKnown: z.boolean().describe('it tripped before, and nobody released that'),
  figures,
});

/** What `guard --json` prints; with `--watch` one such object a line. */
export const guardSchema = z.object({
  schemaVersion: z.literal(1),
  dryRun: z.boolean(),
  guards: z.array(guard),
  rollbacks: z
    .array(
      z.object({
        prompt: z.string(),
        environment: z.string(),
        from: version.nullable().describe('taken back; null: there was nothing to go back to'),
        to: version.nullable(),
        serial: z.int().nullable(),
        recorded: z.boolean(),
        problem: z.string().nullable().describe('why nothing was taken back, or why it is not recorded'),
        publication: publicationSchema,
      }),
    )
    .describe('what was taken back'),
  recorded: z
    .array(z.object({ prompt: z.string(), environment: z.string(), from: version, at: time }))
    .describe('rollbacks that were published before, while the branch could not be written'),
  held: z
    .array(
      z.object({
        environment: z.string(),
        prompt: z.string(),
        version,
        until: time.nullable().describe('null: until it is released'),
        reason: z.string(),
      }),
    )
    .describe('what may not rise from now on'),
  rows: z.object({
    read: rows,
    taken: rows,
    repeated: rows.describe('their id came before'),
    forced: rows.describe('of a version that was forced'),
    unknown: rows.describe('of a prompt, a version or an environment that the registry does not know'),
    ignored: rows.describe('without a metric that a guard watches'),
    unwatched: rows.describe(
      'of the taken ones: older than the serving of what they name, or of a version that no guard watches',
    ),
    unreadable: rows,
  }),
  problems: rowProblemsSchema,
  unreadable: z
    .array(z.object({ path: z.string(), problem: z.string() }))
    .describe('portfolios and guards that cannot be judged'),
  issues: z
    .array(
      z.object({
        environment: z.string(),
        prompt: z.string(),
        repository: z.string().describe('owner/name'),
        title: z.string(),
        body: z.string().describe('Markdown'),
        outcome: z
          .enum(['opened', 'updated', 'unchanged', 'closed', 'planned', 'failed'])
          .describe('planned: of a dry run'),
        url: z.string().nullable(),
        problem: z.string().nullable().describe('why it failed'),
      }),
    )
    .describe(
      'on GitHub, of what tripped and nobody released; empty where GitHub may not be asked, and of --watch where it takes long',
    ),
  failures: z.array(z.string()).describe('what could not be done'),
  publication: publicationSchema.describe(
    'of what was written besides rollbacks, and of what was lacking of earlier ones',
  ),
});

export type GuardJson = z.infer<typeof guardSchema>;
