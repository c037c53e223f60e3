import type { Answer } from '../domain/answer.ts';
import { isFilterReason, knownEnding } from '../model/ending.ts';

/** `stop`, `length`, `tool_calls` or `content_filter`; any other reason in lower case. */
export function normalFinishReason(reason: string): string {
  return knownEnding(reason) ?? reason.toLowerCase();
}

/**
 * Whether the provider's filter stopped the answer: then there is nothing of the model's to judge. A model that refuses in
 * words of its own has answered.
 */
export function wasFiltered({ text, finishReason }: Pick<Answer, 'text' | 'finishReason'>): boolean {
  if (finishReason === null || normalFinishReason(finishReason) !== 'content_filter') return false;
  return isFilterReason(finishReason) || text.trim() === '';
}
