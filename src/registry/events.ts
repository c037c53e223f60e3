import { z } from 'zod';
import { isMapping, type Json } from '../base/json.ts';
import { formatKeys } from '../document/validate.ts';
import { METRIC_NAME } from '../domain/observation.ts';
import { type RegistryEvent, SLOT_COUNT } from '../domain/registry.ts';
import { histogramSize, MOST_BUCKETS } from '../stats/log-histogram.ts';
import { drift, driftAccepted } from './drift-event.ts';
import {
  commit,
  count,
  digest,
  eventId,
  evidenceId,
  line,
  MAX_REASON,
  matching,
  name,
  signature,
  time,
  version,
} from './event-parts.ts';
import { experimentDecided, experimentStarted } from './experiment-events.ts';
import { fileTextOfAny, REGISTRY_FORMAT } from './files.ts';
import { refined } from './refined-event.ts';
import { tripped } from './tripped-event.ts';

/** What an event's file says, or why it cannot be read. `newer`: a later version of the product wrote it. */
export type EventReading =
  | { kind: 'event'; event: RegistryEvent }
  | { kind: 'newer' | 'unreadable'; problem: string };

/** An escape that is or may be one: canonical JSON has none. */
const LONE_SURROGATE = /\\u[dD][89a-fA-F]/;

const slots = z
  .tuple([count.max(SLOT_COUNT), count.max(SLOT_COUNT)])
  .refine(([from, to]) => from < to, 'expected a range of slots that is not empty');
const share = z.object({ version, digest, slots: z.array(slots).min(1) });
const allocation = z.record(z.string().min(1).max(200), z.array(share).min(1));
const tokens = z.object({ fixed: count, cacheablePrefix: count, estimator: z.string() });
const source = z.object({
  commit,
  path: z.string(),
  author: z.string(),
  owner: z.string().nullable(),
  pullRequest: count.nullable(),
  change: z.string(),
  description: z.string().nullable(),
  tags: z.array(z.string()),
  tokens: tokens.nullable(),
  accepted: z.object({ by: line(200).min(1), at: time }).exactOptional(),
});
const main = z.object({
  repository: matching(/^https?:\/\/[^\s/@]+\//, 'the address of a repository'),
  branch: z.string().min(1),
});
const segmentNames = z.array(z.string());
const judgement = z.object({
  verdict: z.enum(['pass', 'block', 'error']),
  against: digest.nullable(),
  evidence: z.string().nullable(),
  suite: digest.nullable(),
  cases: count,
  at: z.string().nullable(),
  segments: segmentNames.exactOptional(),
  worse: segmentNames.exactOptional(),
});

const day = matching(/^\d{4}-\d{2}-\d{2}$/, 'a day').refine(
  (text) => !Number.isNaN(Date.parse(text)),
  'expected a day that exists',
);
const histogram = z
  .object({
    level: count.max(20),
    zeros: count,
    first: z.int().min(-2000).max(2000),
    counts: z.array(count).max(MOST_BUCKETS),
  })
  .refine(({ counts: of }) => of[0] !== 0 && of.at(-1) !== 0, 'expected no empty bucket at the ends');
const counts = z
  .object({
    n: z.int().min(1),
    sum: z.number(),
    squares: z.number().min(0),
    units: z.int().min(1),
    clusters: z.object({ counts: z.number().min(0), products: z.number(), sums: z.number().min(0) }),
    histogram: histogram.exactOptional(),
  })
  .refine(
    (of) => !of.histogram || histogramSize(of.histogram) <= of.n,
    'expected a histogram of no more values than were observed',
  );
const windows = z.record(
  day,
  z.record(
    version,
    z.record(
      z.string().min(1).max(200),
      z.record(
        matching(/^(?:-|[1-9]\d{0,14})$/, 'a serial, or -'),
        z.record(matching(METRIC_NAME, 'the name of a metric'), counts),
      ),
    ),
  ),
);
const observedPart = z.object({ from: time, through: time, observations: z.int().min(1), windows });

const common = {
  format: z.literal(REGISTRY_FORMAT),
  id: eventId,
  at: time,
  clock: time.exactOptional(),
  actor: z.object({ name: line(200).min(1), source: z.enum(['github', 'terminal']) }),
  reason: line(MAX_REASON).min(1).exactOptional(),
  previous: digest.nullable(),
};
const raising = { environment: name, prompt: name, serial: z.int().min(1) };
const serving = { ...raising, allocation };

const eventTypes = {
  recorded: z.object({
    ...common,
    type: z.literal('recorded'),
    commit,
    prompts: z.record(name, version),
    main: main.exactOptional(),
  }),
  registered: z.object({
    ...common,
    type: z.literal('registered'),
    prompt: name,
    version,
    digest,
    raised: z.enum(['major', 'minor', 'patch']).nullable(),
    because: z.array(z.string()),
    source,
  }),
  evaluated: z.object({
    ...common,
    type: z.literal('evaluated'),
    prompt: name,
    version,
    digest,
    evidence: evidenceId,
    evidenceDigest: digest,
    suite: digest,
    cases: count,
    unanswered: count.exactOptional(),
  }),
  promoted: z.object({
    ...common,
    ...serving,
    type: z.literal('promoted'),
    version,
    digest,
    policy: z.object({ commit, path: z.string() }),
    judgement: judgement.nullable(),
    overridden: z.array(z.string()).min(1).exactOptional(),
    adopted: z.literal(true).exactOptional(),
    signature: signature.exactOptional(),
  }),
  allocated: z.object({
    ...common,
    ...serving,
    type: z.literal('allocated'),
    policy: z.object({ commit, path: z.string() }),
    portfolio: z.string(),
    weights: digest,
    safe: version,
    by: z.enum(['merge', 'rebalance']),
    because: z.array(line(MAX_REASON)).max(100),
    judgements: z.record(version, judgement).exactOptional(),
    seed: count.exactOptional(),
    signatures: z.record(version, signature).exactOptional(),
  }),
  'rolled-back': z.object({
    ...common,
    ...serving,
    type: z.literal('rolled-back'),
    from: version,
    to: version,
  }),
  held: z.object({
    ...common,
    type: z.literal('held'),
    environment: name,
    prompt: name,
    version: version.nullable(),
    until: time.nullable(),
  }),
  released: z.object({
    ...common,
    type: z.literal('released'),
    environment: name,
    prompt: name,
    version: version.nullable(),
  }),
  archived: z.object({ ...common, type: z.literal('archived'), prompt: name, version }),
  withdrawn: z.object({ ...common, ...raising, type: z.literal('withdrawn') }),
  observed: z.object({
    ...common,
    type: z.literal('observed'),
    prompts: z.record(name, z.record(name, observedPart)),
    rows: z.object({
      read: count,
      counted: count,
      late: count,
      repeated: count,
      elsewhere: count,
      forced: count,
      unknown: count,
      ignored: count,
      unreadable: count,
    }),
  }),
  tripped: z.object({ ...common, ...tripped }),
  drift: z.object({ ...common, ...drift }),
  'drift-accepted': z.object({ ...common, ...driftAccepted }),
  'experiment-started': z.object({ ...common, ...experimentStarted }),
  'experiment-decided': z.object({ ...common, ...experimentDecided }),
  refined: z.object({ ...common, ...refined }),
};

const eventSchema: z.ZodType<RegistryEvent> = z.discriminatedUnion('type', [
  eventTypes.recorded,
  eventTypes.registered,
  eventTypes.evaluated,
  eventTypes.promoted,
  eventTypes.allocated,
  eventTypes['rolled-back'],
  eventTypes.held,
  eventTypes.released,
  eventTypes.archived,
  eventTypes.withdrawn,
  eventTypes.observed,
  eventTypes.tripped,
  eventTypes.drift,
  eventTypes['drift-accepted'],
  eventTypes['experiment-started'],
  eventTypes['experiment-decided'],
  eventTypes.refined,
]);

/**
 * Reads an event's file. Members that this version does not know are dropped; a format or a type of event that it does
 * not know is `newer`.
 */
export function readEvent(text: string): EventReading {
  const value = parseJson(text);
  if (!isMapping(value)) return { kind: 'unreadable', problem: 'is not a JSON object' };
  const newer = newerFormat(value);
  if (newer !== null) return { kind: 'newer', problem: newer };
  const { type } = value;
  if (value.format === REGISTRY_FORMAT && typeof type === 'string' && !Object.hasOwn(eventTypes, type)) {
    return { kind: 'newer', problem: 'is of a type that this version does not know' };
  }
  // A member of this name would be lost unseen: it is no member to JavaScript's objects.
  if (text.includes('"__proto__":')) return { kind: 'unreadable', problem: 'has a member `__proto__`' };
  if (LONE_SURROGATE.test(text) && fileTextOfAny(value) === undefined) {
    return { kind: 'unreadable', problem: 'has text that is no Unicode (a lone surrogate)' };
  }
  const parsed = eventSchema.safeParse(value);
  if (parsed.success) return { kind: 'event', event: parsed.data };
  const issue = parsed.error.issues[0];
  const where = issue && issue.path.length > 0 ? `\`${formatKeys(issue.path)}\`: ` : '';
  return { kind: 'unreadable', problem: `is not an event: ${where}${issue?.message ?? 'unknown'}` };
}

/** What to say of a file whose format is newer than this version's; null where it is not. */
export function newerFormat(value: { [key: string]: Json }): string | null {
  const { format } = value;
  if (typeof format !== 'number' || format <= REGISTRY_FORMAT) return null;
  return `has format ${format}, and this version reads formats up to ${REGISTRY_FORMAT}`;
}

/** A text's JSON value; undefined where it is none. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
