/**
 * A limit that was learned from refusals: calls per ms, or calls in flight. It is held while it is used for a while,
 * then exceeded more and more until the provider refuses again (multiplicative increase, as in TCP's slow start, RFC
 * 5681). When that finds about the same limit again, it is held twice as long, and exceeded half as fast.
 */
export type Learned = {
  value: number;
  at: number;
  holdMs: number;
  /** When the limit last held up a call, and for how long it has done so: what nothing comes near is not exceeded. */
  usedAt: number;
  usedMs: number;
  /** The limit before, and the share of calls that were refused then. */
  before: number;
  refused: number;
};

/** What refusals showed: how much was allowed, how much was tried, and the share that was refused. */
export type Measured = { allowed: number; tried: number; refused: number };

const longestHoldMs = 60_000;
/** Doubling takes this share of the time for which the limit is held. */
const doublingShare = 0.25;
/** A limit found within this factor of the known one is the same. */
const sameWithin = 1.5;
/** A limit that was exceeded so many times over does not exist. */
const forgottenAt = 100;
/** Calls that the limit held up within this time of each other: it held up whatever was between. */
const shortGapMs = 250;

/**
 * The limit to keep to, in the unit of its value; it doubles in `shortestDoublingMs` at least. Infinity once it proved
 * wrong.
 */
export function allowedBy({ value, holdMs, usedMs }: Learned, shortestDoublingMs: number): number {
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

/** What is known after refusals; a limit that is new is held for `holdMs`. */
export function learn(known: Learned | null, measured: Measured, now: number, holdMs: number): Learned {
  const { allowed, tried, refused } = measured;
  const fresh = { at: now, usedAt: now, usedMs: 0, before: tried, refused };
  const isSame = known !== null && allowed <= known.value * sameWithin && allowed >= known.value / sameWithin;
  if (!isSame) return { ...fresh, value: allowed, holdMs };
  const wasExceeded = known.usedMs > known.holdMs;
  return {
    ...fresh,
    value: allowed > known.value ? (known.value + allowed) / 2 : allowed,
    holdMs: wasExceeded ? Math.min(longestHoldMs, known.holdMs * 2) : known.holdMs,
  };
}

/** Refusals that meet so large a share of calls are no accidents. */
const mostAccidents = 0.5;

/**
 * Whether less was no remedy: within the limit about as large a share of calls is refused as before it was learned. Then
 * the refusals do not come of what it limits.
 */
export function isNoRemedy({ value, before, refused, usedMs, holdMs }: Learned, share: number): boolean {
  return (
    usedMs <= holdMs &&
    value <= 0.9 * before &&
    before < Number.POSITIVE_INFINITY &&
    share >= 0.7 * refused &&
    share <= mostAccidents
  );
}

/** The limit from before, which is exceeded from now on. */
export function takenBack(learned: Learned, now: number): Learned {
  return { ...learned, value: learned.before, at: now, usedAt: now, usedMs: learned.holdMs, refused: 0 };
}
