import type { CaseRecord } from '../../domain/case-result.ts';
import type { ChangedCase, PromptResult } from '../../domain/result.ts';
import { casesWorstFirst } from '../telling/order.ts';

/** The cases that the result itself has: those whose arms differ. Their tokens, money and latency are not known. */
export function* recordsOfResult({ newlyFailing, newlyPassing }: PromptResult): Generator<CaseRecord> {
  for (const changed of casesWorstFirst(newlyFailing)) yield recordOf(changed, 'newly-failing');
  for (const changed of newlyPassing) yield recordOf(changed, 'newly-passing');
}

const UNKNOWN = {
  inputTokens: null,
  outputTokens: null,
  cachedInputTokens: null,
  usd: null,
  latencyMs: null,
};

function recordOf(changed: ChangedCase, standing: CaseRecord['standing']): CaseRecord {
  const { messages, baseline, candidate, ...rest } = changed;
  return {
    ...rest,
    standing,
    baseline: baseline && { ...baseline, ...UNKNOWN },
    candidate: { ...candidate, ...UNKNOWN },
    texts: {
      baseline: baseline && { messages: [], answer: baseline.answer },
      candidate: { messages, answer: candidate.answer },
    },
  };
}
