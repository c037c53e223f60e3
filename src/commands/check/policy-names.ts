import { type ConfigurationError, ConfigurationErrors, mistakesIn } from '../../base/errors.ts';
import type { Credentials } from '../../domain/answer.ts';
import type { Config } from '../../domain/policy.ts';
import { resolveEmbedder, resolveJudge } from '../../score/judge/choose.ts';

type Context = { config: Config; credentials: Credentials };

/**
 * Names in a valid policy that refer to nothing, and that no prompt need use: its judges, and the assertions and judges of
 * judged metrics. Without a word of them here they would fail when answers are to be judged.
 */
export async function mistakenPolicyNames(context: Context): Promise<ConfigurationError[]> {
  const { judge, registry } = context.config;
  const { model, embeddingModel } = judge;
  const found = [
    ...mistakesOf(() => model !== null && resolveJudge(model, context)),
    ...mistakesOf(() => embeddingModel !== null && resolveEmbedder(embeddingModel, context)),
    ...(registry?.metrics?.some(({ judged }) => judged) ? await mistakenMetrics(context) : []),
  ];
  return found.length === 0 ? [] : [...new ConfigurationErrors(found).errors];
}

async function mistakenMetrics({ config, credentials }: Context): Promise<ConfigurationError[]> {
  const [{ judgedMetrics }, { judgesOf }] = await Promise.all([
    import('../registry/observe/judged/metrics.ts'),
    import('../registry/observe/judged/choose.ts'),
  ]);
  try {
    const metrics = await judgedMetrics({ metrics: config.registry?.metrics ?? null });
    return metrics.flatMap((metric) =>
      mistakesOf(() => judgesOf(metric, [], { config, credentials, needsKeys: false })),
    );
  } catch (problem) {
    return mistakesIn(problem);
  }
}

function mistakesOf(read: () => unknown): ConfigurationError[] {
  try {
    read();
    return [];
  } catch (problem) {
    return mistakesIn(problem);
  }
}
