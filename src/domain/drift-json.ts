import { z } from 'zod';
import { DRIFT_REASONS } from './drift.ts';
import { digest, publicationSchema, time, version } from './registry-json-parts.ts';

const rate = z.number().nullable().describe('a fraction; null: nothing was answered');

const segment = z.object({
  segment: z.string(),
  cases: z.int().describe('answered then and today'),
  before: rate,
  now: rate,
  change: z.number().nullable(),
  interval: z.tuple([z.number(), z.number()]).nullable().describe('of the change, 95 %'),
  verdict: z.enum(['invalid', 'regression', 'improved', 'pass', 'inconclusive']),
  casesThen: z
    .int()
    .optional()
    .describe(
      'cases of then, where too few of them are asked today with the same content to compare the segment',
    ),
});

const mean = z.object({ n: z.int(), mean: z.number() });

/** The shape of one look, as `drift --json` and the registry have it. */
const driftLookSchema = z.object({
  environment: z.string(),
  prompt: z.string(),
  version,
  digest,
  against: z
    .object({ evidence: z.string().describe('its id'), at: time })
    .nullable()
    .describe('the evidence with which it was promoted; null: it had none'),
  evidence: z.string().describe("id of today's"),
  suite: digest,
  policy: z
    .object({ commit: z.string(), path: z.string() })
    .optional()
    .describe('the commit of main by whose policy it was decided'),
  askedTwice: z
    .literal(true)
    .optional()
    .describe('the first answers were worse, so that all was asked a second time: those answers are told'),
  verdict: z.enum(['clean', 'drifted', 'undecided']),
  cause: z
    .enum(['model', 'judge', 'traffic', 'unknown'])
    .nullable()
    .describe('model: it answers otherwise; judge: it judges the same answers otherwise; null: no drift'),
  because: z.array(z.enum(DRIFT_REASONS)),
  critical: z
    .object({
      first: z.array(z.string()).describe('numbers in the suite, with the segments, of the first'),
      count: z.int(),
    })
    .optional()
    .describe('critical cases for which it is undecided: asked otherwise today, or without an answer'),
  overall: segment,
  segments: z.array(segment),
  control: z
    .object({
      judged: z.int().describe('cases that models judge'),
      found: z.int().describe('of these, whose answers of then are still stored'),
      worse: z.int().describe('judged worse today'),
      better: z.int(),
      model: z.number().nullable().describe('change by the model, the judge being the same'),
      judge: z.number().nullable().describe('change by the judge, the answers being the same'),
    })
    .nullable()
    .describe('the answers of then, judged again; null: no model judges'),
  traffic: z
    .array(
      z.object({
        segment: z.string(),
        metric: z.string(),
        before: mean,
        now: mean.describe('of the latest week'),
        p: z.number().describe('of a change for the worse, one-sided, adjusted'),
        isWorse: z.boolean(),
      }),
    )
    .describe('what production reported'),
  facts: z.array(
    z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('model-retires'),
        model: z.string(),
        on: z.string().describe('a day'),
        source: z.string().describe('the page that announces it'),
        asOf: z.string().describe('the day on which that page was looked up'),
      }),
      z.object({
        kind: z.literal('price'),
        model: z.string(),
        ratio: z.number().describe('what the same tokens cost today, by what they cost then'),
      }),
    ]),
  ),
});

const proposal = z.object({
  prompt: z.string(),
  from: z.string().describe('the model that it asks on main, provider:model'),
  to: z.string(),
  path: z.string().describe('of the file that names the model'),
  diff: z.string(),
  losesPin: z.boolean().describe('the new name does not always mean the same model, and the old one does'),
  branch: z.string().nullable().describe('null: nothing was pushed'),
  outcome: z
    .enum(['planned', 'opened', 'updated', 'unchanged', 'closed', 'pushed', 'failed'])
    .describe('pushed: the branch is there, and somebody has to open the pull request'),
  url: z.string().nullable(),
  problem: z.string().nullable(),
});

/** What `drift --json` prints. */
export const driftSchema = z.object({
  schemaVersion: z.literal(1),
  dryRun: z.boolean(),
  looks: z.array(driftLookSchema).describe('one for each version and environment'),
  pending: z
    .array(z.object({ prompt: z.string(), version, problem: z.string() }))
    .describe('versions of which nobody knows'),
  toAsk: z
    .array(
      z.object({
        prompt: z.string(),
        version,
        cases: z.int(),
        environments: z.array(
          z.object({ environment: z.string(), against: time.nullable().describe('of the evidence') }),
        ),
      }),
    )
    .describe('what a dry run would ask'),
  estimate: z
    .object({
      answers: z.int(),
      judgements: z.int().describe('at most'),
      usd: z.number().nullable().describe('of answers and their judgements; null: a price is not known'),
    })
    .nullable()
    .describe('of a dry run'),
  issues: z.array(
    z.object({
      prompt: z.string(),
      outcome: z.enum(['opened', 'updated', 'unchanged', 'closed', 'failed']),
      url: z.string().nullable(),
      problem: z.string().nullable(),
    }),
  ),
  proposals: z.array(proposal).describe('with --propose'),
  accepted: z
    .array(
      z.object({
        environment: z.string(),
        prompt: z.string(),
        version,
        verdict: z.enum(['clean', 'drifted', 'undecided']).describe('of the look that was accepted'),
        evidence: z.string().describe('what the version is held against from now on'),
        at: time.describe('of that look'),
      }),
    )
    .describe('with --accept'),
  publication: publicationSchema,
});

export type DriftJson = z.infer<typeof driftSchema>;
