import { z } from 'zod';
import { segmentName } from './metrics-schema.ts';
import { costKeys, gateKeys, latencyKeys, smokeKeys } from './rules-schema.ts';
import { fractionOrOff, points } from './units.ts';

/**
 * The keys of the policy that an entry of `prompts` may state for itself. Built when the first entry has one: few do, and
 * every run reads a policy. What they come to is known once the policy's own are filled in (`own-rules.ts`).
 */
export const ownRulesKeys = {
  gate: z
    .lazy(() => withoutDefaults(gateKeys.omit({ family: true, 'accept-label': true })))
    .optional()
    .describe("instead of the policy's `gate`, key by key"),
  cost: z
    .lazy(() => withoutDefaults(costKeys.omit({ 'max-run-cost': true })))
    .optional()
    .describe("instead of the policy's `cost`, key by key"),
  latency: z
    .lazy(() => withoutDefaults(latencyKeys))
    .optional()
    .describe("instead of the policy's `latency`, key by key"),
  smoke: z
    .lazy(() => withoutDefaults(smokeKeys))
    .optional()
    .describe("instead of the policy's `smoke`, key by key"),
  segments: z
    .record(
      segmentName,
      z.lazy(() => segmentSchema()),
    )
    .optional()
    .describe('what is asked of a segment, by its name'),
};

/** What an entry may ask of a segment. */
export function segmentSchema() {
  return z.strictObject({
    margin: points().optional().describe('points; instead of `gate.margin.segment`'),
    'min-effect': points().optional().describe('points; instead of `gate.min-effect`'),
    'on-inconclusive': z.enum(['pass', 'block']).optional().describe('instead of `gate.on-inconclusive`'),
    'min-pass-rate': fractionOrOff(1).optional().describe('instead of `gate.min-pass-rate`'),
    cost: z
      .strictObject({
        'max-token-increase': fractionOrOff(100).optional().describe('of tokens a call in the segment'),
        'max-cost-increase': fractionOrOff(100)
          .optional()
          .describe('of money a call in the segment; by default as `max-token-increase` here'),
      })
      .optional()
      .describe("the segment's own limits, beside those of the prompt"),
    latency: latencyKeys.optional().describe("the segment's own limits, beside those of the prompt"),
  });
}

/** The same keys, each optional: what is not stated is the policy's. */
function withoutDefaults(keys: z.ZodObject): z.ZodObject {
  const own = Object.entries(keys.shape).map(([name, schema]) => [name, optional(schema)]);
  return z.strictObject(Object.fromEntries(own));
}

function optional(schema: z.core.$ZodType): z.core.$ZodType {
  const inner = schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault ? schema.unwrap() : schema;
  const description = z.globalRegistry.get(schema)?.description;
  const own = z.optional(withinOptional(inner));
  return description === undefined ? own : own.describe(description);
}

function withinOptional(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodObject) return withoutDefaults(schema);
  if (schema instanceof z.ZodUnion) return z.union(schema.options.map(withinOptional));
  return schema;
}
