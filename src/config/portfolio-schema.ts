import { z } from 'zod';
import { describeValue } from '../document/describe.ts';
import { didYouMean } from '../document/suggest.ts';
import { METRIC_NAME } from '../domain/observation.ts';
import {
  type AllocatorPolicy,
  type Better,
  type Difference,
  type ExperimentPolicy,
  type GuardPolicy,
  OTHER_SEGMENTS,
  type Portfolio,
  type PortfolioLimits,
  type ScheduleStep,
} from '../domain/portfolio.ts';
import { SLOT_COUNT } from '../domain/registry.ts';
import { duration, fraction, points } from './units.ts';

const MAX_SEGMENTS = 50;
const MAX_VERSIONS = 20;
const MAX_METRICS = 20;
/** Longest window, schedule or experiment: a year. */
const MAX_HOURS = 366 * 24;
const LEAST_UNITS = 500;
const DAY = 24 * 3_600_000;

/** What names a metric, and may leave its direction to the policy. */
type Undirected<Policy> = Policy extends { better: Better }
  ? Omit<Policy, 'better'> & { better?: Better | undefined }
  : Policy;

/** What a portfolio's file states. */
export type StatedPortfolio = Omit<Portfolio, 'prompt' | 'allocator' | 'guards' | 'experiment'> & {
  allocator: Undirected<AllocatorPolicy>;
  guards: Undirected<GuardPolicy>[];
  experiment: Undirected<ExperimentPolicy> | null;
};

const CANARY: ScheduleStep[] = [
  { weight: 500, forMs: DAY, units: LEAST_UNITS, notBefore: null },
  { weight: 2000, forMs: DAY, units: LEAST_UNITS, notBefore: null },
  { weight: SLOT_COUNT, forMs: 0, units: LEAST_UNITS, notBefore: null },
];

const version = z
  .string()
  .regex(/^(?:0|[1-9]\d{0,8})(?:\.(?:0|[1-9]\d{0,8})){2}$/, 'expected a version, such as 1.4.0.');

const metric = z
  .string()
  .regex(METRIC_NAME, 'expected the name of a metric: a letter, then letters, digits, _, - and dots.');

const attribute = z
  .string()
  .regex(/^[A-Za-z_][\w.-]{0,63}$/, 'expected the name of an attribute, such as user_id.');

const better = z
  .enum(['higher', 'lower'])
  .optional()
  .describe('which of two values is the better; by default as the policy says of the metric');

const segmentName = z
  .string()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}+$/u, 'expected the name of a segment, without control characters.');

/** A share as slots of 10,000: whole ones, so that what is written is what is served. */
const slots = fraction(1).transform((share, context) => {
  const exact = share * SLOT_COUNT;
  if (Math.abs(exact - Math.round(exact)) < 1e-6) return Math.round(exact);
  const message = `expected a share in steps of 0.01%, found ${Number((share * 100).toFixed(6))}%.`;
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

const weightsOfSegment = z.record(version, slots).superRefine((weights, context) => {
  const total = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
  const count = Object.keys(weights).length;
  const refuse = (message: string) => context.addIssue({ code: 'custom', message });
  if (count === 0) refuse('expected at least one version.');
  else if (count > MAX_VERSIONS) refuse(`expected at most ${MAX_VERSIONS} versions, found ${count}.`);
  else if (total !== SLOT_COUNT) refuse(`the weights add up to ${total / 100}%, not to 100%.`);
});

const weights = z.record(segmentName, weightsOfSegment).superRefine((segments, context) => {
  const refuse = (message: string) => context.addIssue({ code: 'custom', message });
  const count = Object.keys(segments).length;
  if (count > MAX_SEGMENTS + 1) refuse(`expected at most ${MAX_SEGMENTS} segments, found ${count}.`);
  if (!Object.hasOwn(segments, OTHER_SEGMENTS)) {
    refuse('missing `"*"`: the weights of everybody whose segment is not listed.');
  }
});

const date = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?Z)?$/,
    'expected a date (2026-12-01) or a time in UTC (2026-12-01T09:00Z).',
  )
  .refine((text) => !Number.isNaN(Date.parse(text)), { error: 'expected a date that exists.' })
  .transform((text) => new Date(text).toISOString());

const stepSchema = z
  .strictObject({
    weight: slots.describe('share of the version, e.g. 20%'),
    for: duration({ hours: MAX_HOURS }).optional().describe('how long the step lasts at least, e.g. 24h'),
    units: z.int().min(1).max(1e9).default(LEAST_UNITS).describe('that have to be served at this step'),
    at: date.optional().describe('when it begins at the earliest'),
  })
  .transform(
    ({ weight, for: forMs = 0, units, at = null }): ScheduleStep => ({
      ...{ weight, forMs, units, notBefore: at },
    }),
  );

const steps = z
  .union([
    z.literal('canary').transform((): ScheduleStep[] => CANARY),
    z.array(stepSchema).min(1).max(50).superRefine(checkRising),
  ])
  .describe('`canary` (5% for 24h, 20% for 24h, then 100%), or steps of your own');

function checkRising(list: ScheduleStep[], context: z.RefinementCtx): void {
  for (const [index, { weight, notBefore }] of list.entries()) {
    const before = list[index - 1];
    if (!before) continue;
    const refuse = (key: string, message: string) =>
      context.addIssue({ code: 'custom', path: [index, key], message });
    if (weight <= before.weight) {
      refuse('weight', `expected more than the step before it (${before.weight / 100}%).`);
    }
    if (notBefore !== null && before.notBefore !== null && notBefore < before.notBefore) {
      refuse('at', `expected no date before that of the step before it (${before.notBefore}).`);
    }
  }
}

const learningShape = {
  metric: metric.describe('a rate or a score from 0 to 1'),
  better,
  window: duration({ hours: MAX_HOURS }).prefault('28d').describe('older observations do not count'),
  prior: z
    .enum(['evidence', 'none'])
    .default('evidence')
    .describe('whether answers to the suite count besides what was observed'),
};

const KINDS = ['fixed', 'schedule', 'thompson', 'ucb'] as const;

const allocator = z
  .discriminatedUnion(
    'kind',
    [
      z.strictObject({ kind: z.literal('fixed') }),
      z.strictObject({
        kind: z.literal('schedule'),
        version: version.describe('the version that rises'),
        steps,
      }),
      z.strictObject({ kind: z.literal('thompson'), ...learningShape }),
      z.strictObject({ kind: z.literal('ucb'), ...learningShape }),
    ],
    { error: kindExpected },
  )
  .transform((stated): Undirected<AllocatorPolicy> => {
    if (stated.kind === 'fixed' || stated.kind === 'schedule') return stated;
    const { window: windowMs, ...rest } = stated;
    return { ...rest, windowMs };
  });

function kindExpected(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code !== 'invalid_union') return undefined;
  const stated: unknown = z.looseObject({ kind: z.unknown() }).safeParse(issue.input).data?.kind;
  const meant = typeof stated === 'string' ? didYouMean(stated, KINDS) : '';
  return `expected one of ${KINDS.join(', ')}, found ${describeValue(stated)}.${meant}`;
}

const capSchema = z.strictObject({
  until: z.int().min(1).max(1e9).describe('observations of the version in the segment'),
  max: slots.describe('most weight below that'),
});

const limits = z
  .strictObject({
    floor: z.record(version, slots).default({}).describe('least weight, in each segment with the version'),
    'new-version-cap': z
      .array(capSchema)
      .max(20)
      .default([])
      .superRefine((caps, context) => {
        for (const [index, { until, max }] of caps.entries()) {
          const before = caps[index - 1];
          if (!before || (until > before.until && max >= before.max)) continue;
          const message = 'expected more observations, and no smaller weight, than the cap before it.';
          context.addIssue({ code: 'custom', path: [index], message });
        }
      })
      .describe('most weight by observations'),
    concentration: slots.nullable().default(null).describe('most weight of a version other than `safe`'),
    step: points().nullable().default(null).describe('points a weight may move at one rebalance'),
    overlap: z
      .number()
      .min(0)
      .max(1)
      .nullable()
      .default(null)
      .describe('most phi of failures between the two versions with the largest weights'),
  })
  .transform(
    ({ 'new-version-cap': newVersionCap, step, ...rest }): PortfolioLimits => ({
      ...rest,
      newVersionCap,
      step: step === null ? null : Math.round(step * SLOT_COUNT),
    }),
  );

/** `2`: points; `15%`: a share of the other's. */
const difference = z.union([z.number(), z.string()]).transform((value, context): Difference => {
  const isShare = typeof value === 'string';
  const read = (isShare ? fraction(10) : points()).safeParse(value);
  if (read.success) return { kind: isShare ? 'share' : 'points', value: read.data };
  const message = `expected points (2) or a share (15%), found ${describeValue(value)}.`;
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

const alpha = z.number().gt(0).max(0.5);

const guardSchema = z
  .strictObject({
    metric,
    better,
    'worse-by': difference.prefault(0).describe('points (2) or a share (15%) that is still no alarm'),
    alpha: alpha.default(0.01).describe('probability of a false alarm while a version is new'),
    action: z.enum(['rollback', 'hold', 'alert']).describe('what a trip does'),
  })
  .transform(({ 'worse-by': worseBy, ...rest }) => ({ ...rest, worseBy }));

const experiment = z
  .strictObject({
    metric,
    better,
    test: z.enum(['proportions-z', 'chi-square', 'welch-t']).default('proportions-z'),
    alpha: alpha.default(0.05).describe('two-sided'),
    power: z.number().min(0.5).max(0.999).default(0.8),
    effect: difference.describe('smallest difference of interest: points (3) or a share (5%)'),
    guardrails: z.array(metric).max(MAX_METRICS).default([]).describe('metrics of `guards`'),
    'at-least': duration({ hours: MAX_HOURS }).prefault('7d'),
    'at-most': duration({ hours: MAX_HOURS }).prefault('28d'),
  })
  .superRefine((stated, context) => {
    const refuse = (key: string, message: string) =>
      context.addIssue({ code: 'custom', path: [key], message });
    if (stated['at-least'] < 7 * DAY) refuse('at-least', 'expected at least 7d: weekdays differ.');
    if (stated['at-most'] < stated['at-least']) refuse('at-most', 'expected no less than `at-least`.');
    if (stated.effect.value === 0) refuse('effect', 'expected a difference above 0.');
    if (stated.test !== 'welch-t' && stated.effect.kind !== 'points') {
      refuse('effect', `expected points, such as 3, for ${stated.test}.`);
    }
  })
  .transform(({ 'at-least': atLeastMs, 'at-most': atMostMs, ...rest }) => ({ ...rest, atLeastMs, atMostMs }));

/** A portfolio's file, without the name of its prompt. */
export const portfolioSchema = z
  .strictObject({
    owner: z
      .string()
      .regex(/^@?[^\s@]+(?:@[^\s@]+)?$/, 'expected one owner as CODEOWNERS names it, such as @acme/support.')
      .max(200)
      .describe('whom CODEOWNERS asks about this file'),
    environment: z.string().min(1).max(32).describe('an environment of the policy'),
    unit: attribute.describe('what an assignment sticks to'),
    'segment-by': attribute.describe('the attribute given to `get` whose value is the segment'),
    safe: version.describe('takes what others lose'),
    weights: weights.describe('of registered versions, by segment; "*" is every segment that is not listed'),
    allocator: allocator.prefault({ kind: 'fixed' }),
    limits: limits.prefault({}),
    guards: z.array(guardSchema).max(MAX_METRICS).default([]),
    rebalance: z
      .strictObject({
        every: duration({ hours: MAX_HOURS }).prefault('7d'),
        apply: z.enum(['pull-request', 'within-limits']).default('pull-request'),
      })
      .prefault({})
      .transform(({ every, apply }) => ({ everyMs: every, apply })),
    experiment: experiment.nullable().default(null),
  })
  .transform(({ 'segment-by': segmentBy, ...rest }): StatedPortfolio => ({ ...rest, segmentBy }));
