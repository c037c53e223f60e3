import type { Credentials, ModelTarget } from '../../../../domain/answer.ts';
import type { BundleModel } from '../../../../domain/bundle.ts';
import type { Config } from '../../../../domain/policy.ts';
import { COMPATIBLE_PROVIDER } from '../../../../model/compatible-hosts.ts';
import { bareName, providerOfModel } from '../../../../model/lookup.ts';
import { nameOf } from '../../../../model/names.ts';
import { noticeSentence } from '../../../../report/telling/notices.ts';
import { chooseJudges, type Judges } from '../../../../score/judge/choose.ts';
import { judgeOfOtherVendor } from '../../../../score/judge/default-judges.ts';
import type { JudgedMetric } from './metrics.ts';

/** The model of a version that answered. */
export type Answerer = { prompt: string; version: string; model: BundleModel };

/**
 * The judge of a metric: the model that its assertions name, else the policy's, else one of another vendor than those
 * that answered. All versions have the same one, so that they can be compared.
 * @throws ConfigurationError as `chooseJudges`
 */
export function judgesOf(
  { metric, testCase, provider }: JudgedMetric,
  answerers: readonly Answerer[],
  { config, credentials, needsKeys }: { config: Config; credentials: Credentials; needsKeys: boolean },
): { judges: Judges; notes: string[] } {
  const vendors = answerers.map(({ model }) => vendorOf(model));
  const model = provider.judge ?? config.judge.model ?? judgeOfAnother(vendors);
  const embeddingModel = provider.embedder ?? config.judge.embeddingModel;
  const isStatedHere = provider.judge !== null || provider.embedder !== null;
  const place = isStatedHere ? testCase.place : (config.judge.place ?? testCase.place);
  const { judges, notices } = chooseJudges([testCase], {
    config: { ...config, judge: { model, embeddingModel, place } },
    credentials,
    underTest: targetOf(answerers[0]?.model),
    needsKeys,
  });
  return { judges, notes: [...notices.map(noticeSentence), ...sameVendor(metric.name, judges, answerers)] };
}

/** Of another vendor than all of them; where there is none, than the first. */
function judgeOfAnother(vendors: readonly string[]): string {
  const names = vendors.map((vendor) => judgeOfOtherVendor(vendor));
  const apart = names.find((name) => !vendors.includes(name.split(':')[0] ?? ''));
  return apart ?? names[0] ?? judgeOfOtherVendor(null);
}

function sameVendor(metric: string, { judge }: Judges, answerers: readonly Answerer[]): string[] {
  if (judge === null) return [];
  const own = answerers.filter(({ model }) => vendorOf(model) === vendorOf(judge));
  if (own.length === 0) return [];
  const names = [...new Set(own.map(({ prompt, version }) => `${prompt} ${version}`))];
  return [
    `${metric} is judged by ${nameOf(judge)}, of the same vendor as what answers in ${names.join(', ')}: models prefer their own kind of text. Name another judge in the policy.`,
  ];
}

/** The vendor by a model's name, else by who hosts it. */
function vendorOf(target: { provider: string; model: string; vendor?: string | undefined }): string {
  return providerOfModel(bareName(target)) ?? target.vendor ?? target.provider;
}

function targetOf(model: BundleModel | undefined): ModelTarget {
  if (model === undefined) return { provider: COMPATIBLE_PROVIDER, model: '', baseUrl: '' };
  return { provider: model.provider, model: model.model, baseUrl: model['base-url'] ?? '' };
}
