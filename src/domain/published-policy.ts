import { z } from 'zod';
import { STATISTICAL_TESTS } from './statistical-tests.ts';

const fraction = z.number();

/**
 * The config's settings; loose, so that a rule added there is published before it is described here, and empty if the
 * gate failed before it had read a policy.
 */
export const policySchema = z.object({
  gate: z
    .looseObject({
      test: z.enum(STATISTICAL_TESTS),
      correction: z.enum(['min-p', 'holm']),
      alpha: z.number().describe('family-wise false-alarm rate, one-sided'),
      family: z.enum(['prompt', 'pull-request']).describe('what `alpha` is the rate of'),
      margin: z.object({ segment: fraction, overall: fraction }),
      minEffect: fraction.describe('smallest drop that blocks'),
      onInconclusive: z.enum(['pass', 'block']),
      onWeakerSuite: z.enum(['report', 'block']),
      minPassRate: fraction.nullable().describe('of a prompt without baseline'),
      acceptLabel: z.string().nullable().describe('label by which a maintainer accepts what blocks'),
      maxMissing: fraction.describe('more missing pairs than this make a segment invalid'),
    })
    .partial(),
  cost: z
    .looseObject({
      maxTokenIncrease: fraction.nullable(),
      maxCostIncrease: fraction.nullable().describe('of money a call'),
      unlessImproved: z.boolean(),
      callsPerMonth: z.number().nullable(),
      maxRunCost: z.number().nullable().describe('USD'),
    })
    .partial(),
  latency: z
    .looseObject({ p50: fraction.nullable(), p95: fraction.nullable() })
    .partial()
    .optional()
    .describe('largest increases of latency; null switches a rule off'),
  smoke: z
    .looseObject({
      cases: z.number().describe('cases a segment at the first look'),
      extendTo: z.number().describe('cases a segment at the second look'),
      trials: z.number().describe('answers to each case by each arm'),
    })
    .partial(),
});

/** What holds for a prompt whose entry in the policy states rules of its own. */
export const promptPolicySchema = policySchema.extend({
  segments: z
    .record(
      z.string(),
      z.object({
        margin: fraction,
        minEffect: fraction,
        onInconclusive: z.enum(['pass', 'block']),
        minPassRate: fraction.nullable(),
        limits: z
          .object({
            tokens: fraction.nullable(),
            money: fraction.nullable(),
            p50: fraction.nullable(),
            p95: fraction.nullable(),
          })
          .optional()
          .describe('largest increases of cost and latency in the segment, beside those of the whole prompt'),
      }),
    )
    .optional()
    .describe('what is asked of single segments; absent: of all the same'),
});
