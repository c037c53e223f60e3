import type { ModelTarget } from '../domain/answer.ts';
import type { BundleModel } from '../domain/bundle.ts';
import type { Config } from '../domain/policy.ts';
import { providerOf } from './lookup.ts';

/**
 * The model of a version: as the policy resolves the name that the prompt has, and with a base URL only where the policy
 * states one. A base URL of the environment is not the prompt's.
 */
export function bundleModelOf(
  name: string,
  { target, models }: { target: ModelTarget; models: Config['models'] },
): BundleModel {
  const { provider, model, api = providerOf(target).defaultApi, baseUrl } = target;
  const entry = Object.hasOwn(models, name) ? models[name] : undefined;
  return { provider, api, model, ...(entry?.baseUrl ? { 'base-url': baseUrl } : {}) };
}
