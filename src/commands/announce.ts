import { casesOfShard, nameOfShard } from '../compare/shards/shard.ts';
import type { Config } from '../domain/policy.ts';
import type { GateRequest, ShardRequest } from '../domain/request.ts';
import { destinationsOf } from '../plan/destinations.ts';
import { addEstimates, estimatePlans, type StoredAnswers, wholeEstimate } from '../plan/estimate.ts';
import type { PromptPlan } from '../plan/plan.ts';
import type { Scope } from '../plan/trials.ts';
import { formatMoney } from '../prose/numbers.ts';
import { estimateLine, offlineLine } from '../report/terminal/progress.ts';

/**
 * Reports before the first call where keys are sent, what the first look asks and roughly what it costs: all of it, or
 * one shard's part. The job that merges shards has the answers to the first look, and cannot know the second, so it
 * reports neither calls nor cost.
 * @param from the policy, or the shard's share of it, and the answers that are stored; `scopeOf`: where each plan has a
 *   scope of its own; `lengthOf`: mean output tokens of earlier answers to a plan, where these are known otherwise
 * @throws the error of `agree`, if a key must not be sent to one of these addresses; that of `consent`.
 */
export async function announce(
  plans: readonly PromptPlan[],
  from: {
    config: Config;
    scopeOf?: (plan: PromptPlan) => Scope;
    lengthOf?: (plan: PromptPlan) => number | undefined;
  } & StoredAnswers,
  {
    outcomes,
    offline,
    log,
    agree,
    consent,
    credentials,
  }: Pick<GateRequest | ShardRequest, 'outcomes' | 'offline' | 'log' | 'agree' | 'consent' | 'credentials'>,
): Promise<void> {
  if (!offline) await agree?.(destinationsOf(plans, credentials));
  if (plans.length === 0 || outcomes?.kind === 'gather') return;
  const shard = outcomes?.shard;
  if (shard) log(`This is shard ${nameOfShard(shard)}, which asks its part.`);
  const looks = plans.map((plan) => plan.looks[0]);
  const parts = shard ? casesOfShard(looks, shard) : looks;
  const asked = plans.map((plan, index) => {
    const earlier = { store: from.store, scope: from.scopeOf?.(plan) ?? from.scope };
    return { plan, cases: parts[index] ?? [], earlier, answerTokens: from.lengthOf?.(plan) };
  });
  const estimate = addEstimates(await estimatePlans(asked));
  const whole = wholeEstimate(estimate);
  const prompts = parts.filter((cases) => cases.length > 0).length;
  const announced = { ...estimate, whole, prompts, judgements: estimate.judgements.calls };
  if (offline) return log(offlineLine(announced));
  log(estimateLine(announced));
  const limit = from.config.cost.maxRunCost;
  if (whole.calls > 0) await consent?.({ calls: whole.calls, limitUsd: limit });
  if (limit !== null && whole.usd !== null && whole.usd > limit) {
    const part = shard ? "this shard's part of " : '';
    log(
      `The estimate exceeds ${part}max-run-cost (${formatMoney(limit)}): the run stops when that much is spent.`,
    );
  }
}
