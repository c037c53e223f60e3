import type { Running } from '../compare/comparison.ts';
import type { Gathered } from '../compare/shards/folder.ts';
import { addUsage, NO_USAGE, usageOf } from '../compare/usage.ts';
import type { JudgeUsage, Result, RunUsage } from '../domain/result.ts';

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
