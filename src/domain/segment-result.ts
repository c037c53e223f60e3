import { z } from 'zod';
import { TEST_METHODS } from './statistical-tests.ts';

/** A row of the result: one segment of a prompt, or all its cases, in both arms. Units as in `result.ts`. */

export const fraction = z.number();
const interval = z.tuple([z.number(), z.number()]).describe('[low, high], 95 %');
/** In the order in which they are tried. */
const label = z.enum(['invalid', 'regression', 'improved', 'pass', 'inconclusive']);

const armRateSchema = z.object({
  passes: z.number().describe('passed trials'),
  n: z.number().describe('trials: cases × trials a case'),
  rate: fraction,
  interval: interval.describe('Wilson 95 %'),
});

const armCostSchema = z
  .object({
    inputTokens: z.number(),
    outputTokens: z.number(),
    cachedInputTokens: z.number(),
    totalTokens: z.number(),
    usd: z.number().nullable(),
  })
  .describe('means a call');

export const ratioSchema = z.object({ ratio: z.number(), low: z.number(), high: z.number() });

export const costComparisonSchema = z.object({
  baseline: armCostSchema.nullable(),
  candidate: armCostSchema,
  ratio: ratioSchema.nullable().describe('of tokens'),
  moneyRatio: ratioSchema
    .nullable()
    .optional()
    .describe("of money, what a provider's cache saves left aside; null where a price is not known"),
});

const segmentLimitSchema = z.object({
  of: z.enum(['tokens', 'money', 'p50', 'p95']).describe('p50, p95: of latency'),
  limit: fraction.describe('largest increase allowed'),
  ratio: z
    .object({ ratio: z.number(), low: z.number(), high: z.number().nullable() })
    .nullable()
    .describe('candidate to baseline, 95 %; high null: no upper bound; null: nothing to compare'),
  cases: z.number().describe('that it is held against'),
  label: z.enum(['within', 'exceeded', 'paid-for', 'unknown']),
  casesOf: z.literal('base').optional().describe('only the cases that the base has too'),
  families: z.number().optional().describe('of these cases; absent where every case is one'),
  tooFew: z.literal(true).optional().describe('cases, or families, to hold anything against it: it takes 30'),
});

/** A limit of cost or latency that a segment has of its own, and how it is kept. */
export type SegmentLimit = z.infer<typeof segmentLimitSchema>;

export const segmentResultSchema = z.object({
  name: z.string(),
  verdict: label,
  casesOf: z
    .literal('base')
    .optional()
    .describe('a row of the cases of the base alone, beside that of all cases; absent otherwise'),
  cases: z.number().describe('complete pairs: cases answered by both arms'),
  families: z
    .number()
    .optional()
    .describe('of these cases, a case without a family being one by itself; absent where every case is'),
  designEffect: z
    .number()
    .optional()
    .describe(
      'how many times the variance of the change is that of as many independent cases; absent without families',
    ),
  ofFirstLook: z
    .literal(true)
    .optional()
    .describe('of the first look alone, since only some segments were extended; absent otherwise'),
  missing: z.number().describe('pairs lost to errors'),
  missingBy: z
    .object({ baseline: z.number(), candidate: z.number(), both: z.number() })
    .optional()
    .describe(
      'cases by the arm that left trials unanswered alone, or both did; absent where none is missing',
    ),
  spared: z
    .number()
    .optional()
    .describe('cases not asked, since the verdict could not change any more; absent where none were'),
  baseline: armRateSchema.nullable(),
  candidate: armRateSchema,
  difference: fraction.nullable(),
  interval: interval.nullable(),
  chosen: z
    .literal(true)
    .optional()
    .describe(
      'of cases that were asked for one by one: nothing is tested, and `verdict` says nothing; absent otherwise',
    ),
  nothingToLose: z
    .literal(true)
    .optional()
    .describe(
      'the baseline passes so few cases that no loss larger than the margin could be seen, so that this is no `pass`; absent otherwise',
    ),
  losses: z.number().describe('cases that got worse'),
  wins: z.number().describe('cases that got better'),
  z: z.number(),
  pValue: z.number().describe('one-sided, "candidate worse", of the test that gates'),
  // Adjusted over the looks too; below `pValue` if the evidence over all cases together was stronger at their first
  // look.
  adjustedPValue: z
    .number()
    .describe(
      'adjusted over the segments; with `spared`, as though those cases had newly passed; where the cases of the base are worse by themselves, theirs',
    ),
  pBetter: z.number(),
  adjustedPBetter: z.number(),
  // How `pValue` was computed.
  method: z.enum(TEST_METHODS),
  twoProportion: z
    .object({ z: z.number(), pValue: z.number(), fisher: z.number().nullable() })
    .nullable()
    .describe('the unpaired classic, one-sided'),
  unconfirmed: z
    .object({ difference: fraction, pValue: z.number() })
    .optional()
    .describe(
      'a drop that the baseline, asked anew, did not confirm (one-sided p): no regression; absent otherwise',
    ),
  minimumDetectableEffect: fraction
    .nullable()
    .describe('of what was run, with 80 % power at the level used; null if it cannot be computed'),
  detectableBySuite: fraction.nullable().optional().describe('the same, were every case of the suite asked'),
  casesNeeded: z.number().nullable().describe('cases that would show a drop as large as the margin'),
  cost: costComparisonSchema,
  limits: z
    .array(segmentLimitSchema)
    .optional()
    .describe('of cost and latency, of its own; absent where the policy states none'),
});

export type SegmentResult = z.infer<typeof segmentResultSchema>;
