import type { ModelFailure } from '../../domain/answer.ts';
import { isNoRemedy, type Learned, learn, takenBack } from './learned.ts';
import { callsTaken, noteRefusedIn, type Pause } from './pause.ts';
import { learnRate, noteNotAllowed, restart } from './rate.ts';
import {
  forgetUpTo,
  inCompany,
  noteAccidents,
  noteRefused,
  rateBetween,
  type Sent,
  shareOf,
} from './refusals.ts';
import { allowedAtOnce, type Call, type Throttle } from './throttle.ts';

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

/** The provider is overloaded or too slow: where that call is not alone, fewer are sent at once. */
export function noteOverload(throttle: Throttle, call: Call, now: number, failure: ModelFailure): void {
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
export function endPause(throttle: Throttle, pause: Pause, now: number): void {
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

/** From now on only calls that are sent later say something of limits. */
export function resume(throttle: Throttle, now: number): void {
  throttle.resumedAt = now;
  forgetUpTo(throttle.refused, throttle.sent);
  forgetUpTo(throttle.overloaded, throttle.sent);
}

/** The smoothed time after another one, ms. */
export function smoothed(known: number | null, ms: number): number {
  return known === null ? ms : known + (ms - known) / 8;
}
