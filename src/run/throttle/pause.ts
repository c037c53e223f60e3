/**
 * A stop of all calls to a model, since several were refused at about the same time. Meanwhile the calls in flight show
 * what the provider allowed, and whether it was a limit at all.
 */
export type Pause = {
  from: number;
  until: number;
  /** What is limited: the rate of calls, the calls in flight, or either (a 429 that says nothing). */
  limits: 'rate' | 'calls' | 'either';
  retryAfterMs: number | undefined;
  /** When the call was sent whose refusal began it. */
  sentAt: number;
  /** Calls in flight when it began, and how many of them were refused since. */
  inFlight: number;
  refused: number;
  /** What became of the calls that were sent after that call. */
  later: { answered: number; refused: number };
};

/** Answers to calls that were sent after the refused one, of which so many show that there is no limit. */
const enoughAnswers = 8;
/** Share of refusals among those calls up to which they were accidents. */
const mostRefused = 0.15;

/** Records that the provider refused a call during the pause; it lasts until `now` + `retryAfterMs` at least. */
export function noteRefusedIn(
  pause: Pause,
  { sentAt, now, retryAfterMs }: { sentAt: number; now: number; retryAfterMs: number | undefined },
): void {
  pause.refused += 1;
  if (sentAt > pause.sentAt) pause.later.refused += 1;
  if (retryAfterMs !== undefined) pause.until = Math.max(pause.until, now + retryAfterMs);
}

/** Records an answer during the pause; returns whether the answers show by now that there is no limit. */
export function isDisproved(pause: Pause, sentAt: number): boolean {
  const { later } = pause;
  if (sentAt > pause.sentAt) later.answered += 1;
  return later.answered >= enoughAnswers && later.refused <= mostRefused * (later.answered + later.refused);
}

/** Calls in flight that the provider took when it refused others, once those that it refused have come back. */
export function callsTaken(pause: Pause): number {
  return Math.max(1, pause.inFlight - pause.refused);
}
