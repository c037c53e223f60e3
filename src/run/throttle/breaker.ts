/**
 * A circuit breaker (M. Nygard, *Release It!*): when nothing but failures comes back, calls stop, and one at a time
 * probes whether the provider answers again. Times are ms.
 */
export type Breaker = {
  /** Failures in a row, the time of the first, and up to `fewestTrials` of the trials they met. */
  failures: number;
  failingSince: number;
  trials: Set<string>;
  /** Open since; null: closed, calls are sent as usual. */
  openedAt: number | null;
  probe: { inFlight: boolean; at: number; waitMs: number };
  /** All earlier time that it was open. */
  openMs: number;
};

/** So many failures in a row, of so many different trials, open it. One trial alone may have a fault of its own. */
const opensAfter = 12;
const fewestTrials = 3;
const firstProbeMs = 100;
const longestProbeMs = 1000;

/** A closed breaker. */
export function newBreaker(): Breaker {
  return {
    failures: 0,
    failingSince: 0,
    trials: new Set(),
    openedAt: null,
    probe: { inFlight: false, at: 0, waitMs: 0 },
    openMs: 0,
  };
}

/** When the next call may be sent: Infinity while a probe is in flight, `now` or before if the breaker is closed. */
export function mayProbeAt({ openedAt, probe }: Breaker, now: number): number {
  if (openedAt === null) return now;
  return probe.inFlight ? Number.POSITIVE_INFINITY : probe.at;
}

/** Records that a call was sent; returns whether it is a probe. */
export function noteProbe(breaker: Breaker): boolean {
  if (breaker.openedAt === null) return false;
  breaker.probe.inFlight = true;
  return true;
}

/** Records that a call of `trial` failed; opens the breaker after a long row of failures. */
export function noteFailed(
  breaker: Breaker,
  { trial, isProbe, now }: { trial: string; isProbe: boolean; now: number },
): void {
  const { probe } = breaker;
  if (breaker.failures === 0) breaker.failingSince = now;
  breaker.failures += 1;
  if (breaker.trials.size < fewestTrials) breaker.trials.add(trial);
  if (breaker.openedAt !== null && isProbe) {
    probe.at = now + probe.waitMs;
    probe.waitMs = Math.min(longestProbeMs, probe.waitMs * 2);
  }
  if (breaker.openedAt === null && breaker.failures >= opensAfter && breaker.trials.size >= fewestTrials) {
    breaker.openedAt = now;
    breaker.probe = { inFlight: false, at: now + firstProbeMs, waitMs: 2 * firstProbeMs };
  }
}

/** Records an answer, which closes the breaker; returns whether it was open. */
export function noteWorking(breaker: Breaker, now: number): boolean {
  const { openedAt } = breaker;
  breaker.failures = 0;
  breaker.trials.clear();
  if (openedAt === null) return false;
  breaker.openMs += now - openedAt;
  breaker.openedAt = null;
  return true;
}

/** How long it has been open so far, all times together. */
export function openTime({ openMs, openedAt }: Breaker, now: number): number {
  return openMs + (openedAt === null ? 0 : now - openedAt);
}
