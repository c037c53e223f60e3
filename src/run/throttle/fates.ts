/** What became of a call, as far as it says something of the provider: `overloaded` includes calls that timed out. */
export type Fate = 'answered' | 'refused' | 'overloaded' | 'failed';

/** The fates of the last calls to a model, oldest first, and how many came since its limits were last considered. */
export type Fates = { recent: Fate[]; fresh: number };

/** So many calls are remembered. */
const window = 24;
/** A fault that so large a share of the calls meets is no accident. */
const leastShare = 0.15;

/** No call has come back yet. */
export function newFates(): Fates {
  return { recent: [], fresh: 0 };
}

/** Records what became of a call. */
export function noteFate(fates: Fates, fate: Fate): void {
  fates.recent.push(fate);
  if (fates.recent.length > window) fates.recent.shift();
  fates.fresh = Math.min(window, fates.fresh + 1);
}

/** From now on only the fates of later calls say something of the limits. */
export function forgetFates(fates: Fates): void {
  fates.fresh = 0;
}

/**
 * Whether calls that met this fate are so many among the last ones, at least `least` and 15 %, that they come of a limit
 * and not of an accident.
 */
export function isInCompany(fates: Fates, fate: Fate, least: number): boolean {
  const fresh = fates.recent.slice(fates.recent.length - fates.fresh);
  const count = fresh.filter((one) => one === fate).length;
  return count >= least && count >= leastShare * fresh.length;
}

/** How many of the last calls failed otherwise than by a limit on their rate. */
export function failuresIn({ recent }: Fates): number {
  return recent.filter((fate) => fate === 'failed' || fate === 'overloaded').length;
}
