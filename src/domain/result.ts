import { z } from 'zod';
import { acceptanceSchema } from './acceptance.ts';
import {
  type ChangedCase,
  caseOutcomeSchema,
  changedCaseSchema,
  type TrialError,
  trialErrorSchema,
} from './case-result.ts';
import { failureClusterSchema } from './failure-cluster.ts';
import { fileDiffSchema } from './file-diff.ts';
import { type ResultFinding, resultFindingSchema } from './finding-json.ts';
import { latencySchema } from './latency-result.ts';
import { partialSchema } from './part.ts';
import { looserPortfolioSchema, portfolioPlanSchema } from './portfolio-plan.ts';
import { promptCacheSchema } from './prompt-cache.ts';
import { policySchema, promptPolicySchema } from './published-policy.ts';
import { becomesSchema, registryPlanSchema } from './registry-plan.ts';
import {
  costComparisonSchema,
  fraction,
  ratioSchema,
  type SegmentResult,
  segmentResultSchema,
} from './segment-result.ts';

/**
 * The result object: the one thing all renderings are made of, and the published JSON
 * (`schemaVersion: 1`, schema/result.schema.json). Rates, differences and intervals are fractions
 * (−0.16 is −16 points), money is USD, times are ms.
 */

export const judgeUsageSchema = z
  .object({
    calls: z.number().describe('judgements and embeddings asked of a model in this run'),
    fromStore: z.number(),
    inputTokens: z.number(),
    outputTokens: z.number(),
    usd: z.number().nullable().describe('null where no price is known'),
  })
  .describe('what judging the answers took; counted apart from the answers');

export const usageSchema = z.object({
  trials: z.number(),
  fromStore: z.number(),
  calls: z.number().describe('answers asked of a model in this run'),
  errored: z.number(),
  inputTokens: z.number(),
  outputTokens: z.number(),
  cachedInputTokens: z.number(),
  usd: z.number().nullable().describe('what the calls of this run cost; null where no price is known'),
  elapsedMs: z.number(),
  savedTrials: z
    .number()
    .optional()
    .describe('answers not asked, since the verdict could not change any more; absent where none were'),
  judge: judgeUsageSchema.optional().describe('absent where no model judged'),
});

const armSourceSchema = z.object({
  path: z.string(),
  sha256: z.string().describe('of the prompt file and all it includes'),
  digest: z
    .string()
    .describe(
      'of what the model is asked, wherever and however it is written: two versions are one if it is equal',
    ),
  model: z.string().describe('provider:model'),
  otherModels: z.array(z.string()).optional().describe('where several are asked'),
});

export const noticeSchema = z
  .looseObject({
    code: z.string().describe('which notice this is; its facts stand beside it'),
    gravity: z
      .enum(['alarm', 'notice', 'fact'])
      .describe('alarm: look before the merge; fact: true of every run until the owner changes it'),
    text: z.string().describe('the sentence; names may stand in backticks'),
  })
  .describe('what to know beside the verdict');

const costLabel = z
  .enum(['within', 'exceeded', 'paid-for', 'unknown'])
  .describe('as of latency; paid-for: exceeded, and something improved');

export const promptResultSchema = z.object({
  path: z.string().describe('of the file; of one of several prompts in it: what that one is called'),
  file: z.string().optional().describe('the file that holds it, where `path` is no file'),
  change: z.enum(['modified', 'renamed', 'added', 'deleted', 'include', 'policy', 'suite']),
  because: z.array(z.string()).describe('the changed files that make it count'),
  policy: promptPolicySchema
    .optional()
    .describe('what it was judged by, where its entry in the policy states rules of its own'),
  verdict: z
    .enum(['pass', 'block', 'error', 'not-run'])
    .describe('not-run: nothing had to be asked, since it was deleted, or only its suite changed'),
  reasons: z.array(
    z.object({
      kind: z.enum([
        'regression',
        'overall-regression',
        'critical-case',
        'critical-case-unanswered',
        'cost',
        'latency',
        'inconclusive',
        'below-min-pass-rate',
        'weaker-suite',
        'invalid',
      ]),
      segment: z.string().optional(),
      caseId: z.string().optional(),
    }),
  ),
  baseline: armSourceSchema
    .nullable()
    .describe('null where there is nothing to compare with: then `pass` means only that nothing blocks'),
  candidate: armSourceSchema.nullable().describe('null when the prompt was deleted'),
  judges: z.array(z.string()).optional().describe('provider:model of the models that judged the answers'),
  suite: z
    .object({
      path: z.string(),
      sha256: z.string(),
      digest: z
        .string()
        .describe('of the cases as proposed: what they ask and how it is judged, however it is written'),
      baselineDigest: z.string().nullable().describe('of those at the base; null where there are none'),
      cases: z.number(),
      sampled: z.number(),
      trials: z.number(),
    })
    .nullable(),
  segments: z.array(segmentResultSchema),
  overall: segmentResultSchema.nullable().describe('null when nothing was run'),
  cost: z
    .object({
      label: costLabel.describe(
        'the graver of the two in `labels`: exceeded, unknown, paid-for, within. unknown: nothing to compare with, a price that is not known, neither shown to be above the limit nor within it, or too few cases',
      ),
      tooFew: z
        .literal(true)
        .optional()
        .describe('to hold anything against a limit: it takes 30 cases, or families of them, in `overall`'),
      labels: z
        .object({ tokens: costLabel.nullable(), money: costLabel.nullable() })
        .optional()
        .describe('of each limit by itself; null where it is off'),
      casesOf: z
        .literal('base')
        .optional()
        .describe('only the cases that the base has too, since these exceed a limit that all cases keep'),
      comparison: costComparisonSchema,
      limit: z.number().nullable().describe('of tokens'),
      moneyLimit: z.number().nullable().optional().describe('of money a call; null where it is off'),
      withCache: ratioSchema
        .optional()
        .describe(
          "of money a call with what the edit takes from the provider's cache at the declared traffic, where that is why the limit of money is not kept; absent otherwise",
        ),
      paidForBy: z
        .array(z.string())
        .optional()
        .describe(
          'what improved and so pays for more tokens or money: segments, or `overall`; absent where nothing is paid for',
        ),
      monthlyUsd: z.number().nullable(),
      promptCache: z
        .object({
          baselineTokens: z.number().nullable().describe('as `candidate.tokens`; null: no baseline'),
          candidate: promptCacheSchema,
          usdPerDay: z.number().nullable().describe('what the edit changes at the declared traffic'),
        })
        .optional()
        .describe("what the provider's cache can reuse from call to call"),
      notes: z.array(z.string()).describe('why the cost moved, e.g. a shorter cacheable prefix'),
    })
    .nullable(),
  latency: latencySchema
    .nullable()
    .optional()
    .describe('null or absent where it was not measured in both arms in this run'),
  baselineDrift: z
    .array(
      z.object({
        segment: z.string().describe('a segment, or `overall`'),
        storedRate: fraction,
        freshRate: fraction,
        difference: fraction.describe('fresh − stored'),
        pValue: z.number().describe('two-sided'),
      }),
    )
    .optional()
    .describe(
      "where the baseline's stored answers differ from the fresh ones: not what the pull request did",
    ),
  levels: z.object({ segments: z.number(), overall: z.number() }).nullable(),
  newlyFailing: z.array(changedCaseSchema),
  newlyPassing: z.array(changedCaseSchema),
  clusters: z
    .object({ newlyFailing: z.array(failureClusterSchema), failing: z.array(failureClusterSchema) })
    .optional()
    .describe(
      'failing cases by what fails and how alike their answers are, the largest cluster first: those that newly fail, and those that failed before too; absent where nothing was run',
    ),
  cases: z
    .array(caseOutcomeSchema)
    .optional()
    .describe("every case that was asked, in the suite's order; in the file of the result only"),
  errors: z.array(trialErrorSchema),
  diff: z
    .string()
    .describe('unified diff of the prompt file; empty when only an include or the suite changed'),
  includeDiffs: z
    .array(z.object({ path: z.string(), diff: z.string() }))
    .optional()
    .describe('the same of each changed file that the prompt includes; absent where none changed'),
  changedLines: z
    .array(z.object({ start: z.number(), end: z.number() }))
    .describe('lines of the candidate file that the pull request changed'),
  usage: usageSchema,
  notices: z.array(noticeSchema),
  becomes: becomesSchema.optional(),
  findings: z.array(resultFindingSchema).optional().describe('absent where nothing was found'),
});

export const resultSchema = z.object({
  schemaVersion: z.literal(1),
  tool: z.object({ name: z.literal('prompt-eval-gate'), version: z.string() }),
  verdict: z
    .enum(['pass', 'block', 'error', 'partial'])
    .describe("partial: only a part was asked, and what was found in it is no verdict of the gate's"),
  partial: partialSchema.optional(),
  accepted: acceptanceSchema.optional(),
  base: z.object({ ref: z.string(), mergeBase: z.string().nullable() }),
  head: z.object({ ref: z.string(), sha: z.string().nullable().describe('null: the working tree') }),
  policySource: z.object({
    path: z.string(),
    revision: z
      .enum(['base', 'head', 'defaults', 'unread'])
      .describe('where the policy is from; unread: the gate failed before, or because of it'),
    changed: z.boolean().describe('this pull request edits the policy'),
  }),
  policy: policySchema.describe('what the verdict was decided by, in the units of this document'),
  offline: z
    .boolean()
    .optional()
    .describe('whether only stored answers were used; absent where models could be asked'),
  promptsWatched: z.number(),
  prompts: z.array(promptResultSchema),
  errors: z
    .array(
      z.object({
        message: z.string(),
        place: z.string().nullable(),
        remedy: z.string().nullable(),
      }),
    )
    .describe('why the gate could not decide'),
  usage: usageSchema,
  notices: z.array(noticeSchema),
  fileDiffs: z.array(fileDiffSchema).optional().describe('of the first 20; absent where none changed'),
  registryPlan: registryPlanSchema.optional(),
  portfolioPlans: z
    .array(portfolioPlanSchema)
    .optional()
    .describe('of the portfolios that this pull request changes; absent where it changes none'),
  looserPortfolios: z
    .array(looserPortfolioSchema)
    .optional()
    .describe(
      'that this pull request ends, moves, or whose guards count otherwise; absent where there are none',
    ),
});

export type Result = z.infer<typeof resultSchema>;
export type PromptResult = z.infer<typeof promptResultSchema>;
export type ResultNotice = z.infer<typeof noticeSchema>;
export type { ChangedCase, ResultFinding, SegmentResult, TrialError };
export type RunUsage = z.infer<typeof usageSchema>;
export type JudgeUsage = z.infer<typeof judgeUsageSchema>;
