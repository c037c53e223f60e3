import type { ModelFailure } from '../../domain/answer.ts';
import { type Bucket, newBucket } from './allowance.ts';
import { type Breaker, newBreaker } from './breaker.ts';
import { allowedBy, type Learned } from './learned.ts';
import type { Pause } from './pause.ts';
import { newRate, type Rate } from './rate.ts';
import { newRefusals, type Refusals } from './refusals.ts';
import { newWarmth, type Warmth } from './warmth.ts';

/** The properties of a call that count towards its model's limits. */
export type Call = {
  /** Names the trial. */
  key: string;
  /** Its place among all calls to the model, from 1. */
  order: number;
  sentAt: number;
  /** Calls and tokens used when it was sent, itself included. */
  usedBefore: { requests: number; tokens: number };
  /** The prefix of the request that the provider may cache; null if it is too short. */
  prefix: string | null;
  /** Sent to find out whether the provider answers again. */
  isProbe: boolean;
};

/** What is known about one model at one base URL: how many calls at once it allows, and how fast. */
export type Throttle = {
  inFlight: number;
  ceiling: number;
  /** Calls at once while nothing is known of a limit: it rises with every answer, up to the ceiling. */
  ramp: { limit: number; isOver: boolean; nextAt: number };
  /** Calls in flight that the provider allows, once it refused more. */
  calls: Learned | null;
  rate: Rate;
  requests: Bucket;
  tokens: Bucket;
  /** Calls sent so far. */
  sent: number;
  /** Calls refused for the rate, and for overload. */
  refused: Refusals;
  overloaded: Refusals;
  /** Whether each of the last calls failed, refusals for the rate apart. */
  failed: boolean[];
  pause: Pause | null;
  /** Pauses in a row without an answer to a call sent between, and when the last one ended. */
  pauses: number;
  resumedAt: number;
  breaker: Breaker;
  /** Since when a third and more of the calls fail; null: they do not. */
  troubledSince: number | null;
  /** When a sixth or fewer of the calls last failed. */
  calmAt: number;
  /** Smoothed time of an answer and of a refusal, ms (RFC 6298's α); null before the first. */
  latencyMs: number | null;
  /** Time of the quickest answer, ms: what the provider needs, without any wait for this machine. */
  quickestMs: number | null;
  refusalMs: number | null;
  /** Why no call can succeed any more. */
  stopped: ModelFailure | null;
  lastAnswerAt: number;
  /** Trials given up in a row without an answer between. */
  givenUp: number;
  /** When the first call was sent that could not connect. */
  unreachableSince: number | null;
  /** The provider responded at least once, be it with an error. */
  wasReached: boolean;
  /** When the first call was sent; null before it. */
  firstSentAt: number | null;
  warmth: Warmth;
};

const moderateStart = 50;

/** The throttle of a model that has not been asked yet; at most `ceiling` calls at once. */
export function newThrottle(ceiling: number): Throttle {
  return {
    inFlight: 0,
    ceiling,
    ramp: { limit: startOf(ceiling), isOver: false, nextAt: 0 },
    calls: null,
    rate: newRate(),
    requests: newBucket(),
    tokens: newBucket(),
    sent: 0,
    refused: newRefusals(),
    overloaded: newRefusals(),
    failed: [],
    pause: null,
    pauses: 0,
    resumedAt: 0,
    breaker: newBreaker(),
    troubledSince: null,
    calmAt: 0,
    latencyMs: null,
    quickestMs: null,
    refusalMs: null,
    stopped: null,
    lastAnswerAt: Number.NEGATIVE_INFINITY,
    givenUp: 0,
    unreachableSince: null,
    wasReached: false,
    firstSentAt: null,
    warmth: newWarmth(),
  };
}

/** Calls at once to begin with, of at most `ceiling`. */
export function startOf(ceiling: number): number {
  return Math.max(1, Math.min(moderateStart, Math.ceil(ceiling / 2)));
}

/** Calls that may be in flight at once. */
export function allowedAtOnce(throttle: Throttle): number {
  const { calls, ceiling, ramp } = throttle;
  if (!ramp.isOver) return ramp.limit;
  if (calls === null) return ceiling;
  return Math.max(1, Math.min(ceiling, Math.floor(allowedBy(calls, doublingMs(throttle).calls))));
}

/** Failures in a row, of any calls to the model, that may be accidents. */
const fewFailures = 5;

/** Whether the model answers most calls, so that a failure is an accident of the one call that met it. */
export function isCalm({ breaker, troubledSince, lastAnswerAt }: Throttle): boolean {
  const hasAnswered = lastAnswerAt > Number.NEGATIVE_INFINITY;
  return hasAnswered && troubledSince === null && breaker.openedAt === null && breaker.failures < fewFailures;
}

/** How fast limits may be exceeded: so that refusals come back before much more is tried. */
export function doublingMs({ latencyMs, refusalMs }: Throttle): { rate: number; calls: number } {
  const rate = 3 * (refusalMs ?? 0);
  return { rate, calls: Math.max(rate, latencyMs ?? 0) };
}
