import { ConfigurationError, GateFailure } from '../base/errors.ts';
import type { Credentials, ModelTarget } from '../domain/answer.ts';
import type { Config } from '../domain/policy.ts';
import { keyOf } from '../model/credentials.ts';
import { missingKey } from '../model/failure.ts';
import { providerOf } from '../model/lookup.ts';
import { vendorOf } from '../model/vendors.ts';
import { type ResponseStore, trialKey } from '../run/store.ts';
import { targetsOf } from './models.ts';
import type { PromptPlan } from './plan.ts';
import { type Scope, trialsOf } from './trials.ts';

/** Why a workflow that has keys may have none in this run. */
export const NO_KEY_REMEDY = 'GitHub passes no keys to pull requests from forks.';

/**
 * Nothing is asked of one model where another, which the comparison needs too, has no key. Answers that are stored
 * need none.
 * @throws GateFailure that names the keys which the first look wants.
 */
export function refuseMissingKeys(
  plans: readonly PromptPlan[],
  means: { credentials: Credentials; store: Pick<ResponseStore, 'has'>; scope: Scope },
): void {
  const missing = new Set(plans.flatMap((plan) => missingKeysOf(plan, means)));
  if (missing.size > 0) throw new GateFailure([...missing].join(' '), { remedy: NO_KEY_REMEDY });
}

function missingKeysOf(
  plan: PromptPlan,
  { credentials, store, scope }: Parameters<typeof refuseMissingKeys>[1],
): string[] {
  const hasKey = (target: ModelTarget) => Boolean(keyOf(target, credentials));
  if (targetsOf(plan).every(hasKey)) return [];
  const missing = new Set<string>();
  for (const trial of trialsOf(plan, plan.looks[0], scope)) {
    const { target } = trial.request;
    if (!hasKey(target) && !store.has(trialKey(trial))) missing.add(missingKey(target).message);
  }
  return [...missing];
}

/**
 * A policy that nobody has agreed to yet does not say where keys are sent, nor which: it is the pull request's own, and a
 * revision under test is not trusted. Nor does it send a question to an address that wants no key, which may be one
 * inside the runner's network. What the environment itself names as base URL is its owner's word.
 * @throws ConfigurationError at the policy for the first entry of `models:` that would be sent a key.
 */
export function refuseOwnAddresses(
  models: Config['models'],
  { credentials, path }: { credentials: Credentials; path: string },
): void {
  for (const [name, entry] of Object.entries(models)) {
    const { provider, vendor = provider, keyVariable } = entry;
    const own = providerOf(entry).baseUrl;
    const ofVendor = vendorOf(entry);
    const byDefault = ofVendor?.baseUrl ?? own.byDefault;
    const variable = ofVendor ? ofVendor.baseUrlVariable : own.variable;
    const known = [credentials.providers[vendor]?.baseUrl, byDefault].map(withoutSlash);
    const isElsewhere = entry.baseUrl !== undefined && !known.includes(withoutSlash(entry.baseUrl));
    if (!isElsewhere && keyVariable === undefined) continue;
    if (!keyOf(entry, credentials)) continue;
    const what = isElsewhere ? '`base-url`' : '`key-variable`';
    throw new ConfigurationError(
      `${what} of the model "${name.slice(0, 60)}" would send a key where only the revision under test says.`,
      {
        place: { path },
        remedy:
          isElsewhere && keyVariable === undefined && variable !== undefined
            ? `Merge the policy first, or say so yourself: set ${variable} to that address.`
            : 'Merge the policy first: the base does not say so yet.',
      },
    );
  }
}

function withoutSlash(url: string | undefined): string | undefined {
  return url?.trim().replace(/\/+$/, '');
}
