import type { ModelFailure } from '../domain/answer.ts';
import { longestRetryAfterMs } from '../model/failure.ts';
import type { Job } from './lane.ts';
import { openTime } from './throttle/breaker.ts';
import { isCalm, type Throttle } from './throttle/throttle.ts';

/**
 * What follows a failed try: another one, the trial's end, or the end of all calls to this model. Another one is due
 * `at`, or from `soonestAt` on once the model is calm.
 */
export type Decision =
  | { kind: 'again'; at: number; soonestAt: number; counts: boolean }
  | { kind: 'give-up' }
  | { kind: 'stop' };

/** Trials given up in a row, with no answer between, after which the model counts as down. */
const downAfter = { transient: 5, refused: 25 };
const shortestBackoffMs = 5;
const longestBackoffMs = 20_000;
/** The longest wait while tries do not count. */
const longestUncountedMs = 4000;
/**
 * How long to retry a provider that no call has reached. A restarting server is back by then; a wrong host name never
 * is.
 */
const longestUnreachableMs = 12_000;
/** How long a provider's trouble uses up no tries, and an outage is waited out. */
const longestOutageMs = 60_000;

/**
 * Decides what follows a failure at `now`. Only transient faults are retried: up to `retries` times, after an
 * exponential wait with jitter or as long as the provider asks, and only until twice `trialTimeoutMs` has passed (waits
 * that the provider asked for and outages not counted). A rate-limit refusal does not count as a retry while other calls
 * succeed, nor does a fault while a third of the calls fail, for a minute. A model that no call of the run ever reached
 * counts as down after 12 s, one that stopped answering after a minute.
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
  const { throttle, job, failure, now, retries, trialTimeoutMs } = given;
  if (failure.fatal) return { kind: 'stop' };
  const lastTryAt = lastTryOf(throttle, job, failure);
  if (now >= lastTryAt) return { kind: 'stop' };
  if (!failure.transient) {
    if (failure.kind === 'refused') throttle.givenUp += 1;
    return throttle.givenUp >= downAfter.refused ? { kind: 'stop' } : { kind: 'give-up' };
  }
  const isFree = isUncounted(given);
  const asked = failure.retryAfterMs ?? 0;
  job.waitedMs += Math.max(
    asked,
    failure.kind === 'rate-limit' && throttle.pause ? throttle.pause.until - now : 0,
  );
  const jitter = 0.5 + Math.random() / 2;
  const at = Math.min(now + Math.max(backoffOf(given) * jitter, asked), lastTryAt);
  const quickAt = Math.min(now + Math.max(quickBackoffOf(given) * jitter, asked), at);
  const soonestAt = isLimit(given) ? at : quickAt;
  const outageMs = openTime(throttle.breaker, now) - job.outageMs;
  const spentMs = at - job.startedAt - job.waitedMs - outageMs;
  if (
    job.tries + (isFree ? 0 : 1) <= retries &&
    spentMs <= 2 * trialTimeoutMs &&
    asked <= longestRetryAfterMs
  ) {
    return { kind: 'again', at, soonestAt, counts: !isFree };
  }
  throttle.givenUp += 1;
  return throttle.givenUp >= downAfter.transient ? { kind: 'stop' } : { kind: 'give-up' };
}

/** Whether the failure is the provider's rather than the trial's, so that it uses up no try. */
function isUncounted({ throttle, job, failure, now }: Parameters<typeof decideRetry>[0]): boolean {
  if (failure.kind === 'rate-limit') return throttle.lastAnswerAt > job.sentAt;
  const { troubledSince, lastAnswerAt } = throttle;
  const hasAnswered = lastAnswerAt > Number.NEGATIVE_INFINITY;
  return hasAnswered && troubledSince !== null && now - troubledSince < longestOutageMs;
}

/** Whether a call was refused for the rate while no other was answered: that is no accident. */
function isLimit(given: Parameters<typeof decideRetry>[0]): boolean {
  return given.failure.kind === 'rate-limit' && !isUncounted(given);
}

/**
 * The wait before the next try, ms, before jitter: short where the model is calm; else `backoffMs`, doubled with each
 * failure.
 */
function backoffOf(given: Parameters<typeof decideRetry>[0]): number {
  const { throttle, job, backoffMs } = given;
  if (throttle.breaker.openedAt !== null) return 0;
  if (isCalm(throttle) && !isLimit(given)) return quickBackoffOf(given);
  const longest = throttle.troubledSince !== null ? longestUncountedMs : longestBackoffMs;
  return Math.min(longest, backoffMs * 2 ** job.failures);
}

/** The wait after an accident: an answer's time, so that it costs little, doubled from the third failure on. */
function quickBackoffOf({ throttle, job, backoffMs }: Parameters<typeof decideRetry>[0]): number {
  const quick = Math.min(backoffMs, Math.max(shortestBackoffMs, throttle.quickestMs ?? 0));
  return Math.min(longestBackoffMs, quick * 2 ** Math.max(0, job.failures - 1));
}

/**
 * Time from which one more failure stops all calls to this model: where no call has reached it, some time after the
 * first that could not connect; where it stopped answering, a minute after the first failure.
 */
function lastTryOf(throttle: Throttle, job: Job, { kind, unreachable }: ModelFailure): number {
  const { breaker } = throttle;
  if (!unreachable && kind !== 'timeout') throttle.wasReached = true;
  if (breaker.openedAt !== null) return breaker.failingSince + longestOutageMs;
  if (throttle.wasReached || !unreachable) return Number.POSITIVE_INFINITY;
  throttle.unreachableSince ??= job.sentAt;
  return throttle.unreachableSince + longestUnreachableMs;
}
