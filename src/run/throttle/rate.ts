import { allowedBy, halve, type Learned, learn, noteUse } from './learned.ts';

/**
 * How fast one model may be asked, learned from its provider's refusals: no limit is assumed before the first one.
 * Times are ms of one clock, rates calls per ms.
 */
export type Rate = {
  learned: Learned | null;
  /** When the next call is due at the learned rate. */
  nextAt: number;
  /** First call since the last pause. */
  epochStart: number | null;
  /** Calls sent and not refused, in slots of `slotMs`, over the last `slots`. */
  sent: { slot: number; calls: number }[];
};

const slotMs = 50;
const windowMs = 1000;
const slots = windowMs / slotMs;
/** A little below the measured rate, so that the limit is not hit again at once. */
const caution = 0.97;
/** How many ms of calls may be sent at once to catch up after a late timer. */
const catchUpMs = 25;
/** Too few calls to measure a rate by them. */
const fewCalls = 8;

/** The rate of a model that has not been asked yet. */
export function newRate(): Rate {
  return { learned: null, nextAt: 0, epochStart: null, sent: [] };
}

/** Earliest time of the next call; `now` or before means at once. */
export function nextSendAt(rate: Rate, now: number): number {
  return rate.learned === null ? now : rate.nextAt;
}

/** Records a call sent at `now`; a learned rate is doubled in `doublingMs` at least once it is exceeded. */
export function noteSent(rate: Rate, now: number, doublingMs: number): void {
  rate.epochStart ??= now;
  const slot = Math.floor(now / slotMs);
  const last = rate.sent.at(-1);
  if (last?.slot === slot) last.calls += 1;
  else {
    rate.sent.push({ slot, calls: 1 });
    while ((rate.sent[0]?.slot ?? slot) <= slot - slots) rate.sent.shift();
  }
  if (rate.learned === null) return;
  if (rate.nextAt > now - catchUpMs) noteUse(rate.learned, now, 2 / rate.learned.value);
  const perMs = allowedBy(rate.learned, doublingMs) * caution;
  if (perMs === Number.POSITIVE_INFINITY) rate.learned = null;
  else rate.nextAt = Math.max(rate.nextAt, now - catchUpMs) + 1 / perMs;
}

/** Records that the call sent at `sentAt` was refused. */
export function noteNotAllowed(rate: Rate, sentAt: number): void {
  const slot = rate.sent.find((one) => one.slot === Math.floor(sentAt / slotMs));
  if (slot) slot.calls -= 1;
}

/**
 * Learns the rate that follows from refusals, once no call is in flight that may be refused too: `perMs`, where calls
 * between the refused ones tell it. Else, after a second or more of sending: the calls allowed in the last second. Before that, the calls were a burst that used up the provider's
 * window: the window holds as many calls as were sent, and ends when the requested wait does (a wait in whole seconds
 * counts as rounded up).
 */
export function learnRate(
  rate: Rate,
  refusal: { refusedAt: number; retryAfterMs: number | undefined; perMs: number | undefined },
  now: number,
): void {
  const elapsedMs = refusal.refusedAt - (rate.epochStart ?? refusal.refusedAt);
  const calls = rate.sent.reduce((sum, slot) => sum + slot.calls, 0);
  restart(rate, now);
  if (refusal.perMs !== undefined) {
    rate.learned = learn(rate.learned, refusal.perMs, now);
    return;
  }
  if (rate.learned && calls < fewCalls) {
    rate.learned = halve(rate.learned, now);
    return;
  }
  const burstMs = rate.learned ? elapsedMs : windowOf(elapsedMs, refusal.retryAfterMs);
  const measured = calls / (elapsedMs >= windowMs ? windowMs : burstMs);
  if (measured > 0) rate.learned = learn(rate.learned, measured, now);
}

/** Counts anew from the next call on. */
export function restart(rate: Rate, now: number): void {
  rate.epochStart = null;
  rate.sent = [];
  rate.nextAt = now;
}

function windowOf(elapsedMs: number, retryAfterMs: number | undefined): number {
  if (retryAfterMs === undefined) return windowMs;
  const whole = retryAfterMs % 1000 === 0;
  return whole
    ? Math.max(1, Math.ceil((elapsedMs + retryAfterMs - 1000) / 1000)) * 1000
    : elapsedMs + retryAfterMs;
}
