import { z } from 'zod';
import { METRIC_NAME } from '../domain/observation.ts';
import { commit, count, digest, matching, name, version } from './event-parts.ts';

const metric = matching(METRIC_NAME, 'the name of a metric');
const segment = z.string().min(1).max(200);
const p = z.number().min(0).max(1);
const of = { environment: name, prompt: name, epoch: z.int().min(1) };

const comparison = z.object({
  version,
  difference: z.number(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  p,
  adjustedP: p,
  finding: z.enum(['better', 'worse', 'no-difference']),
});

export const experimentStarted = {
  ...of,
  type: z.literal('experiment-started'),
  policy: z.object({ commit, path: z.string() }),
  portfolio: z.string(),
  experiment: digest,
  metric,
  control: version,
  size: z.int().min(1),
};

export const experimentDecided = {
  ...of,
  type: z.literal('experiment-decided'),
  end: z.object({
    state: z.enum(['stopped', 'decided', 'ended']),
    changedBy: z.int().min(1).nullable(),
    units: z.object({ has: count, asked: count }),
    sampleRatio: z.object({ p, isBroken: z.boolean() }),
    guardrails: z.array(z.object({ metric, version, p, isBroken: z.boolean() })),
    result: z
      .object({
        control: version,
        versions: z.array(comparison),
        segments: z.record(segment, z.array(comparison)),
        omnibusP: p.nullable(),
      })
      .nullable(),
    excluded: count,
  }),
};
