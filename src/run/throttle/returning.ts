import type { ModelFailure } from '../../domain/answer.ts';
import type { RateLimits } from '../../model/limits.ts';
import { noteAllowance } from './allowance.ts';
import { noteFailed, noteWorking } from './breaker.ts';
import { noteOverload, noteRefusal, resume, smoothed } from './limiting.ts';
import { isDisproved } from './pause.ts';
import { riseRate } from './sending.ts';
import { type Call, startOf, type Throttle } from './throttle.ts';
import { noteWarmed } from './warmth.ts';

/** Records that a call came back, with an answer or a failure. */
export function noteReturn(throttle: Throttle, call: Call, isAnswered: boolean): void {
  throttle.inFlight -= 1;
  if (call.isProbe) throttle.breaker.probe.inFlight = false;
  noteWarmed(throttle.warmth, call.prefix, isAnswered);
}

/** Records an answer, with the limits that the provider reported in it. */
export function noteAnswer(
  throttle: Throttle,
  call: Call,
  now: number,
  limits: RateLimits | undefined,
): void {
  const { ramp, pause, ceiling } = throttle;
  throttle.lastAnswerAt = now;
  throttle.wasReached = true;
  throttle.givenUp = 0;
  throttle.latencyMs = smoothed(throttle.latencyMs, now - call.sentAt);
  throttle.quickestMs = Math.min(throttle.quickestMs ?? Number.POSITIVE_INFINITY, now - call.sentAt);
  const { sentAt, usedBefore } = call;
  if (limits?.requests) noteAllowance(throttle.requests, limits.requests, sentAt, usedBefore.requests);
  if (limits?.tokens) noteAllowance(throttle.tokens, limits.tokens, sentAt, usedBefore.tokens);
  noteTrouble(throttle, false, now);
  if (!pause && sentAt >= throttle.resumedAt) throttle.pauses = 0;
  if (noteWorking(throttle.breaker, now)) beginAnew(throttle, now);
  if (!ramp.isOver) {
    ramp.limit = Math.min(ceiling, ramp.limit + 1);
    ramp.isOver = ramp.limit >= ceiling;
    ramp.nextAt = Math.min(ramp.nextAt, now + 1 / riseRate(throttle));
  }
  const isNew = throttle.calls === null && throttle.rate.learned === null;
  if (pause && isDisproved(pause, sentAt) && isNew) {
    throttle.pause = null;
    resume(throttle, now);
  }
}

/** After an outage: what was learned of its failures is no limit, and calls rise as at first. */
function beginAnew(throttle: Throttle, now: number): void {
  if (throttle.calls && throttle.calls.at >= throttle.calmAt) throttle.calls = null;
  if (throttle.calls === null)
    throttle.ramp = { limit: startOf(throttle.ceiling), isOver: false, nextAt: now };
  resume(throttle, now);
}

/** Records that a call failed; only failures that may pass say something of the provider. */
export function noteFailure(throttle: Throttle, call: Call, now: number, failure: ModelFailure): void {
  if (!failure.transient) return;
  if (failure.kind === 'rate-limit') {
    noteRefusal(throttle, call, now, failure.retryAfterMs);
    return;
  }
  noteTrouble(throttle, true, now);
  if (failure.kind === 'overloaded' || failure.kind === 'timeout') noteOverload(throttle, call, now, failure);
  if (throttle.lastAnswerAt === Number.NEGATIVE_INFINITY) return;
  noteFailed(throttle.breaker, { trial: call.key, isProbe: call.isProbe, now });
}

/** Trouble that lasts longer does not come of too many calls: fewer were sent meanwhile. */
const longTroubleMs = 5000;

/** Of so many calls a third failed, or more: the provider is in trouble until a sixth and fewer do. */
const troubled = { calls: 24, from: 8, to: 4 };

function noteTrouble(throttle: Throttle, isFailure: boolean, now: number): void {
  throttle.failed.push(isFailure);
  if (throttle.failed.length > troubled.calls) throttle.failed.shift();
  const failures = throttle.failed.filter(Boolean).length;
  if (failures >= troubled.from) throttle.troubledSince ??= now;
  if (failures > troubled.to) return;
  const { troubledSince } = throttle;
  throttle.troubledSince = null;
  if (troubledSince !== null && now - troubledSince > longTroubleMs) beginAnew(throttle, now);
  throttle.calmAt = now;
}
