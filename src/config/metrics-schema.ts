import { z } from 'zod';
import { isMapping, type Json } from '../base/json.ts';
import type { YamlDocument } from '../document/yaml.ts';
import { CALLS, type JudgedBy, METRIC_NAME, type Metric, type MetricKind } from '../domain/observation.ts';
import { fraction } from './units.ts';

const KINDS = ['binary', 'score', 'duration', 'money'] as const;

/** Share of the calls whose answers are judged, where the policy states none. */
const DEFAULT_SAMPLE = 0.1;

/** What applications report of calls that failed, whether the policy lists it or not. */
const ERROR: Metric = { name: 'error', kind: 'binary', better: 'lower' };

const metricName = () =>
  z
    .string()
    .regex(METRIC_NAME, 'expected the name of a metric: a letter, then letters, digits, `_`, `.`, `-`.')
    .refine((name) => name !== CALLS, '`calls` counts calls by itself: choose another name.');

/** A segment's name, as applications report it. */
export const segmentName = z
  .string()
  .min(1)
  .max(200)
  .refine((name) => name !== '*' && name !== '__proto__', 'expected the name of a segment.');

const metricSchema = () =>
  z
    .union([
      z.enum(KINDS),
      z.strictObject({
        kind: z.enum(KINDS).describe('true or false; a number in bounds; a time; an amount'),
        better: z
          .enum(['higher', 'lower'])
          .optional()
          .describe('by default higher of binary and score, lower of duration and money'),
        from: z.number().optional().describe('the lowest score'),
        to: z.number().optional().describe('the highest score'),
        assert: z
          .array(z.record(z.string(), z.json()))
          .min(1)
          .max(20)
          .optional()
          .describe('judges answers, as in a suite; `observe --judge` asks'),
        threshold: z
          .number()
          .min(0)
          .max(1)
          .optional()
          .describe('the least weighted mean of their scores; by default all have to pass'),
        sample: fraction(1)
          .refine((share) => share > 0, 'expected a share above 0, such as 10%.')
          .optional()
          .describe('share of the calls whose answers are judged; by default 10%'),
      }),
    ])
    .transform((stated, context): MetricKind & Pick<Metric, 'better' | 'judged'> => {
      const { kind, better, from, to, ...judging } =
        typeof stated === 'string' ? { kind: stated } : { ...stated };
      const direction = better ?? (kind === 'duration' || kind === 'money' ? 'lower' : 'higher');
      const judged = judgedBy(kind, judging, context);
      if (kind !== 'score') {
        if (from === undefined && to === undefined) return { kind, better: direction, ...judged };
        context.addIssue({
          code: 'custom',
          message: `expected \`from\` and \`to\` of a score only, not of ${kind}.`,
        });
        return z.NEVER;
      }
      if (from !== undefined && to !== undefined && from < to) {
        return { kind, from, to, better: direction, ...judged };
      }
      const message = 'expected `from` and `to` of a score, such as { kind: score, from: 1, to: 5 }.';
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    });

/** `registry.metrics`: by name, at most 20. */
export const metricsSchema = () =>
  z
    .record(metricName(), metricSchema())
    .transform((metrics): Metric[] => {
      const stated = Object.entries(metrics).map(([name, metric]): Metric => ({ name, ...metric }));
      return Object.hasOwn(metrics, ERROR.name) ? stated : [...stated, ERROR];
    })
    .refine((metrics) => metrics.length <= 20, 'expected at most 20 metrics, `error` among them.');

type Judging = { assert?: Record<string, Json>[]; threshold?: number; sample?: number };

function judgedBy(
  kind: (typeof KINDS)[number],
  { assert, threshold, sample }: { [Key in keyof Judging]?: Judging[Key] | undefined },
  context: z.RefinementCtx,
): { judged?: JudgedBy } {
  const refuse = (key: string, message: string) => context.addIssue({ code: 'custom', path: [key], message });
  if (assert === undefined) {
    const needs = 'belongs to `assert`, which says how answers are judged.';
    if (threshold !== undefined) refuse('threshold', needs);
    if (sample !== undefined) refuse('sample', needs);
    return {};
  }
  if (kind === 'duration' || kind === 'money') {
    refuse('assert', `judges answers, which gives no ${kind}: write \`kind: binary\` or \`kind: score\`.`);
  }
  if (kind === 'score' && threshold !== undefined) {
    refuse('threshold', 'is for `kind: binary`: the score of an answer is the mean of its assertions.');
  }
  const judged = { assert, sample: sample ?? DEFAULT_SAMPLE, threshold: threshold ?? null, places: {} };
  return { judged };
}

/** The same metrics, with the places of what their `assert` has. */
export function withPlaces(metrics: readonly Metric[], document: YamlDocument): Metric[] {
  return metrics.map((metric) => {
    if (!metric.judged) return metric;
    const at = ['registry', 'metrics', metric.name, 'assert'];
    const places = Object.fromEntries(
      keysWithin(metric.judged.assert).map((keys) => [keys.join('.'), document.placeOf([...at, ...keys])]),
    );
    return { ...metric, judged: { ...metric.judged, places } };
  });
}

/** The keys of a value, and of all that is in it. */
function keysWithin(value: Json): PropertyKey[][] {
  const members: [PropertyKey, Json][] = Array.isArray(value)
    ? [...value.entries()]
    : isMapping(value)
      ? Object.entries(value)
      : [];
  return [[], ...members.flatMap(([key, member]) => keysWithin(member).map((keys) => [key, ...keys]))];
}
