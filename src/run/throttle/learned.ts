/**
 * A limit that was learned from refusals: calls per ms, or calls in flight. It is held for a while, then exceeded more
 * and more until the provider refuses again (multiplicative increase, as in TCP's slow start, RFC 5681). Each refusal
 * that finds about the same limit again doubles the time for which it is held and the time in which it doubles.
 */
export type Learned = {
  value: number;
  since: number;
  /** How many times in a row about the same limit was found again. */
  confirmed: number;
  /** When the limit last held up a call: a limit that nothing comes near is not exceeded either. */
  usedAt: number;
};

const firstHoldMs = 1000;
const longestHoldMs = 60_000;
/** Doubling takes this share of the time for which the limit is held. */
const doublingShare = 0.15;
/** A limit found within this factor of the known one is the same. */
const sameWithin = 1.5;
/** A limit that was exceeded so many times over does not exist. */
const forgottenAt = 10;

/**
 * The limit to keep to at `now`, in the unit of its value; it doubles in `shortestDoublingMs` at least. Infinity once
 * it proved wrong.
 */
export function allowedBy(learned: Learned, now: number, shortestDoublingMs: number): number {
  const holdMs = Math.min(longestHoldMs, firstHoldMs * 2 ** learned.confirmed);
  const doublingMs = Math.max(holdMs * doublingShare, shortestDoublingMs);
  const beyondMs = Math.min(now, learned.usedAt + doublingMs) - learned.since - holdMs;
  if (beyondMs <= 0) return learned.value;
  const factor = 2 ** (beyondMs / doublingMs);
  return factor > forgottenAt ? Number.POSITIVE_INFINITY : learned.value * factor;
}

/** What is known after a refusal at which `measured` was found to be allowed. */
export function learn(known: Learned | null, measured: number, now: number): Learned {
  const isSame =
    known !== null && measured <= known.value * sameWithin && measured >= known.value / sameWithin;
  if (!isSame) return { value: measured, since: now, confirmed: 0, usedAt: now };
  const confirmed = known.confirmed + 1;
  return {
    value: known.value + (measured - known.value) / (confirmed + 1),
    since: now,
    confirmed,
    usedAt: now,
  };
}
