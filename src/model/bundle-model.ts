import type { ModelTarget } from '../domain/answer.ts';
import type { BundleModel } from '../domain/bundle.ts';
import type { Config } from '../domain/policy.ts';
import { entryFor } from './entries.ts';
import { providerOf } from './lookup.ts';
import { vendorOf } from './vendors.ts';

/**
 * The model of a version: as the policy resolves the name that the prompt has, and with a base URL only where the policy
 * or the table of vendors states one. A base URL of the environment is not the prompt's.
 */
export function bundleModelOf(
  name: string,
  { target, models }: { target: ModelTarget; models: Config['models'] },
): BundleModel {
  const { provider, model, api = providerOf(target).defaultApi, baseUrl } = target;
  const stated = entryFor(name, models)?.entry.baseUrl ? baseUrl : vendorOf(target)?.baseUrl;
  return { provider, api, model, ...(stated !== undefined && { 'base-url': stated }) };
}
