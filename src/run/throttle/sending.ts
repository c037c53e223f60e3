import { allowedAt } from './allowance.ts';
import { mayProbeAt, noteProbe } from './breaker.ts';
import { allowedBy, noteUse } from './learned.ts';
import { endPause } from './limiting.ts';
import { nextSendAt, noteSent } from './rate.ts';
import { noteSending } from './refusals.ts';
import { allowedAtOnce, type Call, doublingMs, type Throttle } from './throttle.ts';
import { noteWarming } from './warmth.ts';

/** Calls per ms beyond the limit while neither an answer nor a refusal came: a slow provider is not waited for. */
const trickle = 0.5;

/** The longest that the first call to a model goes alone, ms. */
const longestAloneMs = 50;

/**
 * Until when other calls wait for the response to the first one: if it says that there is no such model, or no
 * access to it, none of the others is sent. A slow answer is not waited for.
 */
function aloneUntil({ wasReached, firstSentAt }: Throttle, now: number): number {
  return wasReached || firstSentAt === null ? now : firstSentAt + longestAloneMs;
}

/** How many ms of calls may be sent at once after a late timer. */
const riseCatchUpMs = 1;

/**
 * Calls per ms while the limits are unknown: enough to have twice the ceiling in flight within an answer's time, so
 * that the rise costs little; no more, so that few calls have been sent when the first is refused.
 */
export function riseRate({ inFlight, ramp, latencyMs, ceiling }: Throttle): number {
  if (inFlight >= ramp.limit) return trickle;
  return latencyMs === null ? 2 : Math.min(4, Math.max(1, (2 * ceiling) / latencyMs));
}

/**
 * When a call that counts `tokens()` towards token limits may be sent: `now` or before means at once; Infinity until a
 * call in flight is answered.
 */
export function mayCallAt(throttle: Throttle, tokens: () => number, now: number): number {
  if (throttle.pause && now >= throttle.pause.until) endPause(throttle, throttle.pause, now);
  const { pause, breaker, ramp, rate, requests } = throttle;
  const isRamp = !ramp.isOver && ramp.limit < throttle.ceiling;
  const isFull = throttle.inFlight >= allowedAtOnce(throttle) && !isRamp;
  if (breaker.openedAt === null && isFull) return Number.POSITIVE_INFINITY;
  return Math.max(
    aloneUntil(throttle, now),
    pause ? pause.until : now,
    mayProbeAt(breaker, now),
    isRamp ? ramp.nextAt : now,
    nextSendAt(rate, now),
    allowedAt(requests, 1, now),
    throttle.tokens.told ? allowedAt(throttle.tokens, tokens(), now) : now,
  );
}

/** Records a call sent at `now`. */
export function noteCall(throttle: Throttle, call: Call, tokens: () => number, now: number): void {
  const { ramp, calls, rate } = throttle;
  noteWarming(throttle.warmth, call.prefix);
  throttle.inFlight += 1;
  throttle.requests.used += 1;
  if (throttle.tokens.told) throttle.tokens.used += tokens();
  const doubling = doublingMs(throttle);
  noteSent(rate, now, doubling.rate);
  if (!ramp.isOver) {
    ramp.nextAt = Math.max(ramp.nextAt, now - riseCatchUpMs) + 1 / riseRate(throttle);
    ramp.limit = Math.max(ramp.limit, throttle.inFlight);
  } else if (calls !== null) {
    const allowed = allowedBy(calls, doubling.calls);
    if (throttle.inFlight >= nearly * allowed) noteUse(calls, now, 2 * (throttle.latencyMs ?? 0));
    if (allowed >= throttle.ceiling) throttle.calls = null;
  }
  call.isProbe = noteProbe(throttle.breaker);
  throttle.sent += 1;
  throttle.firstSentAt ??= now;
  noteSending(throttle.refused);
  noteSending(throttle.overloaded);
  call.order = throttle.sent;
  call.sentAt = now;
  call.usedBefore = { requests: throttle.requests.used, tokens: throttle.tokens.used };
}

/** So large a share of the allowed calls in flight is as good as all. */
const nearly = 0.8;
