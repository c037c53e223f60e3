import type { Sent } from './refusals.ts';

/**
 * A stop of all calls to a model, since several were refused at about the same time. Meanwhile the calls in flight show
 * what the provider allowed, and whether it was a limit at all.
 */
export type Pause = {
  from: number;
  until: number;
  /** Only until the calls in flight have shown what the provider allows, whatever it asks for. */
  isShort: boolean;
  /** What is limited: the rate of calls, the calls in flight, or either (a 429 that says nothing). */
  limits: 'rate' | 'calls' | 'either';
  retryAfterMs: number | undefined;
  /** The first of the refused calls, and their share among the calls sent from then on. */
  first: Sent;
  share: number;
  /** Calls in flight that were allowed when it began. */
  allowed: number;
  /** Calls in flight when it began, and how many of them were refused since. */
  inFlight: number;
  refused: number;
  /** Answers since to calls that were sent after the first refused one. */
  answered: number;
};

/** So many answers to calls that were sent after the refused one show that there is no limit. */
const enoughAnswers = 8;
/** Share of the calls that came back up to which refusals were accidents. */
const mostRefused = 0.05;

/** Records that the provider refused a call during the pause; it lasts until `now` + `retryAfterMs` at least. */
export function noteRefusedIn(
  pause: Pause,
  { now, retryAfterMs }: { now: number; retryAfterMs: number | undefined },
): void {
  pause.refused += 1;
  if (retryAfterMs !== undefined && !pause.isShort) pause.until = Math.max(pause.until, now + retryAfterMs);
}

/** Records an answer during the pause; returns whether the answers show by now that there is no limit. */
export function isDisproved(pause: Pause, sentAt: number): boolean {
  if (sentAt > pause.first.sentAt) pause.answered += 1;
  const { answered, refused } = pause;
  return answered >= enoughAnswers && refused <= mostRefused * (answered + refused);
}

/** Calls in flight that the provider took when it refused others, once those that it refused have come back. */
export function callsTaken(pause: Pause): number {
  return pause.inFlight - pause.refused;
}
