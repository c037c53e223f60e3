import type { ModelFailure } from '../../domain/answer.ts';
import type { RateLimits } from '../../model/limits.ts';
import { allowedAt, type Bucket, newBucket, noteAllowance } from './allowance.ts';
import { type Breaker, mayProbeAt, newBreaker, noteFailed, noteProbe, noteWorking } from './breaker.ts';
import { type Fates, failuresIn, forgetFates, isInCompany, newFates, noteFate } from './fates.ts';
import { allowedBy, type Learned, learn } from './learned.ts';
import { callsTaken, isDisproved, noteRefusedIn, type Pause } from './pause.ts';
import { learnRate, newRate, nextSendAt, noteNotAllowed, noteSent, type Rate, restart } from './rate.ts';
import { newWarmth, noteWarmed, noteWarming, type Warmth } from './warmth.ts';

/** The properties of a call that count towards its model's limits. */
export type Call = {
  /** Names the trial. */
  key: string;
  sentAt: number;
  /** Calls and tokens used when it was sent, itself included. */
  usedBefore: { requests: number; tokens: number };
  /** The prefix of the request that the provider may cache; null if it is too short. */
  prefix: string | null;
  /** Sent to find out whether the provider answers again. */
  isProbe: boolean;
};

/** What is known about one model at one base URL: how many calls at once it allows, and how fast. */
export type Throttle = {
  inFlight: number;
  ceiling: number;
  /** Calls at once while nothing is known of a limit: it rises with every answer, up to the ceiling. */
  ramp: { limit: number; isOver: boolean; nextAt: number };
  /** Calls in flight that the provider allows, once it refused more. */
  calls: Learned | null;
  rate: Rate;
  requests: Bucket;
  tokens: Bucket;
  fates: Fates;
  pause: Pause | null;
  /** Pauses in a row without an answer to a call sent between, and when the last one ended. */
  pauses: number;
  resumedAt: number;
  breaker: Breaker;
  /** Since when a third and more of the calls fail; null: they do not. */
  troubledSince: number | null;
  /** Smoothed time of an answer and of a refusal, ms (RFC 6298's α); null before the first. */
  latencyMs: number | null;
  refusalMs: number | null;
  /** Why no call can succeed any more. */
  stopped: ModelFailure | null;
  lastAnswerAt: number;
  /** Trials given up in a row without an answer between. */
  givenUp: number;
  /** When the first call was sent that could not connect. */
  unreachableSince: number | null;
  /** The provider responded at least once, be it with an error. */
  wasReached: boolean;
  warmth: Warmth;
};

/** Calls at once to begin with: half the ceiling, and at most this. */
const moderateStart = 50;

/** The throttle of a model that has not been asked yet; at most `ceiling` calls at once. */
export function newThrottle(ceiling: number): Throttle {
  return {
    inFlight: 0,
    ceiling,
    ramp: { limit: startOf(ceiling), isOver: false, nextAt: 0 },
    calls: null,
    rate: newRate(),
    requests: newBucket(),
    tokens: newBucket(),
    fates: newFates(),
    pause: null,
    pauses: 0,
    resumedAt: 0,
    breaker: newBreaker(),
    troubledSince: null,
    latencyMs: null,
    refusalMs: null,
    stopped: null,
    lastAnswerAt: Number.NEGATIVE_INFINITY,
    givenUp: 0,
    unreachableSince: null,
    wasReached: false,
    warmth: newWarmth(),
  };
}

function startOf(ceiling: number): number {
  return Math.max(1, Math.min(moderateStart, Math.ceil(ceiling / 2)));
}

/** Calls per ms beyond the limit while neither an answer nor a refusal came: a slow provider is not waited for. */
const trickle = 0.5;

/** How many ms of calls may be sent at once after a late timer. */
const riseCatchUpMs = 1;

/**
 * Calls per ms while the limits are unknown: enough to have twice the ceiling in flight within an answer's time, so
 * that the rise costs little; no more, so that few calls have been sent when the first is refused.
 */
function riseRate({ inFlight, ramp, latencyMs, ceiling }: Throttle): number {
  if (inFlight >= ramp.limit) return trickle;
  return latencyMs === null ? 2 : Math.min(4, Math.max(1, (2 * ceiling) / latencyMs));
}

/** Calls that may be in flight at once at `now`. */
export function allowedAtOnce(throttle: Throttle, now: number): number {
  const { calls, ceiling, ramp } = throttle;
  if (!ramp.isOver) return ramp.limit;
  if (calls === null) return ceiling;
  return Math.max(1, Math.min(ceiling, Math.floor(allowedBy(calls, now, doublingMs(throttle).calls))));
}

/** How fast limits may be exceeded: so that refusals come back before much more is tried. */
function doublingMs({ latencyMs, refusalMs }: Throttle): { rate: number; calls: number } {
  const rate = 3 * (refusalMs ?? 0);
  return { rate, calls: Math.max(rate, latencyMs ?? 0) };
}

/**
 * When a call that counts `tokens()` towards token limits may be sent: `now` or before means at once; Infinity until a
 * call in flight is answered.
 */
export function mayCallAt(throttle: Throttle, tokens: () => number, now: number): number {
  if (throttle.pause && now >= throttle.pause.until) endPause(throttle, throttle.pause, now);
  const { pause, breaker, ramp, rate, requests } = throttle;
  const isRamp = !ramp.isOver && ramp.limit < throttle.ceiling;
  const isFull = throttle.inFlight >= allowedAtOnce(throttle, now) && !isRamp;
  if (breaker.openedAt === null && isFull) return Number.POSITIVE_INFINITY;
  return Math.max(
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
    const allowed = allowedBy(calls, now, doubling.calls);
    if (isNearly(throttle.inFlight, allowed)) calls.usedAt = now;
    if (allowed >= throttle.ceiling) throttle.calls = null;
  }
  call.isProbe = noteProbe(throttle.breaker);
  call.sentAt = now;
  call.usedBefore = { requests: throttle.requests.used, tokens: throttle.tokens.used };
}

function isNearly(calls: number, allowed: number): boolean {
  return calls >= 0.8 * allowed;
}

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
  const { sentAt, usedBefore } = call;
  if (limits?.requests) noteAllowance(throttle.requests, limits.requests, sentAt, usedBefore.requests);
  if (limits?.tokens) noteAllowance(throttle.tokens, limits.tokens, sentAt, usedBefore.tokens);
  noteFate(throttle.fates, 'answered');
  noteTrouble(throttle, now);
  if (sentAt >= throttle.resumedAt) throttle.pauses = 0;
  const { failingSince } = throttle.breaker;
  if (noteWorking(throttle.breaker, now)) beginAnew(throttle, failingSince, now);
  if (!ramp.isOver) {
    ramp.limit = Math.min(ceiling, ramp.limit + 1);
    ramp.isOver = ramp.limit >= ceiling;
    ramp.nextAt = Math.min(ramp.nextAt, now + 1 / riseRate(throttle));
  }
  if (pause && isDisproved(pause, sentAt)) {
    throttle.pause = null;
    throttle.resumedAt = now;
    forgetFates(throttle.fates);
  }
}

/** After an outage that began at `since`: what was learned of its failures is no limit, and calls rise as at first. */
function beginAnew(throttle: Throttle, since: number, now: number): void {
  if (throttle.calls && throttle.calls.since >= since) throttle.calls = null;
  if (throttle.calls === null)
    throttle.ramp = { limit: startOf(throttle.ceiling), isOver: false, nextAt: now };
  forgetFates(throttle.fates);
}

function smoothed(known: number | null, ms: number): number {
  return known === null ? ms : known + (ms - known) / 8;
}

/** Records a rate-limit refusal: where it is not alone, all calls wait, and the limit is learned afterwards. */
export function noteRefusal(
  throttle: Throttle,
  call: Call,
  now: number,
  retryAfterMs: number | undefined,
): void {
  throttle.refusalMs = smoothed(throttle.refusalMs, now - call.sentAt);
  noteFate(throttle.fates, 'refused');
  noteTrouble(throttle, now);
  noteNotAllowed(throttle.rate, call.sentAt);
  if (throttle.pause) noteRefusedIn(throttle.pause, { sentAt: call.sentAt, now, retryAfterMs });
  else if (
    call.sentAt >= throttle.resumedAt &&
    isInCompany(throttle.fates, 'refused', retryAfterMs === undefined ? 3 : 2)
  ) {
    beginPause(throttle, call, { now, retryAfterMs, limits: retryAfterMs === undefined ? 'either' : 'rate' });
  }
}

/** Records that the provider is overloaded or too slow: where that call is not alone, fewer are sent at once. */
export function noteOverload(throttle: Throttle, call: Call, now: number, failure: ModelFailure): void {
  const { retryAfterMs } = failure;
  if (failure.kind === 'overloaded') throttle.refusalMs = smoothed(throttle.refusalMs, now - call.sentAt);
  noteFate(throttle.fates, 'overloaded');
  if (throttle.pause) noteRefusedIn(throttle.pause, { sentAt: call.sentAt, now, retryAfterMs });
  else if (call.sentAt >= throttle.resumedAt && isInCompany(throttle.fates, 'overloaded', 3)) {
    beginPause(throttle, call, { now, retryAfterMs, limits: 'calls' });
  }
}

/** Records a fault of any kind but a refusal for the rate. */
export function noteFault(throttle: Throttle, call: Call, now: number, failure: ModelFailure): void {
  if (failure.kind === 'overloaded' || failure.kind === 'timeout') noteOverload(throttle, call, now, failure);
  else noteFate(throttle.fates, 'failed');
  noteTrouble(throttle, now);
  if (throttle.lastAnswerAt === Number.NEGATIVE_INFINITY) return;
  noteFailed(throttle.breaker, { trial: call.key, isProbe: call.isProbe, now });
}

function beginPause(
  throttle: Throttle,
  { sentAt }: Call,
  { now, retryAfterMs, limits }: { now: number } & Pick<Pause, 'retryAfterMs' | 'limits'>,
): void {
  throttle.pauses += 1;
  const settleMs = Math.max(25, 1.5 * (throttle.refusalMs ?? 0));
  const silentMs = limits === 'calls' ? settleMs : silentWait(throttle);
  throttle.pause = {
    from: now,
    until: now + Math.max(settleMs, retryAfterMs ?? silentMs),
    limits,
    retryAfterMs,
    sentAt,
    inFlight: throttle.inFlight,
    refused: 0,
    later: { answered: 0, refused: 0 },
  };
}

/** How long calls pause where the provider does not say: time for an answer, doubled with every pause in a row, with jitter. */
function silentWait({ latencyMs, pauses }: Throttle): number {
  const shortest = latencyMs === null ? 500 : Math.min(500, Math.max(100, 1.5 * latencyMs));
  return Math.min(30_000, shortest * 2 ** (pauses - 1)) * (0.75 + Math.random() / 2);
}

/** Ends a pause that was not disproved: learns the limit that was in use. */
function endPause(throttle: Throttle, pause: Pause, now: number): void {
  const { limits, from, retryAfterMs, sentAt } = pause;
  const callsUsed = throttle.calls === null || throttle.calls.usedAt >= sentAt;
  const rateUsed = throttle.rate.learned === null || throttle.rate.learned.usedAt >= sentAt || !callsUsed;
  throttle.pause = null;
  throttle.resumedAt = now;
  throttle.ramp.isOver = true;
  forgetFates(throttle.fates);
  if (limits !== 'rate' && (callsUsed || limits === 'calls')) {
    throttle.calls = learn(throttle.calls, callsTaken(pause), now);
  }
  if (limits === 'rate' || (limits === 'either' && rateUsed)) {
    learnRate(throttle.rate, { refusedAt: from, retryAfterMs }, now);
  } else restart(throttle.rate, now);
}

/** A third of the last calls failed, or more: the provider is in trouble until a sixth and fewer do. */
const troubled = { from: 8, to: 4 };

function noteTrouble(throttle: Throttle, now: number): void {
  const failures = failuresIn(throttle.fates);
  if (failures >= troubled.from) throttle.troubledSince ??= now;
  else if (failures <= troubled.to) throttle.troubledSince = null;
}
