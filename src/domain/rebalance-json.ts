import { z } from 'zod';
import { limitKind, portfolioPlanSchema } from './portfolio-plan.ts';
import { proposalSchema, publicationSchema, time, version } from './registry-json-parts.ts';

/** What `rebalance --json` prints (`schemaVersion: 1`, schema/rebalance.schema.json). */

const slots = z.record(z.string(), z.int()).describe('slots of 10,000 by version');
const segmentSchema = z.object({
  segment: z.string(),
  before: slots,
  wanted: z
    .record(z.string(), z.number())
    .nullable()
    .describe('slots by the allocator, not rounded; null: nothing is due'),
  after: slots,
  outcome: z.enum(['changed', 'same', 'unsatisfiable', 'frozen']),
  held: z
    .array(z.object({ limit: limitKind, version }))
    .describe('what keeps weights from what is wanted, or leaves no room'),
});

const comparison = z.object({
  version,
  difference: z.number().describe('candidate − control, in the measure of the metric'),
  low: z.number().nullable().describe('at the level 1 − α; null: nothing bounds it'),
  high: z.number().nullable(),
  p: z.number(),
  adjustedP: z.number(),
  finding: z.enum(['better', 'worse', 'no-difference']),
});

const experimentSchema = z.object({
  state: z
    .enum(['running', 'stopped', 'decided', 'ended'])
    .describe('ended: the longest time was over before it had its size'),
  units: z
    .object({ has: z.int(), asked: z.int() })
    .describe('of the version with the fewest, and how many each needs'),
  remainingMs: z.number().describe('until it may be read, where only time is missing'),
  sampleRatio: z.object({ p: z.number(), isBroken: z.boolean() }),
  guardrails: z.array(z.object({ metric: z.string(), version, p: z.number(), isBroken: z.boolean() })),
  result: z
    .object({
      control: version,
      versions: z.array(comparison),
      segments: z.record(z.string(), z.array(comparison)),
      omnibusP: z.number().nullable(),
    })
    .nullable()
    .describe('null until it is decided or ended'),
  excluded: z.int().describe('observations of other weights, which do not count'),
  changedBy: z.int().nullable().describe('serial that changed what serves meanwhile; null: nothing did'),
});

export const rebalanceSchema = z.object({
  schemaVersion: z.literal(1),
  portfolios: z.array(
    z.object({
      prompt: z.string(),
      environment: z.string(),
      path: z.string(),
      outcome: z
        .enum(['set', 'proposed', 'same', 'not-due', 'frozen', 'waits', 'refused'])
        .describe(
          'set: it serves from now on; proposed: its file is to be changed; frozen: an experiment runs; refused: limits leave no room',
        ),
      due: time.nullable(),
      segments: z.array(segmentSchema),
      plan: portfolioPlanSchema.nullable(),
      seed: z.int().nullable().describe('of the allocator’s random numbers'),
      experiment: experimentSchema.nullable(),
      file: z.string().nullable().describe('the portfolio’s file with new weights'),
      because: z.array(z.string()),
      proposal: proposalSchema.nullable().describe('the pull request; null: none, or a dry run'),
    }),
  ),
  unreadable: z.array(z.object({ path: z.string(), problem: z.string() })),
  dryRun: z.boolean(),
  publication: publicationSchema,
});
