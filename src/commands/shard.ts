import { openChange } from '../change/change.ts';
import type { Shard, ShardRequest } from '../domain/request.ts';
import type { RunUsage } from '../domain/result.ts';
import { type Facts, resultOf } from '../result/result.ts';
import type { Judged } from './gate.ts';

/**
 * The outcome of one shard: its part is answered; or, if that failed or no prompt changed, the whole result. A run that
 * is not sharded has its cases beside it.
 */
export type ShardOutcome =
  | { kind: 'answered'; shard: Shard; usage: RunUsage }
  | ({ kind: 'result' } & Judged);

/**
 * One of several jobs that share a run: answers its part of the first look and leaves the outcomes for the job that
 * gathers all shards. It decides nothing.
 */
export async function shard(request: ShardRequest): Promise<ShardOutcome> {
  let usage: RunUsage | null = null;
  const result = await resultOf(request, async (facts) => {
    const onPolicy = (policy: Facts['policy']) => Object.assign(facts, { policy });
    await using change = await openChange({ ...request, onPolicy });
    facts.change = change;
    if (change.prompts.length === 0) return;
    const [{ planChange }, { openShardAnswers }, { announce }, { answerShard }] = await Promise.all([
      import('../plan/all.ts'),
      import('../compare/answers.ts'),
      import('./announce.ts'),
      import('../compare/shards/answer-shard.ts'),
    ]);
    const { plans } = await planChange(change, request);
    await using answers = await openShardAnswers(change, plans, request);
    await announce(plans, answers, request);
    usage = await answerShard(change, plans, { answers, request });
  });
  return usage === null
    ? { kind: 'result', result }
    : { kind: 'answered', shard: request.outcomes.shard, usage };
}
