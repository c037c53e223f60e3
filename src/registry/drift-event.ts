import { z } from 'zod';
import { DRIFT_REASONS } from '../domain/drift.ts';
import { METRIC_NAME } from '../domain/observation.ts';
import {
  commit,
  count,
  digest,
  eventId,
  evidenceId,
  line,
  matching,
  name,
  signature,
  time,
  version,
} from './event-parts.ts';

const rate = z.number().min(0).max(1).nullable();
const change = z.number().min(-1).max(1).nullable();
const mean = z.object({ n: count, mean: z.number() });

const segment = z.object({
  segment: z.string().min(1),
  cases: count,
  before: rate,
  now: rate,
  change,
  interval: z.tuple([z.number(), z.number()]).nullable(),
  verdict: z.enum(['invalid', 'regression', 'improved', 'pass', 'inconclusive']),
  casesThen: count.exactOptional(),
});

const day = matching(/^\d{4}-\d{2}-\d{2}$/, 'a day');

const fact = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('model-retires'),
    model: line(200).min(1),
    on: day,
    source: matching(/^https:\/\//, 'an address'),
    asOf: day,
  }),
  z.object({ kind: z.literal('price'), model: line(200).min(1), ratio: z.number().min(0) }),
]);

export const drift = {
  type: z.literal('drift'),
  environment: name,
  prompt: name,
  version,
  digest,
  against: z.object({ evidence: evidenceId, at: time }).nullable(),
  evidence: evidenceId,
  suite: digest,
  policy: z.object({ commit, path: z.string() }).exactOptional(),
  askedTwice: z.literal(true).exactOptional(),
  verdict: z.enum(['clean', 'drifted', 'undecided']),
  cause: z.enum(['model', 'judge', 'traffic', 'unknown']).nullable(),
  because: z.array(z.enum(DRIFT_REASONS)),
  critical: z.object({ first: z.array(z.string()), count }).exactOptional(),
  overall: segment,
  segments: z.array(segment),
  control: z
    .object({ judged: count, found: count, worse: count, better: count, model: change, judge: change })
    .nullable(),
  traffic: z.array(
    z.object({
      segment: z.string().min(1).max(200),
      metric: matching(METRIC_NAME, 'the name of a metric'),
      before: mean,
      now: mean,
      p: z.number().min(0).max(1),
      isWorse: z.boolean(),
    }),
  ),
  facts: z.array(fact),
};

export const driftAccepted = {
  type: z.literal('drift-accepted'),
  environment: name,
  prompt: name,
  version,
  digest,
  look: eventId,
  evidence: evidenceId,
  policy: z.object({ commit, path: z.string() }),
  signature: signature.exactOptional(),
};
