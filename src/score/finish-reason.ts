import type { Answer } from '../domain/answer.ts';
import { isFilterReason } from '../model/ending.ts';

/** Providers' words for why an answer ended → promptfoo's. */
const NORMAL = new Map([
  ['end_turn', 'stop'],
  ['stop_sequence', 'stop'],
  ['completed', 'stop'],
  ['max_tokens', 'length'],
  ['max_output_tokens', 'length'],
  ['model_context_window_exceeded', 'length'],
  ['tool_use', 'tool_calls'],
  ['function_call', 'tool_calls'],
  ['refusal', 'content_filter'],
]);

/** `stop`, `length`, `tool_calls` or `content_filter`; any other reason in lower case. */
export function normalFinishReason(reason: string): string {
  if (isFilterReason(reason)) return 'content_filter';
  const lower = reason.toLowerCase();
  return NORMAL.get(lower) ?? lower;
}

/**
 * Whether the provider's filter stopped the answer: then there is nothing of the model's to judge. A model that refuses in
 * words of its own has answered.
 */
export function wasFiltered({ text, finishReason }: Pick<Answer, 'text' | 'finishReason'>): boolean {
  if (finishReason === null || normalFinishReason(finishReason) !== 'content_filter') return false;
  return isFilterReason(finishReason) || text.trim() === '';
}
