import { allowedBy, type Learned, learn, type Measured, noteUse } from './learned.ts';

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
  /** Calls sent and not refused, in slots of `slotMs`, over the last second, or longer at a low rate. */
  sent: { slot: number; calls: number }[];
};

const slotMs = 50;
const windowMs = 1000;
/** A little below the measured rate, so that the limit is not hit again at once. */
const caution = 0.97;
/** How many ms of calls may be sent at once to catch up after a late timer. */
const catchUpMs = 25;
/** Too few calls to measure a rate by them. */
const fewCalls = 8;
/** A new rate is held for a second and, where it is no guess, for so many calls. */
const shortestHoldMs = 1000;
const heldCalls = 48;

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
    while ((rate.sent[0]?.slot ?? slot) <= slot - memoryOf(rate) / slotMs) rate.sent.shift();
  }
  if (rate.learned === null) return;
  if (rate.nextAt > now - catchUpMs) noteUse(rate.learned, now, 2 / rate.learned.value);
  const perMs = allowedBy(rate.learned, doublingMs) * caution;
  if (perMs === Number.POSITIVE_INFINITY) rate.learned = null;
  else rate.nextAt = Math.max(rate.nextAt, now - catchUpMs) + 1 / perMs;
}

/** Over how long calls are counted: so that there are enough of them. */
function memoryOf({ learned }: Rate): number {
  return learned ? Math.max(windowMs, (2 * fewCalls) / learned.value) : windowMs;
}

/** Records that the call sent at `sentAt` was refused. */
export function noteNotAllowed(rate: Rate, sentAt: number): void {
  const slot = rate.sent.find((one) => one.slot === Math.floor(sentAt / slotMs));
  if (slot) slot.calls -= 1;
}

/**
 * Learns the rate that follows from refusals, once no call is in flight that may be refused too: `between`, where calls
 * between the refused ones tell it. Else, after a second or more of sending: the calls allowed in the last second. Before
 * that, the calls were a burst that used up the provider's window: the window holds as many calls as were sent, and ends
 * when the requested wait does (a wait in whole seconds counts as rounded up).
 */
export function learnRate(
  rate: Rate,
  refusal: { at: number; retryAfterMs: number | undefined; between: Measured | undefined },
  now: number,
): void {
  const { learned } = rate;
  const elapsedMs = refusal.at - (rate.epochStart ?? refusal.at);
  const calls = rate.sent.reduce((sum, slot) => sum + slot.calls, 0);
  const memoryMs = memoryOf(rate);
  restart(rate, now);
  const burstMs = learned ? elapsedMs : windowOf(elapsedMs, refusal.retryAfterMs);
  const isEnough = learned === null || calls >= fewCalls;
  const allowed = isEnough ? calls / (elapsedMs >= memoryMs ? memoryMs : burstMs) : learned.value / 2;
  const measured = refusal.between ?? { allowed, tried: Number.POSITIVE_INFINITY, refused: 1 };
  if (measured.allowed > 0) {
    const isGuess = learned === null && refusal.between === undefined;
    const holdMs = Math.max(shortestHoldMs, isGuess ? 0 : heldCalls / measured.allowed);
    rate.learned = learn(learned, measured, now, holdMs);
  }
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
