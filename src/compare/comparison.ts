import type { CurtailedCase } from '../domain/evidence.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { Case } from '../domain/suite.ts';
import type { Verdict } from '../domain/verdict.ts';
import type { PromptPlan } from '../plan/plan.ts';
import type { JudgeUsage, Judging } from '../score/judge/asking.ts';
import type { CurtailmentWatch } from '../verdict/curtailment.ts';
import { type EvidenceCollector, evidenceCollector } from '../verdict/pair.ts';

/** What is known of a look before it is asked, and what of it is settled while it is. */
export type Settling = {
  watch: CurtailmentWatch;
  /** Cases whose every answer is stored. */
  stored: ReadonlySet<Case>;
  /** Passes of the baseline in other cases, where all its answers are stored; by id. */
  baselines: ReadonlyMap<string, number>;
};

/** One prompt that was run: what was planned, what came of it, and what that means. */
export type Comparison = {
  plan: PromptPlan;
  outcomes: Outcome[];
  /** Of a look that the run's limits cut short: the look before decided. */
  unjudged: Outcome[];
  /** Cases left out, since they could not change the verdict any more. */
  spared: CurtailedCase[];
  /** What judging took; null where no model judges. */
  judged: JudgeUsage | null;
  verdict: Verdict;
};

/** A comparison on its way. */
export type Running = {
  plan: PromptPlan;
  casesById: ReadonlyMap<string, Case>;
  judging: Judging;
  collector: EvidenceCollector;
  outcomes: Outcome[];
  unjudged: Outcome[];
  spared: CurtailedCase[];
  /** What is settled of the coming look; null where all of it is asked in any case. */
  settling: Settling | null;
  /** Looks taken, a segment. */
  looks: Map<string, number>;
  /** Cases of the coming look; empty when the verdict is final. */
  asking: Case[];
  verdict: Verdict | null;
};

/** A comparison before its first answer. */
export function startComparison(plan: PromptPlan, judging: Judging): Running {
  const [firstLook, secondLook] = plan.looks;
  return {
    plan,
    casesById: new Map(secondLook.map((testCase) => [testCase.id, testCase])),
    judging,
    collector: evidenceCollector({ cases: secondLook, hasBaseline: plan.baseline !== null }),
    outcomes: [],
    unjudged: [],
    spared: [],
    settling: null,
    looks: new Map(),
    asking: firstLook,
    verdict: null,
  };
}
