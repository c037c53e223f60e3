import type { Result } from '../domain/result.ts';
import type { CommentMode } from './comment-mode.ts';
import type { GateEvent } from './event.ts';

/** No prompt changed, nor what the registry will do, and nothing went wrong. */
export function changesNothing({ prompts, verdict, registryPlan, notices }: Result): boolean {
  const losesName = notices.some(({ code }) => code === 'prompt-goes-on-serving');
  return prompts.length === 0 && verdict === 'pass' && registryPlan === undefined && !losesName;
}

/**
 * Whether GitHub need not be called: nothing changed, and no comment of an earlier push can exist. The event contains
 * the number of comments when it was sent; a second attempt (counted from 1) comes much later.
 */
export function isSilent(request: {
  result: Result;
  event: GateEvent;
  commentMode: CommentMode;
  run: { attempt: number };
}): boolean {
  const { result, event, commentMode, run } = request;
  if (!changesNothing(result)) return false;
  if (event.pullRequest === null || commentMode === 'never') return true;
  return event.pullRequest.comments === 0 && run.attempt <= 1;
}
