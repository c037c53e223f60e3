import type { Answer } from '../domain/answer.ts';

/** Why an answer ended, in the words of chat completions. */
export type KnownEnding = 'stop' | 'length' | 'tool_calls' | 'content_filter';

/** The words of all providers for an answer that came to its end: nothing else makes an empty text an answer. */
const knownEndings: ReadonlyMap<string, KnownEnding> = new Map([
  ['stop', 'stop'],
  ['end_turn', 'stop'],
  ['stop_sequence', 'stop'],
  ['completed', 'stop'],
  ['complete', 'stop'],
  ['eos', 'stop'],
  ['eos_token', 'stop'],
  ['length', 'length'],
  ['max_tokens', 'length'],
  ['max_output_tokens', 'length'],
  ['model_length', 'length'],
  ['model_context_window_exceeded', 'length'],
  ['tool_calls', 'tool_calls'],
  ['tool_use', 'tool_calls'],
  ['function_call', 'tool_calls'],
  ['refusal', 'content_filter'],
]);

/** In words for an end by a failure of the host, or before the end. */
const failureWords =
  /error|fail|time|cancel|abort|overload|unavailable|incomplete|interrupt|insufficient|shedding|malformed|pause|exceeded/;

/** In words for an end by the provider's filter. */
const filterWords =
  /filter|safety|sensitive|recitation|guardrail|moderat|prohibited|blocked|blocklist|policy|^spii$|^language$/;

/** A provider's word for why an answer ended as one of chat completions; null for any other word. */
export function knownEnding(reason: string): KnownEnding | null {
  return knownEndings.get(reason.toLowerCase()) ?? (isFilterReason(reason) ? 'content_filter' : null);
}

/** Whether a finish reason, or a state, means that the host failed or has not come to the end. */
export function isFailureReason(reason: string | null): boolean {
  if (reason === null) return false;
  const word = reason.toLowerCase();
  return !knownEndings.has(word) && failureWords.test(word);
}

/** Whether a finish reason means that the provider's filter stopped the answer. */
export function isFilterReason(reason: string | null): boolean {
  return reason !== null && !isFailureReason(reason) && filterWords.test(reason.toLowerCase());
}

/** Whether an answer that ended so has content, if an empty one: one that was cut off or filtered may have none. */
export function needsContent(finishReason: string | null): boolean {
  return finishReason !== null && knownEnding(finishReason) === 'stop';
}

/**
 * Whether a response that was read, or a stored one, is an answer. Not if its finish reason says that the host failed,
 * however much text there is. Without text and calls only if it ended by a word that is known, and calls are not what it
 * ended by. With text or calls also by a word that nobody knows, or by none: hosts have words of their own.
 */
export function isWholeAnswer({
  text,
  toolCalls,
  finishReason,
}: Pick<Answer, 'text' | 'toolCalls' | 'finishReason'>): boolean {
  if (isFailureReason(finishReason)) return false;
  if (text !== '' || toolCalls.length > 0) return true;
  const ending = finishReason === null ? null : knownEnding(finishReason);
  return ending !== null && ending !== 'tool_calls';
}
