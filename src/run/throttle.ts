import type { ModelFailure } from '../domain/answer.ts';
import type { RateLimits } from '../model/limits.ts';
import {
  allowedAt,
  type Bucket,
  newBucket,
  newPace,
  nextSendAt,
  noteAllowance,
  noteAnswered,
  noteRefused,
  noteSent,
  type Pace,
} from './pace.ts';

/** The properties of a call that count towards its model's limits. */
export type Call = {
  sentAt: number;
  /** Calls and tokens used when it was sent, itself included. */
  usedBefore: { requests: number; tokens: number };
  /** The prefix of the request that the provider may cache; null if it is too short. */
  prefix: string | null;
};

/** What is known about one model at one base URL: how many calls at once it allows, and how fast. */
export type Throttle = {
  inFlight: number;
  /** Calls allowed at once, found by trying; a real number. */
  limit: number;
  ceiling: number;
  /** No refusal yet: the limit rises with every answer. */
  isRising: boolean;
  /** While the limit rises: when the next call may be sent. */
  nextRiseAt: number;
  /** Latency of the fastest answer, ms; null before the first. */
  latencyMs: number | null;
  pace: Pace;
  requests: Bucket;
  tokens: Bucket;
  /** Why no call can succeed any more. */
  stopped: ModelFailure | null;
  lastAnswerAt: number;
  lastCutAt: number;
  /** Trials given up in a row without an answer between. */
  givenUp: number;
  /** When the first call was sent that could not connect. */
  unreachableSince: number | null;
  /** The provider responded at least once, be it with an error. */
  wasReached: boolean;
  /** Prefixes of calls in flight that are not answered yet: other calls with the same prefix wait for them. */
  warming: Set<string>;
  warm: Set<string>;
};

/** Prefixes remembered as cached; a prompt has one or two, unless each case has its own. */
const mostWarm = 64;

/** Calls at once to begin with: half the ceiling, and at most this. */
const moderateStart = 50;

/** The throttle of a model that has not been asked yet; at most `ceiling` calls at once. */
export function newThrottle(ceiling: number): Throttle {
  return {
    inFlight: 0,
    limit: Math.max(1, Math.min(moderateStart, Math.ceil(ceiling / 2))),
    ceiling,
    isRising: true,
    nextRiseAt: 0,
    latencyMs: null,
    pace: newPace(),
    requests: newBucket(),
    tokens: newBucket(),
    stopped: null,
    lastAnswerAt: Number.NEGATIVE_INFINITY,
    lastCutAt: 0,
    givenUp: 0,
    unreachableSince: null,
    wasReached: false,
    warming: new Set(),
    warm: new Set(),
  };
}

/** Calls per ms beyond the limit while neither an answer nor a refusal came: a slow provider is not waited for. */
const trickle = 0.5;

/** How many ms of calls may be sent at once after a late timer. */
const riseCatchUpMs = 1;

/**
 * Calls per ms while the limits are unknown: enough to have twice the ceiling in flight within an answer's time, so
 * that the rise costs little; no more, so that few calls have been sent when the first is refused.
 */
function riseRate(throttle: Throttle): number {
  const { inFlight, limit, latencyMs, ceiling } = throttle;
  if (inFlight >= Math.floor(limit)) return trickle;
  return latencyMs === null ? 2 : Math.min(4, Math.max(1, (2 * ceiling) / latencyMs));
}

/** Whether another call is just writing this prefix to the provider's cache. */
export function isWarming({ warming }: Throttle, prefix: string | null): boolean {
  return prefix !== null && warming.has(prefix);
}

/**
 * When a call that counts `tokens()` towards token limits may be sent: `now` or before means at once; Infinity until a
 * call in flight is answered.
 */
export function mayCallAt(throttle: Throttle, tokens: () => number, now: number): number {
  const isUnknown = throttle.isRising && throttle.limit < throttle.ceiling;
  if (throttle.inFlight >= Math.floor(throttle.limit) && !isUnknown) return Number.POSITIVE_INFINITY;
  return Math.max(
    isUnknown ? throttle.nextRiseAt : now,
    nextSendAt(throttle.pace, now),
    allowedAt(throttle.requests, 1, now),
    throttle.tokens.told ? allowedAt(throttle.tokens, tokens(), now) : now,
  );
}

/** Records a call sent at `now`. */
export function noteCall(throttle: Throttle, call: Call, tokens: () => number, now: number): void {
  if (call.prefix !== null && !throttle.warm.has(call.prefix)) throttle.warming.add(call.prefix);
  throttle.inFlight += 1;
  throttle.requests.used += 1;
  if (throttle.tokens.told) throttle.tokens.used += tokens();
  noteSent(throttle.pace, now);
  if (throttle.isRising) {
    throttle.nextRiseAt = Math.max(throttle.nextRiseAt, now - riseCatchUpMs) + 1 / riseRate(throttle);
  }
  throttle.limit = Math.max(throttle.limit, throttle.inFlight);
  call.sentAt = now;
  call.usedBefore = { requests: throttle.requests.used, tokens: throttle.tokens.used };
}

/** Records that a call came back, with an answer or a failure. */
export function noteReturn(throttle: Throttle, call: Call, isAnswered: boolean): void {
  throttle.inFlight -= 1;
  if (call.prefix === null || !throttle.warming.delete(call.prefix) || !isAnswered) return;
  if (throttle.warm.size >= mostWarm) throttle.warm.clear();
  throttle.warm.add(call.prefix);
}

/** Records an answer: the limit rises, by one per answer until the first overload, then by one per round of answers. */
export function noteAnswer(
  throttle: Throttle,
  call: Call,
  now: number,
  limits: RateLimits | undefined,
): void {
  throttle.lastAnswerAt = now;
  throttle.wasReached = true;
  throttle.latencyMs = Math.min(throttle.latencyMs ?? Number.POSITIVE_INFINITY, now - call.sentAt);
  throttle.nextRiseAt = Math.min(throttle.nextRiseAt, now + 1 / riseRate(throttle));
  throttle.givenUp = 0;
  noteAnswered(throttle.pace);
  const { sentAt, usedBefore } = call;
  if (limits?.requests) noteAllowance(throttle.requests, limits.requests, sentAt, usedBefore.requests);
  if (limits?.tokens) noteAllowance(throttle.tokens, limits.tokens, sentAt, usedBefore.tokens);
  throttle.limit = Math.min(throttle.ceiling, throttle.limit + (throttle.isRising ? 1 : 1 / throttle.limit));
}

/** Records a rate-limit refusal. */
export function noteRefusal(
  throttle: Throttle,
  call: Call,
  now: number,
  retryAfterMs: number | undefined,
): void {
  throttle.isRising = false;
  noteRefused(throttle.pace, { sentAt: call.sentAt, now, retryAfterMs });
}

/** Records that the provider is overloaded or too slow: halves the calls at once, at most once per round. */
export function noteOverload(
  throttle: Throttle,
  call: Call,
  now: number,
  retryAfterMs: number | undefined,
): void {
  const { pace } = throttle;
  throttle.isRising = false;
  if (retryAfterMs !== undefined) pace.pausedUntil = Math.max(pace.pausedUntil, now + retryAfterMs);
  if (call.sentAt < throttle.lastCutAt) return;
  throttle.lastCutAt = now;
  throttle.limit = Math.max(1, Math.min(throttle.limit, throttle.inFlight + 1) / 2);
}
