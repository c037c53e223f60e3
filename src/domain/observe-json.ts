import { z } from 'zod';
import {
  policyNotes,
  publicationSchema,
  rowProblemsSchema,
  serial,
  time,
  version,
} from './registry-json-parts.ts';

/** What one metric amounts to. */
export const meanShape = {
  metric: z.string().describe('calls counts calls'),
  n: z.int().describe('observations'),
  mean: z.number().describe('of what is so or not, the share'),
  units: z.int().describe('distinct units of each day'),
};

const rows = z.int().min(0);

const windowSchema = z
  .object({
    environment: z.string(),
    prompt: z.string(),
    version,
    segment: z.string().describe('*: every segment that is not declared'),
    metric: z.string(),
    day: z.string().describe('UTC: 2026-11-28'),
    serial: serial.nullable().describe('at which the weights were last set; null: not stated'),
    n: z.int().describe('observations'),
    sum: z.number(),
    squares: z.number().describe('sum of the squares of the values'),
    units: z.int().describe('distinct units'),
    clusters: z
      .object({ counts: z.number(), products: z.number(), sums: z.number() })
      .describe('over units: Σ n², Σ n · sum, Σ sum²'),
    histogram: z
      .object({
        level: z.int().min(0).describe('how often neighbours were joined'),
        zeros: z.int().min(0).describe('values below 1e-9'),
        first: z.int().describe('number of the first bucket'),
        counts: z.array(z.int().min(0)).describe('from the first bucket on'),
      })
      .optional()
      .describe('of a time: bucket i has the values above γ^(i − 1), up to γ^i, γ = (1.02 / 0.98)^(2^level)'),
  })
  .describe('counts of one metric of one version in one segment on one day');

const judgedSchema = z
  .object({
    answers: z.int().describe('that the files have, of what the registry knows'),
    known: z.int().describe('judgements that are not asked: they were counted before'),
    metrics: z.array(
      z.object({
        metric: z.string(),
        prompt: z.string(),
        environment: z.string(),
        version,
        judge: z.string().nullable().describe('its model; null: no model judges'),
        sampled: z.int().describe('answers'),
        errored: z.int().describe('of them: could not be judged, and do not count'),
        mean: z.number().nullable().describe('of those that were judged; null: none was'),
      }),
    ),
    usage: z
      .object({
        calls: z.int(),
        fromStore: z.int(),
        inputTokens: z.int(),
        outputTokens: z.int(),
        usd: z.number().nullable().describe('null: a price is not known'),
      })
      .describe('of judges'),
    estimate: z
      .object({
        calls: z.int(),
        inputTokens: z.int(),
        outputTokens: z.int(),
        usd: z.number().nullable(),
      })
      .nullable()
      .describe('what judging would take; null: no dry run'),
    out: z
      .object({ path: z.string(), appended: z.int() })
      .nullable()
      .describe('lines that --out was given; null: no --out'),
  })
  .describe('the sample of answers that was judged');

export type JudgedJson = z.infer<typeof judgedSchema>;

/** What `observe --json` prints. */
export const observeSchema = z.object({
  schemaVersion: z.literal(1),
  dryRun: z.boolean(),
  event: z.string().nullable().describe('its id; null: nothing was written'),
  rows: z.object({
    read: rows,
    counted: rows,
    late: rows.describe('of those counted: older than what an earlier run had reached'),
    repeated: rows.describe('counted before, by their ids'),
    elsewhere: rows.describe('of a time that a run from another clone counted'),
    forced: rows.describe('of a version that was forced'),
    unknown: rows.describe('of a prompt, a version or an environment that the registry does not know'),
    ignored: rows.describe('about no prompt, or without a value'),
    unreadable: rows,
  }),
  observed: z.array(
    z.object({
      prompt: z.string(),
      environment: z.string(),
      from: time,
      through: time,
      observations: z.int().describe('rows, each of which may have several metrics'),
      windows: z.array(windowSchema),
    }),
  ),
  problems: rowProblemsSchema,
  unknown: z.array(z.object({ what: z.enum(['environment', 'prompt', 'version']), name: z.string(), rows })),
  otherSegments: z
    .array(z.object({ prompt: z.string(), segment: z.string(), rows }))
    .describe('not declared, counted as *'),
  undeclared: z.array(z.object({ metric: z.string(), rows })).describe('metrics that are not counted'),
  judged: judgedSchema.nullable().describe('null: without --judge'),
  publication: publicationSchema,
  notes: policyNotes,
});
