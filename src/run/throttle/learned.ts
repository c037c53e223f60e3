/**
 * A limit that was learned from refusals: calls per ms, or calls in flight. It is held while it is used for a while,
 * then exceeded more and more until the provider refuses again (multiplicative increase, as in TCP's slow start, RFC
 * 5681). Each refusal that finds about the same limit again doubles the time for which it is held and the time in which
 * it doubles.
 */
export type Learned = {
  value: number;
  learnedAt: number;
  /** How many times in a row about the same limit was found again. */
  confirmed: number;
  /** When the limit last held up a call, and for how long it has done so: what nothing comes near is not exceeded. */
  usedAt: number;
  usedMs: number;
};

const firstHoldMs = 1000;
const longestHoldMs = 60_000;
/** Doubling takes this share of the time for which the limit is held. */
const doublingShare = 0.25;
/** A limit found within this factor of the known one is the same. */
const sameWithin = 1.5;
/** A limit that was exceeded so many times over does not exist. */
const forgottenAt = 10;
/** Calls that the limit held up within this time of each other: it held up whatever was between. */
const shortGapMs = 250;

/**
 * The limit to keep to, in the unit of its value; it doubles in `shortestDoublingMs` at least. Infinity once it proved
 * wrong.
 */
export function allowedBy({ value, confirmed, usedMs }: Learned, shortestDoublingMs: number): number {
  const holdMs = Math.min(longestHoldMs, firstHoldMs * 2 ** confirmed);
  if (usedMs <= holdMs) return value;
  const factor = 2 ** ((usedMs - holdMs) / Math.max(holdMs * doublingShare, shortestDoublingMs));
  return factor > forgottenAt ? Number.POSITIVE_INFINITY : value * factor;
}

/** Records that the limit held up a call at `now`; calls in a row may be `gapMs` apart. */
export function noteUse(learned: Learned, now: number, gapMs: number): void {
  const sinceMs = now - learned.usedAt;
  if (sinceMs <= Math.max(shortGapMs, gapMs)) learned.usedMs += sinceMs;
  learned.usedAt = now;
}

/** What is known when so much proved wrong at once that nothing could be measured: half of it (RFC 5681). */
export function halve({ value }: Learned, now: number): Learned {
  return { value: value / 2, learnedAt: now, confirmed: 0, usedAt: now, usedMs: 0 };
}

/** What is known after refusals at which `measured` was found to be allowed. */
export function learn(known: Learned | null, measured: number, now: number): Learned {
  const isSame =
    known !== null && measured <= known.value * sameWithin && measured >= known.value / sameWithin;
  const confirmed = isSame ? known.confirmed + 1 : 0;
  const value = isSame && measured > known.value ? (known.value + measured) / 2 : measured;
  return { value, learnedAt: now, confirmed, usedAt: now, usedMs: 0 };
}
