import type { Outcome } from '../domain/outcome.ts';
import type { JudgeUsage, RunUsage } from '../domain/result.ts';
import { addUsage, NO_USAGE } from '../domain/usage.ts';
import { trialsOfCase } from '../plan/trials.ts';
import type { Comparison } from './comparison.ts';
import type { Gathered } from './shards/folder.ts';

/** What trials took: those from the store took nothing in this run. */
export function usageOf(outcomes: readonly Outcome[]): RunUsage {
  return outcomes.map(usageOfOutcome).reduce(addUsage, NO_USAGE);
}

function usageOfOutcome(outcome: Outcome): RunUsage {
  if (outcome.status === 'errored') {
    const { spent, fromStore } = outcome;
    const nothing = { ...NO_USAGE, trials: 1, errored: 1, fromStore: fromStore ? 1 : 0 };
    return spent && !fromStore ? { ...nothing, ...spent.usage, calls: 1, usd: spent.costUsd } : nothing;
  }
  if (outcome.fromStore) return { ...NO_USAGE, trials: 1, fromStore: 1 };
  return { ...NO_USAGE, ...outcome.usage, trials: 1, calls: 1, usd: outcome.costUsd };
}

/**
 * What comparing one prompt took: its answers and judgements, and how many answers were not asked. Where shards were
 * gathered, the first look took what they say, instead of what it took to read it again.
 */
export function usageOfComparison(
  comparison: Pick<Comparison, 'plan' | 'outcomes' | 'cutShort' | 'curtailed' | 'judgeUsage'>,
  gathered: Gathered | null,
): RunUsage {
  const { plan, curtailed, judgeUsage } = comparison;
  const outcomes = [...comparison.outcomes, ...comparison.cutShort];
  if (gathered) {
    const firstLook = new Set(plan.looks[0].map(({ id }) => id));
    const later = outcomes.filter(({ caseId }) => !firstLook.has(caseId));
    const shards = gathered.usageOf(plan.name).reduce(addUsage, NO_USAGE);
    const { judge } = shards;
    return addUsage(shards, {
      ...usageOf(later),
      ...(judge && judgeUsage && { judge: sinceShards(judgeUsage, judge) }),
    });
  }
  const savedTrials = curtailed.length * trialsOfCase(plan);
  return {
    ...usageOf(outcomes),
    ...(savedTrials > 0 && { savedTrials }),
    ...(judgeUsage && { judge: judgeUsage }),
  };
}

/** Judgements made here: those of the shards were found in their stores. */
function sinceShards(here: JudgeUsage, shards: JudgeUsage): JudgeUsage {
  return { ...here, fromStore: Math.max(0, here.fromStore - shards.calls - shards.fromStore) };
}
