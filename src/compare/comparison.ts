import type { CurtailedCase, Evidence } from '../domain/evidence.ts';
import { isCutOff, type Outcome } from '../domain/outcome.ts';
import type { JudgeUsage, RunUsage } from '../domain/result.ts';
import type { Case } from '../domain/suite.ts';
import type { Verdict } from '../domain/verdict.ts';
import { type PromptPlan, segmentEvidence } from '../plan/plan.ts';
import { decide } from '../verdict/decide.ts';
import { evidenceCollector } from '../verdict/pair.ts';
import type { CaseDifference } from './case-differences.ts';
import { type Confirmations, NOTHING_CONFIRMED, withConfirmations } from './confirmations.ts';

/** One prompt that was compared: its plan, its outcomes, and its verdict. */
export type Comparison = {
  plan: PromptPlan;
  outcomes: readonly Outcome[];
  /** Outcomes of a look that the run's limits cut short: the look before decided. */
  cutShort: readonly Outcome[];
  confirmations: Confirmations;
  /** Cases curtailed, since they could no longer change the verdict. */
  curtailed: readonly CurtailedCase[];
  /** Usage of judging; null if no model judges. */
  judgeUsage: JudgeUsage | null;
  /** Usage of the answers, those of shards and judgements included. */
  usage: RunUsage;
  /** Cases whose arms differ, in the suite's order; of a new prompt, those that fail. Empty if nothing was answered. */
  differences: readonly CaseDifference[];
  verdict: Verdict;
};

/** A comparison between two looks. Immutable: a decided look gives the next state. */
export type ComparisonState = {
  plan: PromptPlan;
  /** How many prompts share one α with this one, itself included, where those of a pull request do. */
  prompts: number;
  /** Outcomes of the looks that count, one list per look. */
  looks: readonly (readonly Outcome[])[];
  cutShort: readonly Outcome[];
  confirmations: Confirmations;
  curtailed: readonly CurtailedCase[];
  /** Number of looks taken, by segment. */
  looksTaken: ReadonlyMap<string, number>;
  /** Cases of the coming look; empty when the verdict is final. */
  nextCases: readonly Case[];
  /** Null before the first look. */
  verdict: Verdict | null;
};

/** The result of asking a look: its outcomes, and its cases that were curtailed. */
export type LookOutcome = { outcomes: readonly Outcome[]; curtailed: readonly CurtailedCase[] };

/**
 * A comparison before its first look.
 * @param of.prompts how many prompts share one α with this one, itself included, where those of a pull request do; 1 by default
 */
export function newComparison(plan: PromptPlan, { prompts = 1 } = {}): ComparisonState {
  return {
    plan,
    prompts,
    looks: [],
    cutShort: [],
    confirmations: NOTHING_CONFIRMED,
    curtailed: [],
    looksTaken: new Map(),
    nextCases: plan.looks[0],
    verdict: null,
  };
}

/** Names of the segments that take the coming look. */
export function segmentsWaiting({ plan, verdict }: ComparisonState): Set<string> {
  return new Set(verdict?.extend ?? plan.suite.cases.flatMap((testCase) => testCase.segments));
}

/** Number of looks per segment once the coming one is taken. */
export function looksAfter(state: ComparisonState): Map<string, number> {
  const looks = new Map(state.looksTaken);
  for (const name of segmentsWaiting(state)) looks.set(name, (looks.get(name) ?? 0) + 1);
  return looks;
}

/** The outcomes of some looks, paired by case, as `decide` takes them. */
export function evidenceOf(
  plan: PromptPlan,
  looks: ComparisonState['looks'],
  looksTaken: ReadonlyMap<string, number>,
): Evidence {
  const segments = segmentEvidence(plan, looksTaken);
  const collector = evidenceCollector({ cases: plan.looks[1], hasBaseline: plan.baseline !== null });
  let evidence: Evidence = { segments, cases: [] };
  for (const outcomes of looks) {
    for (const outcome of outcomes) collector.add(outcome);
    evidence = collector.evidence({ segments });
  }
  const cases = evidence.cases.map((one) => (plan.added.has(one.id) ? { ...one, isAdded: true } : one));
  return { ...evidence, cases };
}

/**
 * Decides after a look. A look that had no money or time left decides nothing: the result of the look before is kept.
 * @returns the state after it, with the cases that the next look needs.
 */
export function decideLook(state: ComparisonState, look: LookOutcome): ComparisonState {
  const looks = [...state.looks, look.outcomes];
  const curtailed = [...state.curtailed, ...look.curtailed];
  const decided = judged({ ...state, looks, looksTaken: looksAfter(state), curtailed });
  if (state.verdict && decided.verdict?.verdict === 'error' && looks.flat().some(isCutOff)) {
    return { ...state, cutShort: look.outcomes, nextCases: [], verdict: { ...state.verdict, extend: [] } };
  }
  return decided;
}

/** Decides once more with what was asked to confirm a block. */
export function decideConfirmed(state: ComparisonState, { anew, again }: Confirmations): ComparisonState {
  const before = state.confirmations;
  const confirmations = { anew: [...before.anew, ...anew], again: [...before.again, ...again] };
  return judged({ ...state, confirmations });
}

/** A state with the verdict on all that was asked, and the cases that the next look needs. */
function judged(state: ComparisonState): ComparisonState {
  const { plan, prompts, looks, looksTaken, curtailed, confirmations } = state;
  const evidence = evidenceOf(plan, looks, looksTaken);
  const cases = withConfirmations(evidence.cases, confirmations);
  const verdict = decide({ ...evidence, cases, curtailed: [...curtailed] }, plan.policy, { prompts });
  const asked = new Set(looks.flat().map(({ caseId }) => caseId));
  const nextCases = plan.looks[1].filter(
    ({ id, segments }) => !asked.has(id) && segments.some((segment) => verdict.extend.includes(segment)),
  );
  return { ...state, nextCases, verdict };
}

/** The verdict of a comparison whose last look was decided. */
export function verdictOf({ verdict }: ComparisonState): Verdict {
  if (!verdict) throw new Error('the comparison ended without a verdict');
  return verdict;
}
