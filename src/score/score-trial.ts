import type { ModelTarget, Usage } from '../model/answer.ts';
import type { TrialResult } from '../run/trial.ts';
import type { Case } from '../suite/suite.ts';
import type { Outcome } from './outcome.ts';
import { scoreAnswer } from './score.ts';

/**
 * Turns what became of a trial into an outcome. A trial is errored when there is no answer, or when its assertions
 * cannot judge it; neither is a failed case.
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
  const { tools } = request.body;
  const context = Array.isArray(tools) ? { tools } : {};
  const scored = await scoreAnswer({ ...answer, costUsd }, testCase, context);
  if (scored.errored) return { ...identity, status: 'errored', fromStore, failure: scored.errored };
  const { passed, score, failures } = scored;
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
