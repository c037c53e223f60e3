import type { Answer } from '../domain/answer.ts';

/** Finish reasons by which hosts report that they themselves failed. */
const failureReasons: ReadonlySet<string> = new Set([
  'error',
  'insufficient_system_resource',
  'network_error',
  'abort',
  'aborted',
  'cancelled',
]);

/** Finish reasons by which hosts report that their filter stopped the answer. */
const filterReasons: ReadonlySet<string> = new Set([
  'content_filter',
  'sensitive',
  'safety',
  'prohibited_content',
  'blocklist',
  'spii',
]);

/** Whether a finish reason means that the provider's filter stopped the answer. */
export function isFilterReason(reason: string | null): boolean {
  return reason !== null && filterReasons.has(reason.toLowerCase());
}

/**
 * Whether a response that was read, or a stored one, is an answer: not if the host reports that it failed meanwhile, and
 * not if there is neither text nor call nor a finish reason.
 */
export function isWholeAnswer({
  text,
  toolCalls,
  finishReason,
}: Pick<Answer, 'text' | 'toolCalls' | 'finishReason'>): boolean {
  if (finishReason === null) return text !== '' || toolCalls.length > 0;
  return !failureReasons.has(finishReason.toLowerCase());
}
