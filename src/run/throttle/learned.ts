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
  /** What was tried before, the share of calls that were refused then, and how often it was lowered since in vain. */
  before: number;
  refused: number;
  inVain: number;
  /** The limit from before a higher one that is only tried: calls that a provider saves up look like one. */
  earlier: Pick<Learned, 'value' | 'holdMs'> | null;
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
  const wasHeld = known !== null && known.usedMs <= known.holdMs;
  const origin = wasHeld
    ? { before: known.before, refused: known.refused, inVain: known.inVain + 1 }
    : { before: tried, refused, inVain: 0 };
  const fresh = { at: now, usedAt: now, usedMs: 0, earlier: null, ...origin };
  const earlier = known?.earlier;
  if (wasHeld && earlier && isNear(allowed, earlier.value)) {
    return { ...fresh, value: earlier.value, holdMs: longer(earlier) };
  }
  if (known === null || !isNear(allowed, known.value)) {
    const isTried = known !== null && !wasHeld && allowed > known.value;
    return {
      ...fresh,
      value: allowed,
      holdMs,
      earlier: isTried ? { value: known.value, holdMs: known.holdMs } : null,
    };
  }
  return {
    ...fresh,
    value: allowed > known.value ? (known.value + allowed) / 2 : allowed,
    holdMs: wasHeld ? known.holdMs : longer(known),
  };
}

function longer({ holdMs }: Pick<Learned, 'holdMs'>): number {
  return Math.min(longestHoldMs, holdMs * 2);
}

function isNear(value: number, other: number): boolean {
  return value <= other * sameWithin && value >= other / sameWithin;
}

/**
 * Whether less was no remedy: the limit was lowered twice, and about as large a share of calls is refused as before, at
 * most `mostAccidents`. Then the refusals do not come of what it limits.
 */
export function isNoRemedy(learned: Learned, share: number, mostAccidents: number): boolean {
  const { value, before, refused, usedMs, holdMs, inVain } = learned;
  const isLower =
    usedMs <= holdMs && inVain > 0 && value <= 0.9 * before && before < Number.POSITIVE_INFINITY;
  return isLower && share >= 0.7 * refused && share <= mostAccidents;
}

/** The limit from before, which is exceeded from now on. */
export function takenBack(learned: Learned, now: number): Learned {
  return { ...learned, value: learned.before, at: now, usedAt: now, usedMs: learned.holdMs, inVain: 0 };
}
