import { z } from 'zod';
import { ratioSchema } from './segment-result.ts';

/** The latency of a prompt in the result. Times are ms. */

const limitLabel = z
  .enum(['within', 'exceeded', 'unknown'])
  .describe('within, exceeded: shown by the whole interval; unknown: neither, or too few cases');

const latencyQuantileSchema = z
  .object({
    baselineMs: z.number(),
    candidateMs: z.number(),
    ratio: z.number(),
    low: z.number(),
    high: z.number().nullable().describe('null: no upper bound'),
    limit: z.number().nullable().describe('largest increase allowed, a fraction; null where it is off'),
    label: limitLabel,
  })
  .describe('a quantile of the latency of cases in both arms, and their ratio with its 95 % interval');

export const latencySchema = z.object({
  label: limitLabel.describe('the graver of both'),
  casesOf: z.literal('base').optional().describe('as in `cost`'),
  pairs: z.number().describe('cases that one run asked of both arms, by calls of their own'),
  families: z.number().optional().describe('of these cases; absent where every case is one'),
  oneCall: z
    .number()
    .optional()
    .describe(
      'further cases, not compared: one call answered them in both arms, or together with another case; absent where there are none',
    ),
  tooFew: z
    .literal(true)
    .optional()
    .describe('to hold anything against a limit: it takes 30 cases, or families of them'),
  mean: ratioSchema.nullable().describe('ratio of the means, paired, with its 95 % interval'),
  p50: latencyQuantileSchema,
  p95: latencyQuantileSchema,
});
