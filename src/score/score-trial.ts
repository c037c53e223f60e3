import type { PriceOf } from '../domain/answer.ts';
import type { AssertionResult, Outcome } from '../domain/outcome.ts';
import type { Case } from '../domain/suite.ts';
import type { TrialResult } from '../domain/trial.ts';
import { lastUserMessage } from '../model/last-user-message.ts';
import { outputOf } from '../model/output.ts';
import type { PricedAnswer, ScoringContext } from './kind.ts';
import { asksForJson, promptTextOf } from './prompt-text.ts';
import { scoreAnswer } from './score.ts';

/** What the assertions may use, and the result of the other arm's same trial, if the case compares answers. */
export type TrialContext = Pick<ScoringContext, 'ask' | 'embed' | 'script'> & {
  rival?: TrialResult | null | undefined;
};

/** One list for all outcomes without any, of which there are tens of thousands. */
const NO_FAILURES: readonly AssertionResult[] = [];

/**
 * Turns the result of a trial into an outcome. A trial is errored if there is no answer, or its assertions cannot judge
 * it; neither is a failed case.
 * @param priceOf USD of one call, or null if no price is known.
 */
export async function scoreTrial(
  result: TrialResult,
  testCase: Case,
  priceOf: PriceOf,
  { rival, ...context }: TrialContext = {},
): Promise<Outcome> {
  const { prompt, caseId, arm, index, request } = result.trial;
  const identity = { prompt, caseId, arm, index, key: result.key };
  if (result.status === 'errored') {
    return { ...identity, status: 'errored', fromStore: false, failure: result.failure };
  }
  const { answer, fromStore } = result;
  const costUsd = priceOf(request.target, answer.usage);
  const { tools } = request.body;
  const scored = await scoreAnswer({ ...answer, text: outputOf(answer), costUsd }, testCase, {
    ...context,
    ...(Array.isArray(tools) && { tools }),
    prompt: promptTextOf(request.body),
    asksForJson: asksForJson(request.body),
    question: lastUserMessage(request),
    rival: rival === undefined ? undefined : answerOf(rival, priceOf),
  });
  if (scored.errored) {
    const spent = { usage: answer.usage, costUsd };
    return { ...identity, status: 'errored', fromStore, failure: scored.errored, spent };
  }
  const { passed, score, failures, judged } = scored;
  return {
    prompt,
    caseId,
    arm,
    index,
    key: result.key,
    status: passed ? 'passed' : 'failed',
    fromStore,
    failures: failures.length === 0 ? NO_FAILURES : failures,
    ...(judged && { judged }),
    score,
    usage: answer.usage,
    costUsd,
    uncachedUsd: uncachedUsd(result, priceOf),
    latencyMs: answer.latencyMs,
    answeredAt: answer.answeredAt,
    run: answer.run,
  };
}

/** What the provider's cache saves depends on when a call came, not on the prompt. Undefined where it had no part. */
function uncachedUsd(
  { answer: { usage }, trial }: Extract<TrialResult, { status: 'answered' }>,
  priceOf: PriceOf,
): number | null | undefined {
  if (usage.cachedInputTokens === 0 && !usage.cacheWriteInputTokens) return undefined;
  return priceOf(trial.request.target, { ...usage, cachedInputTokens: 0, cacheWriteInputTokens: 0 });
}

function answerOf(result: TrialResult | null, priceOf: PriceOf): PricedAnswer | null {
  if (result?.status !== 'answered') return null;
  const { answer, trial } = result;
  return { ...answer, text: outputOf(answer), costUsd: priceOf(trial.request.target, answer.usage) };
}
