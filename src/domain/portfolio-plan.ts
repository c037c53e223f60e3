import { z } from 'zod';

/**
 * What a portfolio would do once it is merged or rebalanced: the figures of a reviewer's risk report. Shares, rates and
 * weights are fractions from 0 to 1; null: not known.
 */

const weight = z.number().min(0).max(1);
const version = z.string();

const estimateSchema = z
  .object({
    mean: z.number(),
    low: z.number(),
    high: z.number(),
    observations: z.number().describe('in production, within the window'),
    cases: z.number().describe('of evidence, that count beside them'),
  })
  .describe('of the metric, 0–1, with its 95 % interval');

export const limitKind = z.enum([
  'hold',
  'segment-list',
  'evidence',
  'floor',
  'new-version-cap',
  'concentration',
  'step',
  'overlap',
]);

/** What binds weights, and becomes looser only in a pull request of its own. */
const changedKind = z.enum([
  'floor',
  'new-version-cap',
  'concentration',
  'step',
  'overlap',
  'safe',
  'guards',
]);

const limitFindingSchema = z.object({
  kind: limitKind,
  segment: z.string(),
  version: version.nullable().describe('null: of the segment as a whole'),
  state: z
    .enum(['kept', 'nearer', 'broken', 'unknown'])
    .describe(
      'nearer: over the limit, but no farther than what serves now, so it does not block; unknown blocks',
    ),
  limit: z.number().nullable().describe('what is allowed: a weight, or the phi of `overlap`'),
  value: z.number().nullable().describe('what would be'),
  because: z
    .enum(['worse', 'not-evaluated', 'no-shared-cases'])
    .nullable()
    .describe('why evidence does not allow it, or why it is unknown'),
});

const overlapSchema = z.object({
  versions: z.tuple([version, version]),
  segment: z.string().describe('`*`: over all shared cases'),
  cases: z.number().describe('that both answered'),
  bothFail: z.number().nullable(),
  phi: z.number().nullable().describe('correlation of failures; null: one of both never or always fails'),
  rescue: z
    .tuple([z.number().nullable(), z.number().nullable()])
    .describe(
      'share of the failures of the first that the second answers, and the reverse; null: no failures',
    ),
});

const stressSchema = z.object({
  kind: z.enum(['version-gone', 'model-retired', 'segment-doubles']),
  what: z.string().describe('the version, the model or the segment'),
  share: weight.nullable().describe('of all traffic that it concerns'),
  quality: estimateSchema.nullable().describe('over all segments, afterwards'),
  change: z.number().nullable().describe('of the expected quality'),
  unserved: z.array(z.string()).describe('segments in which nothing is left'),
});

const segmentPlanSchema = z.object({
  name: z.string(),
  traffic: weight.nullable().describe('share of all calls'),
  weights: z.array(z.object({ version, before: weight, after: weight })),
  quality: z.object({ before: estimateSchema.nullable(), after: estimateSchema.nullable() }),
  versions: z
    .array(z.object({ version, quality: estimateSchema }))
    .describe('of each version that is listed'),
  largest: weight.describe('weight, afterwards'),
  effectiveVersions: z.number().describe('1 / the sum of the squared weights'),
  reassigned: z
    .object({ share: weight, least: weight })
    .describe('units that get another version, and the fewest that these weights allow'),
  costPerCall: z.object({ before: z.number().nullable(), after: z.number().nullable() }).describe('USD'),
  noticed: z
    .array(
      z.object({
        version,
        answers: z.number().nullable().describe('of this version, until a guard trips; null: no guard would'),
        badAnswers: z.number().nullable().describe('more than without the drop'),
        days: z.number().nullable(),
        acts: z.boolean().describe('whether a guard goes back by itself; else it alerts, or holds'),
        why: z
          .enum(['no-guard', 'no-control', 'not-observed', 'margin'])
          .optional()
          .describe(
            'why no guard would: there is none, no other version has 5 % of the segment, nothing was reported of the metrics, or the drop is within what guards allow',
          ),
      }),
    )
    .describe('what a drop of 15 points would cost before it is noticed'),
});

/** Of a guard. */
export const tripSchema = z.object({
  ...{ version, segment: z.string(), metric: z.string() },
  action: z.enum(['rollback', 'hold', 'alert']),
  at: z.string(),
  released: z.string().nullable(),
});

/**
 * A portfolio that a pull request loosens elsewhere than in its limits: the file goes, or goes to another environment, or
 * the policy counts a metric of its guards otherwise.
 */
export const looserPortfolioSchema = z.object({
  path: z.string(),
  prompt: z.string(),
  environment: z.string().describe('where its limits and guards hold until the merge'),
  how: z.enum(['ends', 'moves', 'metric']),
  metric: z.string().nullable().describe('that its guards count, and the policy declares otherwise'),
  blocks: z
    .boolean()
    .describe('beside other changes, which blocks: it may in a pull request that changes nothing else'),
  next: z
    .object({ version, trips: z.array(tripSchema).describe('of guards on it, the latest first') })
    .nullable()
    .describe('what the next `record` gives everybody there; null: nothing else than what serves'),
});

export const portfolioPlanSchema = z.object({
  prompt: z.string(),
  environment: z.string(),
  metric: z.string().nullable().describe('by which quality is told; null: the pass rate of evidence'),
  safe: version,
  owner: z.object({
    stated: z.string(),
    isAsked: z.boolean().describe('whether CODEOWNERS asks the owner about the file'),
  }),
  limitsFrom: z.enum(['base', 'head']).describe('head: the portfolio is new'),
  limitChanges: z.array(
    z.object({
      kind: changedKind.describe('new-version-cap: also where another metric is counted'),
      version: version.nullable().describe('of a floor; the new one of `safe`'),
      becomes: z.enum(['stricter', 'looser']),
    }),
  ),
  loosensBesides: z
    .boolean()
    .describe(
      'limits or guards become looser, or `safe` another version, beside other changes, which blocks: they may in a pull request of their own',
    ),
  segments: z.array(segmentPlanSchema),
  held: z
    .array(
      z.object({
        version,
        reason: z.string(),
        at: z.string(),
        until: z.string().nullable().describe('null: until it is released'),
        trip: z
          .object({ segment: z.string(), metric: z.string(), at: z.string() })
          .nullable()
          .describe('of the guard that took it back or held it; null: a person did'),
        withheld: z
          .array(z.object({ segment: z.string(), stated: weight, set: weight }))
          .describe('weights that the file states and a merge does not set'),
      }),
    )
    .optional()
    .describe('versions that are held, of which the file states more than is set'),
  trips: z
    .array(tripSchema)
    .optional()
    .describe('of guards on versions whose weight rises, the latest first'),
  delisted: z
    .array(
      z.object({ name: z.string(), weights: z.array(z.object({ version, before: weight, after: weight })) }),
    )
    .describe('segments that have weights of their own now, and get those of `*`'),
  limits: z.array(limitFindingSchema),
  blocks: z.boolean().describe('a limit is broken, not known to be kept, or loosened beside other changes'),
  evidence: z.array(
    z.object({
      version,
      evidence: z.string().nullable().describe('its id; null: there is none'),
      cases: z.number(),
      at: z.string().nullable(),
      segments: z.record(z.string(), z.enum(['regression', 'improved', 'pass', 'inconclusive', 'invalid'])),
    }),
  ),
  quality: z
    .object({ before: estimateSchema.nullable(), after: estimateSchema.nullable() })
    .describe('over all segments'),
  overlaps: z.array(overlapSchema),
  models: z
    .array(z.object({ model: z.string(), before: weight.nullable(), after: weight.nullable() }))
    .describe('share of traffic by model, in the order of versions'),
  stress: z.array(stressSchema),
  reassigned: z.object({ share: weight, least: weight }).nullable(),
  cost: z.object({
    perCall: z.object({ before: z.number().nullable(), after: z.number().nullable() }).describe('USD'),
    promptCache: z
      .object({
        prefixes: z.number().describe('that providers keep warm, one for each version and model'),
        hitRate: z.object({ before: weight.nullable(), after: weight.nullable() }),
        perCall: z
          .object({ before: z.number().nullable(), after: z.number().nullable() })
          .describe('USD that calls cost because the prefix is not in the cache'),
      })
      .nullable(),
  }),
});

export type LimitChange = z.infer<typeof portfolioPlanSchema>['limitChanges'][number];
export type LimitKind = z.infer<typeof limitKind>;
export type Estimate = z.infer<typeof estimateSchema>;
export type LimitFinding = z.infer<typeof limitFindingSchema>;
export type Overlap = z.infer<typeof overlapSchema>;
export type Stress = z.infer<typeof stressSchema>;
export type SegmentPlan = z.infer<typeof segmentPlanSchema>;
export type PortfolioPlan = z.infer<typeof portfolioPlanSchema>;
export type LooserPortfolio = z.infer<typeof looserPortfolioSchema>;
