import { z } from 'zod';
import { DRIFT_REASONS } from './drift.ts';
import { driftSchema } from './drift-json.ts';
import { guardSchema } from './guard-json.ts';
import { meanShape, observeSchema } from './observe-json.ts';
import { rebalanceSchema } from './rebalance-json.ts';
import { refineSchema } from './refine-json.ts';
import {
  actorSchema,
  digest,
  policyNotes,
  publicationSchema,
  readingShape,
  serial,
  status,
  time,
  verdict,
  version,
  weight,
} from './registry-json-parts.ts';

/**
 * What the registry's commands print with `--json` (`schemaVersion: 1`, schema/<command>.schema.json). Fields may be
 * added under the same `schemaVersion`.
 */

const heldSchema = z.object({
  version: version.nullable().describe('null: all versions'),
  until: time.nullable().describe('null: until it is released'),
  reason: z.string(),
});

const tripShape = {
  segment: z.string().describe('*: every segment without weights of its own'),
  metric: z.string(),
  action: z.enum(['rollback', 'hold', 'alert']).describe('what the guard did'),
  at: time,
  released: time.nullable().describe('null: nobody released it'),
};

const rate = z.number().nullable();

const driftShape = {
  at: time,
  verdict: z.enum(['clean', 'drifted', 'undecided']),
  cause: z.enum(['model', 'judge', 'traffic', 'unknown']).nullable(),
  because: z.array(z.enum(DRIFT_REASONS)),
  overall: z
    .object({ cases: z.int(), before: rate, now: rate, change: rate })
    .describe('pass rates when it was promoted and now, and their difference, as fractions'),
  accepted: z
    .object({ at: time, by: z.string(), reason: z.string() })
    .optional()
    .describe('somebody accepted this look: the version is held against its answers from now on'),
};

export const statusSchema = z.object({
  schemaVersion: z.literal(1),
  environments: z.record(
    z.string(),
    z.object({
      serial: serial.describe('0: it serves nothing yet'),
      prompts: z.record(
        z.string(),
        z.object({
          segments: z
            .record(z.string(), z.record(z.string(), weight))
            .describe('weights by version, by segment; * is every segment that is not listed'),
          versions: z
            .record(z.string(), z.object({ digest: digest.nullable(), status: status.nullable() }))
            .describe('those that serve'),
          held: z.array(heldSchema),
          observed: z
            .object({
              through: time.describe('of the newest observation'),
              observations: z.int().describe('of all days'),
              metrics: z
                .array(z.object({ version, segment: z.string(), ...meanShape }))
                .describe('of the latest days, 35 at most'),
              window: z
                .object({
                  days: z.int(),
                  from: z.string().describe('the first day'),
                  metrics: z.array(z.object({ version, segment: z.string(), ...meanShape })),
                })
                .describe('the latest days, to that of the newest observation'),
            })
            .nullable()
            .describe('what production reported; null: nothing'),
          trips: z.array(z.object({ version, ...tripShape })).describe('the latest of each guard'),
          experiment: z
            .object({
              metric: z.string(),
              control: version,
              size: z.int().describe('units that each version has to have'),
              startedAt: time,
              state: z.enum(['running', 'stopped', 'decided', 'ended']),
              endedAt: time.nullable(),
            })
            .nullable()
            .describe('the last one; null: none ever began'),
          drift: z.array(z.object({ version, ...driftShape })).describe('the last of each version'),
          onMain: version.nullable().describe('what main asks for; null: main has the prompt no longer'),
        }),
      ),
    }),
  ),
  ...readingShape,
});

const judgedForShape = {
  segments: z
    .array(z.string())
    .optional()
    .describe('for which a portfolio lets it serve: `verdict` and `cases` are theirs; absent: all'),
  worse: z
    .array(z.string())
    .optional()
    .describe('segments for which its evidence is a regression; absent: none'),
};

const judgedSchema = z.object({
  verdict: verdict.nullable().describe('null: evidence that nobody judged yet'),
  against: digest.nullable().describe('of what it was compared with; null: its own pass rate counted'),
  suite: digest.nullable(),
  cases: z.int(),
  at: time.nullable().describe('of the evidence'),
  ...judgedForShape,
  environment: z.string().nullable(),
  overridden: z.array(z.string()).describe('conditions that were not met and overridden by hand'),
});

export const historySchema = z.object({
  schemaVersion: z.literal(1),
  prompt: z.string(),
  versions: z
    .array(
      z.object({
        version,
        digest,
        status: status.nullable(),
        commit: z.string(),
        path: z.string(),
        author: z.string(),
        owner: z.string().nullable().describe('from CODEOWNERS'),
        at: time.describe('when it was registered'),
        change: z.string(),
        tokens: z
          .object({ fixed: z.number(), cacheablePrefix: z.number(), estimator: z.string() })
          .nullable()
          .describe('of the template without variables'),
        pullRequest: z.number().nullable(),
        description: z.string().nullable(),
        tags: z.array(z.string()),
        accepted: z
          .object({ by: z.string(), at: time })
          .nullable()
          .describe('who accepted, by the label, what the gate blocks; null: nobody is known to have'),
        raised: z.enum(['major', 'minor', 'patch']).nullable().describe('null: the first version'),
        because: z.array(z.string()),
        evidence: z.array(judgedSchema),
        observed: z
          .array(z.object({ environment: z.string(), ...meanShape }))
          .describe('what production reported of it, over all days and segments'),
        trips: z
          .array(z.object({ environment: z.string(), ...tripShape }))
          .describe('of guards on it, the latest of each'),
        drift: z
          .array(z.object({ environment: z.string(), ...driftShape }))
          .describe('the last in each environment'),
      }),
    )
    .describe('newest first'),
  ...readingShape,
});

export const historyDiffSchema = z.object({
  schemaVersion: z.literal(1),
  prompt: z.string(),
  from: version,
  to: version,
  diff: z.string().describe('a unified diff of the contents'),
});

const shareShape = { version, digest, weight };

export const atSchema = z.object({
  schemaVersion: z.literal(1),
  prompt: z.string(),
  environment: z.string(),
  at: time,
  version: version.nullable().describe("the unit's, or of the one that served all; else null"),
  digest: digest.nullable(),
  weight: weight.nullable(),
  serial,
  served: z.array(z.object({ segment: z.string(), ...shareShape })),
  event: z
    .object({
      type: z.string(),
      actor: actorSchema,
      at: time,
      reason: z.string().nullable(),
      overridden: z.array(z.string()).describe('conditions that were overridden by hand'),
      adopted: z.boolean().describe('taken over as it stood when the registry began'),
    })
    .describe('what had set it'),
  evidence: z
    .object({
      verdict,
      against: digest.nullable(),
      evidence: z.string().nullable().describe('its id'),
      suite: digest.nullable(),
      cases: z.int(),
      at: time.nullable(),
      ...judgedForShape,
      overridden: z.array(z.string()).optional(),
    })
    .nullable()
    .describe('by which the version was judged when it was promoted there'),
  ...readingShape,
});

export const rollbackSchema = z.union([
  z.object({
    schemaVersion: z.literal(1),
    prompt: z.string(),
    environment: z.string(),
    from: version.describe('taken back'),
    to: version.describe('serves instead'),
    serial,
    recorded: z.boolean().describe('false: the branch could not be written, or it was a dry run'),
    serves: z.boolean().describe('it is published, or on the branch for whoever publishes that'),
    elapsedMs: z.number(),
    processes: z
      .object({ reached: z.int(), all: z.int() })
      .nullable()
      .describe('that have it already; null: nobody counts them'),
    failure: z.string().nullable().describe('why it is not recorded'),
    dryRun: z.boolean(),
    publication: publicationSchema,
    unsigned: z
      .array(z.string())
      .describe(
        'what serves now without a promotion signature, so that applications with public keys refuse it',
      ),
    notes: policyNotes,
  }),
  z
    .object({
      schemaVersion: z.literal(1),
      prompt: z.string(),
      environment: z.string(),
      from: z.null(),
      to: z.null(),
      problem: z.string(),
      publication: publicationSchema,
      notes: policyNotes,
    })
    .describe('there is nothing to go back to'),
]);

export const verifySchema = z.object({
  schemaVersion: z.literal(1),
  ok: z.boolean(),
  signed: z.boolean().describe('whether the policy lists keys'),
  events: z.int(),
  problems: z.array(
    z.object({ event: z.string().nullable().describe('its id; null: of no one event'), problem: z.string() }),
  ),
  ...readingShape,
});

/** By the names of their published files. */
export const REGISTRY_SCHEMAS = {
  status: statusSchema,
  history: historySchema,
  'history-diff': historyDiffSchema,
  at: atSchema,
  rollback: rollbackSchema,
  verify: verifySchema,
  observe: observeSchema,
  guard: guardSchema,
  drift: driftSchema,
  rebalance: rebalanceSchema,
  refine: refineSchema,
};

/** The output of a reading command, but for what all of them add. */
type Told<Schema extends z.ZodType> = Omit<z.infer<Schema>, 'from' | 'notes'>;

export type StatusJson = Told<typeof statusSchema>;
export type HistoryJson = Told<typeof historySchema>;
export type AtJson = Told<typeof atSchema>;
export type ObserveJson = z.infer<typeof observeSchema>;
export type RebalanceJson = z.infer<typeof rebalanceSchema>;
export type RefineJson = z.infer<typeof refineSchema>;
export type RollbackJson = z.infer<typeof rollbackSchema>;
