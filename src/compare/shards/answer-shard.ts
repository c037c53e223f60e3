import type { OpenChange } from '../../change/change.ts';
import type { Outcome } from '../../domain/outcome.ts';
import type { ShardRequest } from '../../domain/request.ts';
import type { RunUsage } from '../../domain/result.ts';
import { addUsage, NO_USAGE } from '../../domain/usage.ts';
import type { PromptPlan } from '../../plan/plan.ts';
import type { ShardAnswers } from '../answers.ts';
import { askLooks } from '../ask.ts';
import { newComparison } from '../comparison.ts';
import { usageOf } from '../usage.ts';
import { type ShardRecord, writeShardRecord } from './folder.ts';
import { casesOfShard } from './shard.ts';

/**
 * Answers one shard's part of the first look and writes its record beside the answers. Decides nothing: that is for the
 * job that merges the shards, and asks the second look.
 * @returns the usage
 */
export async function answerShard(
  change: OpenChange,
  plans: readonly PromptPlan[],
  { answers, request }: { answers: ShardAnswers; request: ShardRequest },
): Promise<RunUsage> {
  const { shard } = request.outcomes;
  const parts = casesOfShard(
    plans.map((plan) => plan.looks[0]),
    shard,
  );
  const states = plans.map((plan, index) => ({ ...newComparison(plan), nextCases: parts[index] ?? [] }));
  const looks = await askLooks(states, { ...answers, mayCurtail: false });
  const prompts = states.map((state) =>
    recordOf(state.plan, looks.get(state)?.outcomes ?? [], answers.judgingOf(state.plan).usage()),
  );
  const { mergeBase, head } = change;
  await writeShardRecord(answers.folder, {
    schemaVersion: 1,
    version: request.version,
    shard,
    mergeBase,
    head,
    prompts,
  });
  return prompts.map(({ usage }) => usage).reduce(addUsage, NO_USAGE);
}

function recordOf(
  { name, judges: { judge, embedder } }: PromptPlan,
  outcomes: readonly Outcome[],
  judging: RunUsage['judge'],
): ShardRecord['prompts'][number] {
  const failures = outcomes.flatMap((outcome) => {
    if (outcome.status !== 'errored' || outcome.spent) return [];
    const { caseId, arm, index, failure } = outcome;
    return [{ caseId, arm, index, failure }];
  });
  const usage = { ...usageOf(outcomes), ...((judge || embedder) && { judge: judging }) };
  return { path: name, usage, failures };
}
