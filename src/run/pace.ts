import type { Allowance } from '../model/limits.ts';

/**
 * How fast one model may be asked, learned from its provider's refusals: no limit is assumed before the first one.
 * Times are ms of one clock, rates calls per ms.
 */
export type Pace = {
  /** No call before this time: the provider asked to wait. */
  pausedUntil: number;
  /** Calls per ms; null until a refusal set one. */
  rate: number | null;
  nextAt: number;
  /** When the rate was learned, from how many calls, and the rate then. */
  learned: { at: number; calls: number; rate: number } | null;
  /** The pause is over, but the new rate is not computed yet. */
  lesson: { refusedAt: number; retryAfterMs: number | undefined } | null;
  /** First call since the last pause. */
  epochStart: number | null;
  /** Calls sent and not refused, in slots of `slotMs`, over the last `slots`. */
  sent: { slot: number; calls: number }[];
  /** Refusals in a row without an answer between. */
  refusals: number;
};

const slotMs = 50;
const windowMs = 1000;
const slots = windowMs / slotMs;
/** A little below the measured rate, so that the limit is not hit again at once. */
const caution = 0.97;
/** How many ms of calls may be sent at once to catch up after a late timer. */
const catchUpMs = 25;
const longestHoldMs = 60_000;
const silentWaitMs = 500;

/** The pace of a model that has not been asked yet. */
export function newPace(): Pace {
  return {
    pausedUntil: 0,
    rate: null,
    nextAt: 0,
    learned: null,
    lesson: null,
    epochStart: null,
    sent: [],
    refusals: 0,
  };
}

/** Earliest time of the next call; `now` or before means at once. Computes the new rate if a pause is over. */
export function nextSendAt(pace: Pace, now: number): number {
  if (now < pace.pausedUntil) return pace.pausedUntil;
  if (pace.lesson) learn(pace, pace.lesson, now);
  grow(pace, now);
  return pace.nextAt;
}

/** Notes a call sent at `now`. */
export function noteSent(pace: Pace, now: number): void {
  pace.epochStart ??= now;
  const slot = Math.floor(now / slotMs);
  const last = pace.sent.at(-1);
  if (last?.slot === slot) last.calls += 1;
  else {
    pace.sent.push({ slot, calls: 1 });
    while ((pace.sent[0]?.slot ?? slot) <= slot - slots) pace.sent.shift();
  }
  if (pace.rate !== null) pace.nextAt = Math.max(pace.nextAt, now - catchUpMs) + 1 / pace.rate;
}

/** Notes that a call was answered. */
export function noteAnswered(pace: Pace): void {
  pace.refusals = 0;
}

/**
 * Records that the call sent at `sentAt` was refused for its rate. All calls wait as long as the provider asks
 * (`retryAfterMs`), or, if it does not say, half a second, doubled with every refusal in a row.
 */
export function noteRefused(
  pace: Pace,
  refusal: { sentAt: number; now: number; retryAfterMs: number | undefined },
): void {
  const { sentAt, now, retryAfterMs } = refusal;
  const slot = pace.sent.find((one) => one.slot === Math.floor(sentAt / slotMs));
  if (slot) slot.calls -= 1;
  const isNews = now >= pace.pausedUntil && sentAt >= pace.pausedUntil;
  if (isNews) {
    pace.refusals += 1;
    pace.lesson = { refusedAt: now, retryAfterMs };
  }
  if (isNews || retryAfterMs !== undefined) {
    const wait =
      retryAfterMs ?? Math.min(30_000, silentWaitMs * 2 ** (pace.refusals - 1)) * (0.75 + Math.random() / 2);
    pace.pausedUntil = Math.max(pace.pausedUntil, now + Math.max(wait, 20));
  }
}

/**
 * The rate that follows from a refusal. After a second or more of sending: the calls accepted in the last second.
 * Before that, the calls were a burst that used up the provider's window: the window holds as many calls as were sent,
 * and ends when the requested wait does (a wait in whole seconds counts as rounded up).
 */
function learn(
  pace: Pace,
  lesson: { refusedAt: number; retryAfterMs: number | undefined },
  now: number,
): void {
  pace.lesson = null;
  const started = pace.epochStart ?? lesson.refusedAt;
  const elapsed = lesson.refusedAt - started;
  const calls = pace.sent.reduce((sum, slot) => sum + slot.calls, 0);
  pace.epochStart = null;
  pace.sent = [];
  pace.nextAt = now;
  if (calls <= 0) return;
  const span = elapsed >= windowMs ? windowMs : windowOf(elapsed, lesson.retryAfterMs);
  pace.rate = (calls / span) * caution;
  pace.learned = { at: now, calls, rate: pace.rate };
}

function windowOf(elapsed: number, retryAfterMs: number | undefined): number {
  if (retryAfterMs === undefined) return windowMs;
  const whole = retryAfterMs % 1000 === 0;
  return whole
    ? Math.max(1, Math.ceil((elapsed + retryAfterMs - 1000) / 1000)) * 1000
    : elapsed + retryAfterMs;
}

/**
 * A rate learned from n calls is off by about 1/√n: it is kept for 0.4 s per call it was learned from (a minute at
 * most), then grows by that share per second until the provider refuses again, and is forgotten when ten times as high.
 */
function grow(pace: Pace, now: number): void {
  if (!pace.learned || pace.rate === null) return;
  const { at, calls, rate } = pace.learned;
  const heldFor = now - at - Math.min(longestHoldMs, calls * 400);
  if (heldFor <= 0) return;
  pace.rate = rate * (1 + 1 / Math.sqrt(calls)) ** (heldFor / 1000);
  if (pace.rate > rate * 10) {
    pace.rate = null;
    pace.learned = null;
    pace.nextAt = now;
  }
}

/** What a provider's headers last reported of one allowance (calls or tokens), and what was used since. */
export type Bucket = {
  told: { allowance: Allowance; sentAt: number; usedBefore: number } | null;
  used: number;
};

/** A bucket of which nothing was reported yet. */
export function newBucket(): Bucket {
  return { told: null, used: 0 };
}

/** When nothing remains, limits this short are waited out in full; longer ones refill steadily. */
const shortResetMs = 2000;

/**
 * When `amount` more may be used, computed from the provider's report: what remained then, less what was sent since,
 * plus what refills (steadily, so that all of `limit` is there at the reset; within a minute if it is there already).
 * `now` or before means at once.
 */
export function allowedAt(bucket: Bucket, amount: number, now: number): number {
  if (!bucket.told) return now;
  const { allowance, sentAt, usedBefore } = bucket.told;
  const { limit, remaining, resetMs } = allowance;
  const fullAt = sentAt + resetMs;
  if (remaining === 0 && resetMs <= shortResetMs && now < fullAt) return fullAt;
  const rate = remaining < limit && resetMs > 0 ? (limit - remaining) / resetMs : limit / 60_000;
  const level = Math.min(limit, remaining + (now - sentAt) * rate) - (bucket.used - usedBefore);
  const needed = Math.min(amount, limit) - level;
  return needed <= 0 ? now : now + needed / rate;
}

/**
 * Records the headers of the answer to the call sent at `sentAt`; `usedBefore` is `bucket.used` right after that call.
 */
export function noteAllowance(
  bucket: Bucket,
  allowance: Allowance,
  sentAt: number,
  usedBefore: number,
): void {
  if (bucket.told && bucket.told.sentAt > sentAt) return;
  bucket.told = { allowance, sentAt, usedBefore };
}
