import type { Metric } from './observation.ts';
import type { Better, Difference, Portfolio } from './portfolio.ts';

/** What a portfolio states about one metric. */
export type MetricUse = {
  /** Where it stands in the portfolio's file. */
  keys: readonly (string | number)[];
  metric: string;
  /** Whether it says so itself, or takes what the policy says. */
  better: Better;
  /** A difference of values of the metric, and the key that states it. */
  difference: { key: 'worse-by' | 'effect'; value: Difference } | null;
};

/** Why a guard, an allocator or an experiment cannot be judged by the metric that it names. */
export type MetricMisuse = {
  /** The member that is wrong. */
  key: 'metric' | 'better' | 'worse-by' | 'effect';
  /** The end of a sentence. */
  problem: string;
};

/** Every metric that a portfolio decides by. */
export function metricUses({
  allocator,
  guards,
  experiment,
}: Pick<Portfolio, 'allocator' | 'guards' | 'experiment'>): MetricUse[] {
  const difference = (key: 'worse-by' | 'effect', value: Difference) => ({ key, value });
  return [
    ...('metric' in allocator ? [{ ...allocator, keys: ['allocator'], difference: null }] : []),
    ...guards.map((guard, index) => ({
      ...{ metric: guard.metric, better: guard.better, keys: ['guards', index] },
      difference: difference('worse-by', guard.worseBy),
    })),
    ...(experiment
      ? [{ ...experiment, keys: ['experiment'], difference: difference('effect', experiment.effect) }]
      : []),
  ];
}

/**
 * What is wrong with a use of a metric: the other way round than the policy has it, or a difference that values of its kind
 * do not have. Points are parts of bounds, and a share of a mean that may be negative has no direction.
 */
export function misuseOf(
  { metric: name, better, difference }: Omit<MetricUse, 'keys'>,
  metric: Metric,
): MetricMisuse | null {
  if (better !== metric.better) {
    const problem = `a ${better} ${name} counts as better here, and by \`registry.metrics\` of the policy a ${metric.better} one does`;
    return { key: 'better', problem };
  }
  if (difference === null || difference.value.value === 0) return null;
  const { kind } = difference.value;
  const { key } = difference;
  if (kind === 'points' && (metric.kind === 'money' || metric.kind === 'duration')) {
    return { key, problem: `expected a share, such as 15%: ${name} is ${metric.kind}, which has no points` };
  }
  if (kind === 'share' && metric.kind === 'score' && metric.from < 0) {
    return { key, problem: `expected points: ${name} may be negative, and has no shares` };
  }
  return null;
}
