import type { Answer } from '../domain/answer.ts';

/** Reasons for an answer's end by which hosts say that they themselves failed. */
const failureReasons: ReadonlySet<string> = new Set([
  'error',
  'insufficient_system_resource',
  'network_error',
  'abort',
  'aborted',
  'cancelled',
]);

/** Reasons by which hosts say that a filter of theirs stopped the answer. */
const filterReasons: ReadonlySet<string> = new Set([
  'content_filter',
  'sensitive',
  'safety',
  'prohibited_content',
  'blocklist',
  'spii',
]);

/** Whether a provider's word for why an answer ended says that its filter stopped it. */
export function isFilterReason(reason: string | null): boolean {
  return reason !== null && filterReasons.has(reason.toLowerCase());
}

/**
 * Whether what was read from a response, or from the store, is an answer: not where the host says that it failed on the way,
 * and not where there is neither text nor call nor a reason for its end.
 */
export function isWholeAnswer({
  text,
  toolCalls,
  finishReason,
}: Pick<Answer, 'text' | 'toolCalls' | 'finishReason'>): boolean {
  if (finishReason === null) return text !== '' || toolCalls.length > 0;
  return !failureReasons.has(finishReason.toLowerCase());
}
