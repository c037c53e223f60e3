import { formatPlace } from '../base/errors.ts';
import type { ArmAnswers, CaseDifference } from '../compare/case-differences.ts';
import type { Comparison } from '../compare/comparison.ts';
import type { CaseOutcome } from '../domain/case-result.ts';
import type { ChangedCase, PromptResult } from '../domain/result.ts';
import type { ResponseStore } from '../run/store.ts';
import { nameCases } from './case-names.ts';
import { assertionsOf, caseRecords, messagesOf } from './case-records.ts';
import { clusterFailures, type FailingCase } from './clusters.ts';

/** The cases whose arms differ, with their answers, and what fails in clusters. */
export function changedCases(
  comparison: Comparison,
  store: ResponseStore | undefined,
): Pick<PromptResult, 'newlyFailing' | 'newlyPassing' | 'clusters'> {
  const { plan, differences, verdict } = comparison;
  const nameOfCase = nameCases(plan.suite.cases);
  const changedCase = (difference: CaseDifference): ChangedCase => {
    const { testCase, baseline, candidate } = difference;
    return {
      id: testCase.id,
      description: nameOfCase(testCase),
      segments: testCase.segments,
      critical: testCase.critical,
      severe: verdict.severe.includes(testCase.id),
      place: formatPlace(testCase.place),
      messages: messagesOf(plan.candidate.prompt, testCase),
      baseline: baseline && caseArm(baseline),
      candidate: caseArm(candidate),
    };
  };
  const inDirection = (wanted: CaseDifference['direction']) =>
    differences.filter(({ direction }) => direction === wanted).map(changedCase);
  const newlyFailing = inDirection('worse');
  return {
    newlyFailing,
    newlyPassing: inDirection('better'),
    clusters: {
      newlyFailing: clusterFailures(newlyFailing.map(({ id, candidate }) => ({ id, ...candidate }))),
      failing: store ? clusterFailures(stillFailing(comparison, store)) : [],
    },
  };
}

/** Cases that failed before too. */
function* stillFailing(comparison: Comparison, store: ResponseStore): Generator<FailingCase> {
  for (const { id, candidate, texts } of caseRecords(comparison, store, isStillFailing)) {
    yield { id, failures: candidate.failures, answer: texts.candidate.answer };
  }
}

function isStillFailing({ standing, candidate }: CaseOutcome): boolean {
  return standing === 'failing' && candidate.failures.length > 0;
}

function caseArm({ passes, trials, answer, ...assertions }: ArmAnswers): ChangedCase['candidate'] {
  return { passes, trials, answer, ...assertionsOf(assertions) };
}
