import type { Running } from './compare.ts';
import { type Gathered, type ShardRecord, writeShardRecord } from './outcome-files.ts';
import { NO_USAGE } from './report/draft.ts';
import type { JudgeUsage, Result, RunUsage } from './report/result.ts';
import { addUsage, usageOf } from './report/usage.ts';
import type { Scene } from './scene.ts';
import { casesOfShard, nameOfShard, type Shard } from './shard.ts';

/**
 * Runs one shard's part of the first look and leaves its record beside the answers. Nothing is decided here: that
 * is for who gathers all shards, and asks the second look.
 *
 * @param answer asks and scores what the comparisons are asking.
 * @returns a result without prompts, whose last notice says what was done.
 */
export async function runShard(
  comparisons: readonly Running[],
  to: { shard: Shard; folder: string; scene: Scene; draft: Result; answer: () => Promise<void> },
): Promise<Result> {
  const { shard, folder, scene, draft } = to;
  const parts = casesOfShard(
    comparisons.map(({ asking }) => asking),
    shard,
  );
  for (const [index, comparison] of comparisons.entries()) comparison.asking = parts[index] ?? [];
  await to.answer();
  const prompts = comparisons.map(recordOf);
  const { mergeBase, head } = scene.change;
  await writeShardRecord(folder, {
    schemaVersion: 1,
    version: draft.tool.version,
    shard,
    mergeBase,
    head,
    prompts,
  });
  const usage = prompts.map((prompt) => prompt.usage).reduce(addUsage, NO_USAGE);
  const errored = usage.errored > 0 ? `, ${usage.errored} of which did not come` : '';
  const told = `Shard ${nameOfShard(shard)}: ${usage.trials} answers${errored}; nothing is decided before all shards are gathered.`;
  return { ...draft, usage, notices: [...draft.notices, told] };
}

/** The result with what the shards' first look took in it, instead of what it took to read it again. */
export function withShardsUsage(result: Result, comparisons: readonly Running[], gathered: Gathered): Result {
  const taken = new Map(
    comparisons.map((comparison) => [comparison.plan.change.path, usageOfAll(comparison, gathered)]),
  );
  const prompts = result.prompts.map((prompt) => ({
    ...prompt,
    usage: taken.get(prompt.path) ?? prompt.usage,
  }));
  return { ...result, prompts, usage: prompts.map(({ usage }) => usage).reduce(addUsage, NO_USAGE) };
}

function usageOfAll({ plan, outcomes, unjudged, judging }: Running, gathered: Gathered): RunUsage {
  const firstLook = new Set(plan.looks[0].map(({ id }) => id));
  const later = [...outcomes, ...unjudged].filter(({ caseId }) => !firstLook.has(caseId));
  const shards = gathered.usageOf(plan.change.path).reduce(addUsage, NO_USAGE);
  const { judge } = shards;
  return addUsage(shards, {
    ...usageOf(later),
    ...(judge && { judge: withoutThose(judging.usage(), judge) }),
  });
}

/** Judgements made here: those of the shards were found in their stores. */
function withoutThose(here: JudgeUsage, shards: JudgeUsage): JudgeUsage {
  return { ...here, fromStore: Math.max(0, here.fromStore - shards.calls - shards.fromStore) };
}

function recordOf({ plan, outcomes, judging }: Running): ShardRecord['prompts'][number] {
  const { judge, embedder } = plan.judges;
  const failures = outcomes.flatMap((outcome) => {
    if (outcome.status !== 'errored' || outcome.spent) return [];
    const { caseId, arm, index, failure } = outcome;
    return [{ caseId, arm, index, failure }];
  });
  const judged = judge || embedder ? { judge: judging.usage() } : {};
  return { path: plan.change.path, usage: { ...usageOf(outcomes), ...judged }, failures };
}
