import type { ModelFailure } from '../domain/answer.ts';
import { longestRetryAfterMs } from '../model/failure.ts';
import type { Job } from './lane.ts';
import type { Throttle } from './throttle.ts';

/** What follows a failed try: another one, the trial's end, or the end of all calls to this model. */
export type Decision =
  | { kind: 'again'; at: number; counts: boolean }
  | { kind: 'give-up' }
  | { kind: 'stop' };

/** Trials given up in a row, with no answer between, after which the model counts as down. */
const downAfter = { transient: 5, refused: 25 };
const longestBackoffMs = 20_000;
/**
 * How long to retry a provider that no call has reached. A restarting server is back by then; a wrong host name never
 * is.
 */
const longestUnreachableMs = 12_000;

/**
 * Decides what follows a failure at `now`. Only transient faults are retried: up to `retries` times, after an
 * exponential wait with jitter or as long as the provider asks, and only until twice `trialTimeoutMs` has passed (waits
 * that the provider asked for not counted). A rate-limit refusal does not count as a retry while other calls succeed. A
 * model that no call of the run ever reached counts as down after 12 s.
 */
export function decideRetry(given: {
  throttle: Throttle;
  job: Job;
  failure: ModelFailure;
  now: number;
  retries: number;
  trialTimeoutMs: number;
  backoffMs: number;
}): Decision {
  const { throttle, job, failure, now, retries, trialTimeoutMs, backoffMs } = given;
  if (failure.fatal) return { kind: 'stop' };
  const lastTryAt = lastTryOf(throttle, job, failure);
  if (now >= lastTryAt) return { kind: 'stop' };
  if (!failure.transient) {
    if (failure.kind === 'refused') throttle.givenUp += 1;
    return throttle.givenUp >= downAfter.refused ? { kind: 'stop' } : { kind: 'give-up' };
  }
  const isRate = failure.kind === 'rate-limit';
  const counts = !(isRate && throttle.lastAnswerAt > job.sentAt);
  const asked = isRate ? Math.max(0, throttle.pace.pausedUntil - now) : (failure.retryAfterMs ?? 0);
  job.waitedMs += asked;
  const backoff = isRate
    ? 0
    : Math.min(longestBackoffMs, backoffMs * 2 ** job.tries) * (0.5 + Math.random() / 2);
  const at = Math.min(now + Math.max(backoff, asked), lastTryAt);
  const spentMs = at - job.startedAt - job.waitedMs;
  if (
    job.tries + (counts ? 1 : 0) <= retries &&
    spentMs <= 2 * trialTimeoutMs &&
    asked <= longestRetryAfterMs
  ) {
    return { kind: 'again', at, counts };
  }
  throttle.givenUp += 1;
  return throttle.givenUp >= downAfter.transient ? { kind: 'stop' } : { kind: 'give-up' };
}

/**
 * Time from which one more call that cannot connect stops all calls to this model; Infinity once any call has reached
 * it.
 */
function lastTryOf(throttle: Throttle, job: Job, { kind, unreachable }: ModelFailure): number {
  if (!unreachable && kind !== 'timeout') throttle.wasReached = true;
  if (throttle.wasReached || !unreachable) return Number.POSITIVE_INFINITY;
  throttle.unreachableSince ??= job.sentAt;
  return throttle.unreachableSince + longestUnreachableMs;
}
