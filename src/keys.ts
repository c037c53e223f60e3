import { GateFailure } from './errors.ts';
import type { Credentials, ModelTarget } from './model/answer.ts';
import { missingKey } from './model/failure.ts';
import { type PromptPlan, type Scope, trialsOf } from './plan.ts';
import { type ResponseStore, trialKey } from './run/store.ts';

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
  if (missing.size > 0) throw new GateFailure([...missing].join(' '));
}

function missingKeysOf(
  plan: PromptPlan,
  { credentials, store, scope }: Parameters<typeof refuseMissingKeys>[1],
): string[] {
  const hasKey = ({ provider }: ModelTarget) => Boolean(credentials[provider].apiKey);
  const { baseline, candidate } = plan;
  if (hasKey(candidate.target) && (baseline === null || hasKey(baseline.target))) return [];
  const missing = new Set<string>();
  for (const trial of trialsOf(plan, plan.looks[0], scope)) {
    const { target } = trial.request;
    if (!hasKey(target) && !store.has(trialKey(trial))) missing.add(missingKey(target).message);
  }
  return [...missing];
}
