import type { Scene } from '../../change/change.ts';
import type { Shard } from '../../domain/request.ts';
import type { Result } from '../../domain/result.ts';
import { publishedNotice } from '../../report/telling/notices.ts';
import type { Running } from '../comparison.ts';
import { addUsage, NO_USAGE, usageOf } from '../usage.ts';
import { type ShardRecord, writeShardRecord } from './folder.ts';
import { casesOfShard, nameOfShard } from './shard.ts';

/**
 * Runs one shard's part of the first look and leaves its record beside the answers. Nothing is decided here: that
 * is for who gathers all shards, and asks the second look.
 *
 * @param answer asks and scores what the comparisons are asking.
 * @returns a result without prompts, with a notice of what was done.
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
  const done = publishedNotice({
    code: 'shard-done',
    shard: nameOfShard(shard),
    answers: usage.trials,
    errored: usage.errored,
  });
  return { ...draft, usage, notices: [...draft.notices, done] };
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
