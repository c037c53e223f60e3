import type { ModelTarget, Usage } from '../model/answer.ts';
import type { TrialResult } from '../run/trial.ts';
import type { Case } from '../suite/suite.ts';
import type { Outcome } from './outcome.ts';
import { scoreAnswer } from './score.ts';

/**
 * Turns what became of a trial into an outcome. An errored trial is not a failed case.
 * @param priceOf USD of one call, or null where no price is known.
 */
export async function scoreTrial(
  result: TrialResult,
  testCase: Case,
  priceOf: (target: ModelTarget, usage: Usage) => number | null,
): Promise<Outcome> {
  const { prompt, caseId, arm, index, request } = result.trial;
  const identity = { prompt, caseId, arm, index, key: result.key };
  if (result.status === 'errored') {
    return { ...identity, status: 'errored', fromStore: false, failure: result.failure };
  }
  const { answer, fromStore } = result;
  const costUsd = priceOf(request.target, answer.usage);
  const { passed, score, failures } = await scoreAnswer({ ...answer, costUsd }, testCase);
  return {
    ...identity,
    status: passed ? 'passed' : 'failed',
    fromStore,
    failures,
    score,
    usage: answer.usage,
    costUsd,
    latencyMs: answer.latencyMs,
  };
}
