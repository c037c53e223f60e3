import { ConfigurationError } from '../base/errors.ts';
import { isMapping, type Json } from '../base/json.ts';
import { didYouMean } from '../document/suggest.ts';
import { formatKeys } from '../document/validate.ts';
import type { YamlDocument } from '../document/yaml.ts';
import { type MetricUse, metricUses, misuseOf } from '../domain/metric-use.ts';
import { isTimeName, type Metric } from '../domain/observation.ts';
import type { Better, Portfolio } from '../domain/portfolio.ts';
import type { StatedPortfolio } from './portfolio-schema.ts';

/** A portfolio in which every metric has the direction that the policy gives it, where the file states none. */
export function directed(stated: StatedPortfolio, metrics: readonly Metric[]): Omit<Portfolio, 'prompt'> {
  const withBetter = <Policy extends { metric: string; better?: Better | undefined }>(policy: Policy) => ({
    ...policy,
    better: policy.better ?? metrics.find(({ name }) => name === policy.metric)?.better ?? 'higher',
  });
  const { allocator, guards, experiment } = stated;
  return {
    ...stated,
    allocator: 'metric' in allocator ? withBetter(allocator) : allocator,
    guards: guards.map(withBetter),
    experiment: experiment && withBetter(experiment),
  };
}

/**
 * Metrics that nothing could ever be decided by: `observe` counts no other than those declared, and a guard knows by what is
 * declared how to read values; or what is stated about them contradicts the policy.
 * @param declared null: the policy declares none, so that `observe` counts all
 */
export function misusedMetrics(
  portfolio: Omit<Portfolio, 'prompt'>,
  document: YamlDocument,
  declared: readonly Metric[] | null,
): ConfigurationError[] {
  return metricUses(portfolio).flatMap((use) => {
    const metric = declared?.find(({ name }) => name === use.metric);
    if (metric === undefined) return undeclared(use, document, declared);
    const misuse = misuseOf(use, metric);
    if (misuse === null) return [];
    const keys = [...use.keys, misuse.key];
    const place = document.placeOf(keys);
    const remedy =
      misuse.key === 'better'
        ? 'Leave `better` out, so that the policy says it, or edit the policy.'
        : undefined;
    return [new ConfigurationError(`\`${formatKeys(keys)}\`: ${misuse.problem}.`, { place, remedy })];
  });
}

function undeclared(
  { metric, keys: at }: MetricUse,
  document: YamlDocument,
  declared: readonly Metric[] | null,
): ConfigurationError[] {
  if (declared === null && at[0] !== 'guards') return [];
  const keys = [...at, 'metric'];
  const place = document.placeOf(keys);
  if (declared === null) {
    const problem = `\`${formatKeys(keys)}\`: the policy declares no metrics, so this guard judges nothing.`;
    const remedy = declaration(metric, statedBetter(document, at));
    return [new ConfigurationError(problem, { place, remedy })];
  }
  const names = declared.map(({ name }) => name);
  const problem = `\`${formatKeys(keys)}\`: expected one of \`registry.metrics\` (${names.join(', ')}), found ${JSON.stringify(metric)}.${didYouMean(metric, names)}`;
  const remedy = 'Declare it in the policy: `observe` counts no other metric.';
  return [new ConfigurationError(problem, { place, remedy })];
}

/**
 * How to declare a metric so that its guard goes on judging what it judged: the kind where the name tells it.
 * @param better null: the guard does not say
 */
function declaration(metric: string, better: string | null): string {
  const kind = /(?:^|_)usd$/.test(metric) ? 'money' : isTimeName(metric) ? 'duration' : null;
  const stated = (of: string) => `Declare it in the policy: \`registry: { metrics: { ${metric}: ${of} } }\``;
  if (kind !== null) return `${stated(`{ kind: ${kind}, better: ${better ?? 'lower'} }`)}.`;
  const which = better === null ? ', and BETTER `higher` or `lower`' : '';
  return `${stated(`{ kind: KIND, better: ${better ?? 'BETTER'} }`)}, where KIND is \`binary\`, \`duration\`, \`money\`, or \`score\` with its \`from\` and \`to\`${which}.`;
}

/** What the guard itself says, not what it takes from the policy. */
function statedBetter({ value }: YamlDocument, keys: MetricUse['keys']): string | null {
  const found = keys.reduce<Json | undefined>(
    (part, key) => (Array.isArray(part) ? part[Number(key)] : isMapping(part) ? part[key] : undefined),
    value,
  );
  return isMapping(found) && typeof found.better === 'string' ? found.better : null;
}
