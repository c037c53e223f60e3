import { z } from 'zod';
import { CALLS, METRIC_NAME, type Metric, type MetricKind } from '../domain/observation.ts';

const KINDS = ['binary', 'score', 'duration', 'money'] as const;

/** What applications report of calls that failed, whether the policy lists it or not. */
const ERROR: Metric = { name: 'error', kind: 'binary', better: 'lower' };

const metricName = z
  .string()
  .regex(METRIC_NAME, 'expected the name of a metric: a letter, then letters, digits, `_`, `.`, `-`.')
  .refine((name) => name !== CALLS, '`calls` counts calls by itself: choose another name.');

/** A segment's name, as applications report it. */
export const segmentName = z
  .string()
  .min(1)
  .max(200)
  .refine((name) => name !== '*' && name !== '__proto__', 'expected the name of a segment.');

const metricSchema = z
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
    }),
  ])
  .transform((stated, context): MetricKind & Pick<Metric, 'better'> => {
    const { kind, better, from, to } = typeof stated === 'string' ? { kind: stated } : { ...stated };
    const direction = better ?? (kind === 'duration' || kind === 'money' ? 'lower' : 'higher');
    if (kind !== 'score') {
      if (from === undefined && to === undefined) return { kind, better: direction };
      context.addIssue({
        code: 'custom',
        message: `expected \`from\` and \`to\` of a score only, not of ${kind}.`,
      });
      return z.NEVER;
    }
    if (from !== undefined && to !== undefined && from < to) return { kind, from, to, better: direction };
    const message = 'expected `from` and `to` of a score, such as { kind: score, from: 1, to: 5 }.';
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });

/** `registry.metrics`: by name, at most 20. */
export const metricsSchema = z
  .record(metricName, metricSchema)
  .transform((metrics): Metric[] => {
    const stated = Object.entries(metrics).map(([name, metric]): Metric => ({ name, ...metric }));
    return Object.hasOwn(metrics, ERROR.name) ? stated : [...stated, ERROR];
  })
  .refine((metrics) => metrics.length <= 20, 'expected at most 20 metrics, `error` among them.');
