import { formatPlace } from '../../../base/errors.ts';
import type { Asking } from '../../../compare/answers.ts';
import { askLooks } from '../../../compare/ask.ts';
import { newComparison } from '../../../compare/comparison.ts';
import type { AssertionResult, Outcome } from '../../../domain/outcome.ts';
import type { Case } from '../../../domain/suite.ts';
import type { Arm } from '../../../domain/trial.ts';
import { outputOf } from '../../../model/output.ts';
import type { PromptPlan } from '../../../plan/plan.ts';
import { halfOf } from '../../../suite/halves.ts';
import type { Failed, FailingAnswer } from './outcome.ts';

/** A case and what came of its trials. */
export type CaseOutcomes = { testCase: Case; outcomes: Outcome[] };

/** Asks the cases of a plan's first look, or finds their answers in the store, and scores them. */
export async function askCases(
  plan: PromptPlan,
  { asking, scope }: { asking: Asking; scope: (arm: Arm) => string },
): Promise<Outcome[]> {
  const state = newComparison(plan);
  const looks = await askLooks([state], { ...asking, scope });
  return [...(looks.get(state)?.outcomes ?? [])];
}

/** The outcomes of each case, in the suite's order. */
export function byCase(cases: readonly Case[], outcomes: readonly Outcome[]): CaseOutcomes[] {
  const found = new Map<string, Outcome[]>();
  for (const outcome of outcomes) {
    const known = found.get(outcome.caseId);
    if (known) known.push(outcome);
    else found.set(outcome.caseId, [outcome]);
  }
  return cases.map((testCase) => ({ testCase, outcomes: found.get(testCase.id) ?? [] }));
}

/** Whether at least one trial of a case was answered and judged. */
export function isAnswered({ outcomes }: CaseOutcomes): boolean {
  return outcomes.some(({ status }) => status !== 'errored');
}

/** Whether every trial of a case was answered and passed. */
export function isPassing({ outcomes }: CaseOutcomes): boolean {
  return outcomes.length > 0 && outcomes.every(({ status }) => status === 'passed');
}

/** The first failed trial of each failing case, with its answer. */
export function failingAnswers(
  cases: readonly CaseOutcomes[],
  { store }: Pick<Asking, 'store'>,
): FailingAnswer[] {
  return cases.flatMap(({ testCase, outcomes }) => {
    const failed = outcomes.find(({ status }) => status === 'failed');
    if (failed?.status !== 'failed') return [];
    const { id, vars, segments } = testCase;
    const failures = failed.failures.map(failedOf);
    return [{ id, vars, segments, half: halfOf(testCase), failures, answer: answerOf(failed, { store }) }];
  });
}

export function failedOf({ type, reason, place }: AssertionResult): Failed {
  return { type, reason, place: formatPlace(place) };
}

/** An outcome's answer; null where the store does not have it any more. */
export function answerOf({ key }: Pick<Outcome, 'key'>, { store }: Pick<Asking, 'store'>): string | null {
  const answer = store.get(key);
  return answer === undefined ? null : outputOf(answer);
}
