import type { ModelFailure } from '../../domain/answer.ts';
import type { RateLimits } from '../../model/limits.ts';
import { allowedAt, type Bucket, newBucket, noteAllowance } from './allowance.ts';
import { type Breaker, mayProbeAt, newBreaker, noteFailed, noteProbe, noteWorking } from './breaker.ts';
import { allowedBy, isNoRemedy, type Learned, learn, noteUse, takenBack } from './learned.ts';
import { callsTaken, isDisproved, noteRefusedIn, type Pause } from './pause.ts';
import { learnRate, newRate, nextSendAt, noteNotAllowed, noteSent, type Rate, restart } from './rate.ts';
import {
  forgetUpTo,
  inCompany,
  newRefusals,
  noteAccidents,
  noteRefused,
  noteSending,
  type Refusals,
  rateBetween,
  type Sent,
  shareOf,
} from './refusals.ts';
import { newWarmth, noteWarmed, noteWarming, type Warmth } from './warmth.ts';

/** The properties of a call that count towards its model's limits. */
export type Call = {
  /** Names the trial. */
  key: string;
  /** Its place among all calls to the model, from 1. */
  order: number;
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
  /** Calls sent so far. */
  sent: number;
  /** Calls refused for the rate, and for overload. */
  refused: Refusals;
  overloaded: Refusals;
  /** Whether each of the last calls failed, refusals for the rate apart. */
  failed: boolean[];
  pause: Pause | null;
  /** Pauses in a row without an answer to a call sent between, and when the last one ended. */
  pauses: number;
  resumedAt: number;
  breaker: Breaker;
  /** Since when a third and more of the calls fail; null: they do not. */
  troubledSince: number | null;
  /** When a sixth or fewer of the calls last failed. */
  calmAt: number;
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
    sent: 0,
    refused: newRefusals(),
    overloaded: newRefusals(),
    failed: [],
    pause: null,
    pauses: 0,
    resumedAt: 0,
    breaker: newBreaker(),
    troubledSince: null,
    calmAt: 0,
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

/** Calls that may be in flight at once. */
export function allowedAtOnce(throttle: Throttle): number {
  const { calls, ceiling, ramp } = throttle;
  if (!ramp.isOver) return ramp.limit;
  if (calls === null) return ceiling;
  return Math.max(1, Math.min(ceiling, Math.floor(allowedBy(calls, doublingMs(throttle).calls))));
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
  const isFull = throttle.inFlight >= allowedAtOnce(throttle) && !isRamp;
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
    const allowed = allowedBy(calls, doubling.calls);
    if (throttle.inFlight >= nearly * allowed) noteUse(calls, now, 2 * (throttle.latencyMs ?? 0));
    if (allowed >= throttle.ceiling) throttle.calls = null;
  }
  call.isProbe = noteProbe(throttle.breaker);
  throttle.sent += 1;
  noteSending(throttle.refused);
  noteSending(throttle.overloaded);
  call.order = throttle.sent;
  call.sentAt = now;
  call.usedBefore = { requests: throttle.requests.used, tokens: throttle.tokens.used };
}

/** So large a share of the allowed calls in flight is as good as all. */
const nearly = 0.8;

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

/** From now on only calls that are sent later say something of limits. */
function resume(throttle: Throttle, now: number): void {
  throttle.resumedAt = now;
  forgetUpTo(throttle.refused, throttle.sent);
  forgetUpTo(throttle.overloaded, throttle.sent);
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
  const isSilent = retryAfterMs === undefined;
  throttle.refusalMs = smoothed(throttle.refusalMs, now - call.sentAt);
  noteNotAllowed(throttle.rate, call.sentAt);
  noteRefused(throttle.refused, call);
  if (throttle.pause) {
    noteRefusedIn(throttle.pause, { now, retryAfterMs });
    return;
  }
  const company = inCompany(throttle.refused, isSilent ? 3 : 2);
  if (company) {
    beginPause(throttle, company, { now, retryAfterMs, limits: isSilent ? 'either' : 'rate' });
  }
}

/** Records a fault of any kind but a refusal for the rate. */
export function noteFault(throttle: Throttle, call: Call, now: number, failure: ModelFailure): void {
  noteTrouble(throttle, true, now);
  if (failure.kind === 'overloaded' || failure.kind === 'timeout') noteOverload(throttle, call, now, failure);
  if (throttle.lastAnswerAt === Number.NEGATIVE_INFINITY) return;
  noteFailed(throttle.breaker, { trial: call.key, isProbe: call.isProbe, now });
}

/** The provider is overloaded or too slow: where that call is not alone, fewer are sent at once. */
function noteOverload(throttle: Throttle, call: Call, now: number, failure: ModelFailure): void {
  const { kind, retryAfterMs } = failure;
  if (kind === 'overloaded') throttle.refusalMs = smoothed(throttle.refusalMs, now - call.sentAt);
  noteRefused(throttle.overloaded, call);
  if (throttle.pause) {
    noteRefusedIn(throttle.pause, { now, retryAfterMs });
    return;
  }
  const isJudged = throttle.sent - throttle.overloaded.from >= fewestJudged;
  const company = isJudged ? inCompany(throttle.overloaded, 3) : undefined;
  if (company) beginPause(throttle, company, { now, retryAfterMs, limits: 'calls' });
}

/** Calls that have to be sent after a pause before their overload says something. */
const fewestJudged = 12;

function beginPause(
  throttle: Throttle,
  company: readonly Sent[],
  { now, retryAfterMs, limits }: { now: number } & Pick<Pause, 'retryAfterMs' | 'limits'>,
): void {
  const [first] = company;
  if (!first) return;
  throttle.pauses += 1;
  const settleMs = Math.max(25, 1.5 * (throttle.refusalMs ?? 0));
  const isKnown = throttle.pauses === 1 && throttle.rate.learned !== null && limits !== 'calls';
  const silentMs = limits === 'calls' ? settleMs : silentWait(throttle);
  throttle.pause = {
    from: now,
    until: now + (isKnown ? settleMs : Math.max(settleMs, retryAfterMs ?? silentMs)),
    isShort: isKnown,
    limits,
    retryAfterMs,
    first,
    share: shareOf(company),
    allowed: allowedAtOnce(throttle),
    inFlight: throttle.inFlight,
    refused: 0,
    answered: 0,
  };
}

/** How long calls pause where the provider does not say: time for an answer, doubled with every pause in a row, with jitter. */
function silentWait({ latencyMs, pauses }: Throttle): number {
  const shortest = latencyMs === null ? 500 : Math.min(500, Math.max(100, 1.5 * latencyMs));
  return Math.min(30_000, shortest * 2 ** (pauses - 1)) * (0.75 + Math.random() / 2);
}

/** Ends a pause that was not disproved: learns the limit that was in use. */
function endPause(throttle: Throttle, pause: Pause, now: number): void {
  const { limits, from, retryAfterMs, first, share } = pause;
  const { calls, rate } = throttle;
  const refusals = limits === 'calls' ? throttle.overloaded : throttle.refused;
  const isInUse = (learned: Learned | null) => learned === null || learned.usedAt >= first.sentAt;
  const learnsCalls = limits === 'calls' || (limits === 'either' && isInUse(calls));
  const learnsRate = limits === 'rate' || (limits === 'either' && (isInUse(rate.learned) || !learnsCalls));
  const between = rateBetween(throttle.refused, first);
  const sent = throttle.sent - throttle.refused.from;
  const taken = sent - throttle.refused.calls.length - throttle.overloaded.calls.length;
  throttle.pause = null;
  throttle.ramp.isOver = true;
  resume(throttle, now);
  const isAccident =
    (learnsCalls && calls && isNoRemedy(calls, share, mostAccidents.calls)) ||
    (limits === 'either' &&
      learnsRate &&
      rate.learned &&
      isNoRemedy(rate.learned, share, mostAccidents.rate));
  if (isAccident) {
    noteAccidents(refusals, share);
    restart(rate, now);
    if (learnsCalls && calls) throttle.calls = takenBack(calls, now);
    if (learnsRate && rate.learned) rate.learned = takenBack(rate.learned, now);
    return;
  }
  if (learnsCalls && callsTaken(pause) > 0) {
    const measured = { allowed: callsTaken(pause), tried: pause.allowed, refused: share };
    throttle.calls = learn(calls, measured, now, callsHoldMs);
  }
  if (learnsRate && taken > 0) learnRate(rate, { at: from, retryAfterMs, between }, now);
  else restart(rate, now);
}

/** Refusals that meet a larger share of calls, whatever is done, are no accidents. */
const mostAccidents = { calls: 0.9, rate: 0.5 };

/** How long calls in flight are held to a new limit. */
const callsHoldMs = 1000;

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
