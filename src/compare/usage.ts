import type { Outcome } from '../domain/outcome.ts';
import type { JudgeUsage, RunUsage } from '../domain/result.ts';
import { addUsage, NO_USAGE } from '../domain/usage.ts';
import { trialsOfCase } from '../plan/trials.ts';
import type { Comparison } from './comparison.ts';
import type { Gathered } from './shards/folder.ts';

/** Usage of trials: those from the store used nothing in this run. */
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
 * Usage of comparing one prompt: its answers, those that confirmed a block included, its judgements, and how many answers were not asked. If shards were
 * gathered, the first look's usage is the sum the shards recorded.
 */
export function usageOfComparison(
  comparison: Pick<
    Comparison,
    'plan' | 'outcomes' | 'cutShort' | 'confirmations' | 'curtailed' | 'judgeUsage'
  >,
  gathered: Gathered | null,
): RunUsage {
  const { plan, curtailed, judgeUsage } = comparison;
  const outcomes = [...comparison.outcomes, ...comparison.cutShort];
  const confirming = Object.values(comparison.confirmations).flat();
  if (gathered) {
    const firstLook = new Set(plan.looks[0].map(({ id }) => id));
    const later = outcomes.filter(({ caseId }) => !firstLook.has(caseId));
    const shards = gathered.usageOf(plan.name).reduce(addUsage, NO_USAGE);
    const { judge } = shards;
    return addUsage(shards, {
      ...usageOf([...later, ...confirming]),
      ...(judge && judgeUsage && { judge: sinceShards(judgeUsage, judge) }),
    });
  }
  const savedTrials = curtailed.length * trialsOfCase(plan);
  return {
    ...usageOf([...outcomes, ...confirming]),
    ...(savedTrials > 0 && { savedTrials }),
    ...(judgeUsage && { judge: judgeUsage }),
  };
}

/** Judgements made here: those of the shards were read from their stores. */
function sinceShards(here: JudgeUsage, shards: JudgeUsage): JudgeUsage {
  return { ...here, fromStore: Math.max(0, here.fromStore - shards.calls - shards.fromStore) };
}
