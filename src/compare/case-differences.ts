import type { Answer } from '../domain/answer.ts';
import type { CaseOutcome } from '../domain/case-result.ts';
import type { AssertionResult, Outcome } from '../domain/outcome.ts';
import type { Case } from '../domain/suite.ts';
import type { Arm } from '../domain/trial.ts';
import { outputOf } from '../model/output.ts';
import type { PromptPlan } from '../plan/plan.ts';

/** A case whose arms differ; of a new prompt, a case that fails. */
export type CaseDifference = {
  testCase: Case;
  direction: 'worse' | 'better';
  /** Null where the prompt is new. */
  baseline: ArmAnswers | null;
  candidate: ArmAnswers;
};

/** One arm's answers to a case. */
export type ArmAnswers = {
  passes: number;
  /** Number of completed trials. */
  trials: number;
  /** Answer of the first trial that shows the difference; null if it is not stored. */
  answer: string | null;
  /** Failed assertions of that trial. */
  failures: readonly AssertionResult[];
  /** What models judged of it, passed or not; absent where none was asked. */
  judged?: readonly AssertionResult[] | undefined;
};

/**
 * The cases that newly fail or newly pass, each with an answer of each arm that shows it.
 * @param answerOf finds an answer in the response store, by its key.
 */
export function caseDifferences(
  plan: PromptPlan,
  outcomes: readonly Outcome[],
  answerOf: (key: string) => Answer | undefined,
): CaseDifference[] {
  const byCase = outcomesByCase(outcomes);
  return plan.looks[1].flatMap((testCase) => {
    const ofCase = byCase.get(testCase.id);
    const direction = ofCase && directionOf(ofCase, plan.baseline !== null);
    if (!ofCase || !direction) return [];
    const standing = direction === 'worse' ? 'newly-failing' : 'newly-passing';
    const arm = (name: Arm) =>
      armAnswers(ofCase[name], tellingOutcome(ofCase[name], standing, name), answerOf);
    return [{ testCase, direction, baseline: plan.baseline && arm('baseline'), candidate: arm('candidate') }];
  });
}

/** How a case stands; null where nothing was asked. */
export function standingOf(ofCase: CaseOutcomes, hasBaseline: boolean): CaseOutcome['standing'] | null {
  const all = [...ofCase.baseline, ...ofCase.candidate];
  if (all.length === 0) return null;
  const direction = directionOf(ofCase, hasBaseline);
  if (direction) return direction === 'worse' ? 'newly-failing' : 'newly-passing';
  const rates = [passRate(ofCase.candidate), hasBaseline ? passRate(ofCase.baseline) : 1];
  if (rates.includes(null)) return 'errored';
  return rates.every((rate) => rate === 1) ? 'passing' : 'failing';
}

/** The first outcome of an arm that shows how its case stands; else its first. */
export function tellingOutcome(
  outcomes: readonly Outcome[],
  standing: CaseOutcome['standing'],
  arm: Arm,
): Outcome | undefined {
  const failing = { baseline: 'newly-passing', candidate: 'newly-failing' }[arm];
  const telling = standing === failing || standing === 'failing' ? 'failed' : 'passed';
  return (
    outcomes.find(({ status }) => status === telling) ??
    outcomes.find(({ status }) => status !== 'errored') ??
    outcomes[0]
  );
}

function armAnswers(
  outcomes: readonly Outcome[],
  shown: Outcome | undefined,
  answerOf: (key: string) => Answer | undefined,
): ArmAnswers {
  const answer = shown && answerOf(shown.key);
  return {
    passes: outcomes.filter(({ status }) => status === 'passed').length,
    trials: outcomes.filter(({ status }) => status !== 'errored').length,
    answer: answer ? outputOf(answer) : null,
    failures: shown && shown.status !== 'errored' ? shown.failures : [],
    ...(shown && shown.status !== 'errored' && shown.judged && { judged: shown.judged }),
  };
}

/** The outcomes of one case, by arm. */
export type CaseOutcomes = Record<Arm, Outcome[]>;

/** Outcomes by the id of their case. */
export function outcomesByCase(outcomes: readonly Outcome[]): Map<string, CaseOutcomes> {
  const byCase = new Map<string, CaseOutcomes>();
  for (const outcome of outcomes) {
    const ofCase = byCase.get(outcome.caseId) ?? { baseline: [], candidate: [] };
    ofCase[outcome.arm].push(outcome);
    byCase.set(outcome.caseId, ofCase);
  }
  return byCase;
}

function directionOf(ofCase: CaseOutcomes, hasBaseline: boolean): CaseDifference['direction'] | null {
  const candidate = passRate(ofCase.candidate);
  const baseline = hasBaseline ? passRate(ofCase.baseline) : 1;
  if (candidate === null || baseline === null || candidate === baseline) return null;
  return candidate < baseline ? 'worse' : 'better';
}

function passRate(outcomes: readonly Outcome[]): number | null {
  const completed = outcomes.filter((outcome) => outcome.status !== 'errored');
  if (completed.length === 0) return null;
  return completed.filter((outcome) => outcome.status === 'passed').length / completed.length;
}
