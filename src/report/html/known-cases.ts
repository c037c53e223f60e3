import type { CaseOutcome, CaseRecord } from '../../domain/case-result.ts';
import type { ChangedCase, PromptResult } from '../../domain/result.ts';
import { casesWorstFirst } from '../telling/order.ts';

/**
 * The cases that the result itself has: those whose arms differ, with their texts; all others where it is read from a
 * file that has them, without.
 */
export function* recordsOfResult({ newlyFailing, newlyPassing, cases }: PromptResult): Generator<CaseRecord> {
  const outcomes = new Map(cases?.map((outcome) => [outcome.id, outcome]));
  for (const changed of casesWorstFirst(newlyFailing)) {
    yield recordOf(changed, outcomes.get(changed.id) ?? outcomeOf(changed, 'newly-failing'));
    outcomes.delete(changed.id);
  }
  for (const changed of newlyPassing) {
    yield recordOf(changed, outcomes.get(changed.id) ?? outcomeOf(changed, 'newly-passing'));
    outcomes.delete(changed.id);
  }
  for (const outcome of outcomes.values()) {
    const none = { messages: [], answer: null };
    yield { ...outcome, texts: { baseline: outcome.baseline && none, candidate: none } };
  }
}

function recordOf({ messages, baseline, candidate }: ChangedCase, outcome: CaseOutcome): CaseRecord {
  return {
    ...outcome,
    texts: {
      baseline: baseline && { messages: [], answer: baseline.answer },
      candidate: { messages, answer: candidate.answer },
    },
  };
}

const UNKNOWN = {
  inputTokens: null,
  outputTokens: null,
  cachedInputTokens: null,
  usd: null,
  latencyMs: null,
};

function outcomeOf(changed: ChangedCase, standing: CaseOutcome['standing']): CaseOutcome {
  const { messages: _, baseline, candidate, ...rest } = changed;
  return {
    ...rest,
    standing,
    baseline: baseline && { ...baseline, ...UNKNOWN },
    candidate: { ...candidate, ...UNKNOWN },
  };
}
