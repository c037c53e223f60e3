import type { PromptPlan } from '../plan/plan.ts';
import type { Answers } from './answers.ts';
import { askLooks } from './ask.ts';
import { caseDifferences } from './case-differences.ts';
import {
  type Comparison,
  type ComparisonState,
  decideConfirmed,
  decideLook,
  newComparison,
  verdictOf,
} from './comparison.ts';
import { askConfirmations, wantsConfirmation } from './confirm.ts';
import { usageOfComparison } from './usage.ts';

/**
 * Run → score → evidence → verdict, and once more for the segments that are still undecided; then what a block must be
 * confirmed by.
 */
export async function compare(plans: readonly PromptPlan[], answers: Answers): Promise<Comparison[]> {
  // Prompts that a pull request adds take those that the base has no share of their α.
  const changed = plans.filter(({ baseline }) => baseline !== null).length;
  let states = plans.map((plan) => newComparison(plan, { prompts: plan.baseline ? changed : plans.length }));
  for (;;) {
    const undecided = states.filter((state) => wantsMoreCases(state, answers));
    if (undecided.length > 0) {
      const looks = await askLooks(undecided, answers);
      states = states.map((state) => {
        const look = looks.get(state);
        return look ? decideLook(state, look) : state;
      });
      continue;
    }
    const unconfirmed = states.filter((state) => canJudge(state, answers) && wantsConfirmation(state));
    if (unconfirmed.length === 0) break;
    const found = await askConfirmations(unconfirmed, answers);
    states = states.map((state) => {
      const confirmations = found.get(state);
      return confirmations ? decideConfirmed(state, confirmations) : state;
    });
  }
  return states.map((state) => finished(state, answers));
}

function wantsMoreCases(state: ComparisonState, answers: Answers): boolean {
  return state.nextCases.length > 0 && canJudge(state, answers);
}

function canJudge({ plan }: ComparisonState, { judgingOf }: Answers): boolean {
  return !judgingOf(plan).stopped();
}

function finished(state: ComparisonState, answers: Answers): Comparison {
  const { plan, cutShort, confirmations, curtailed } = state;
  const outcomes = state.looks.flat();
  const hasJudge = plan.judges.judge !== null || plan.judges.embedder !== null;
  const judgeUsage = hasJudge ? answers.judgingOf(plan).usage() : null;
  return {
    plan,
    outcomes,
    cutShort,
    confirmations,
    curtailed,
    judgeUsage,
    usage: usageOfComparison(
      { plan, outcomes, cutShort, confirmations, curtailed, judgeUsage },
      answers.gathered,
    ),
    differences: caseDifferences(plan, outcomes, answers.engine.store.get),
    verdict: verdictOf(state),
  };
}
