import type { ModelFailure, ModelTarget } from '../model/answer.ts';
import { estimateUsage, outputLimit } from '../model/estimate.ts';
import type { RateLimits } from '../model/limits.ts';
import {
  allowedAt,
  type Bucket,
  newBucket,
  newPace,
  nextSendAt,
  noteAllowance,
  noteAnswered,
  noteRefused,
  noteSent,
  type Pace,
} from './pace.ts';
import type { Trial } from './trial.ts';

/** A trial on its way to an answer, with those of the same content that wait for the same answer. */
export type Job = {
  trial: Trial;
  key: string;
  duplicates: Trial[];
  /** What the provider may cache of the request; null where it is too short. */
  prefix: string | null;
  /** Tries that count against the policy's retries. */
  tries: number;
  /** Of the first try. */
  startedAt: number;
  sentAt: number;
  /** After a fault: not before this. */
  readyAt: number;
  /** Spent in waits that the provider asked for; they do not count against the trial's time. */
  waitedMs: number;
  usedBefore: { requests: number; tokens: number };
  /** What token limits will count of it; null until that is asked. */
  tokens: number | null;
  reservedUsd: number;
};

/** Everything about one model at one base URL: what waits for it, how much of it is asked at once and how fast. */
export type Lane = {
  target: ModelTarget;
  waiting: Job[];
  /** Faulted jobs that wait for their next try. */
  resting: Job[];
  inFlight: number;
  /** Calls allowed at once, found by trying; a real number. */
  limit: number;
  ceiling: number;
  /** Nothing was refused yet: the limit doubles with every round of answers. */
  isRising: boolean;
  /** While it rises: when the next call may go. */
  nextRiseAt: number;
  /** Of the quickest answer, ms; null before the first. */
  latencyMs: number | null;
  pace: Pace;
  requests: Bucket;
  tokens: Bucket;
  /** Why no call can succeed any more. */
  stopped: ModelFailure | null;
  answered: number;
  lastAnswerAt: number;
  lastCutAt: number;
  /** Trials given up in a row without an answer between. */
  givenUp: number;
  largestCostUsd: number;
  /** Prefixes of calls in flight that no answer was seen to yet: others with the same prefix wait for them. */
  warming: Set<string>;
  warm: Set<string>;
};

/** Prefixes remembered as cached; a prompt has one or two, unless each case has its own. */
const mostWarm = 64;

/** Half the ceiling to begin with, and at most this. */
const moderateStart = 50;

/** A lane for a model that was not asked yet. */
export function newLane(target: ModelTarget, ceiling: number): Lane {
  return {
    target,
    waiting: [],
    resting: [],
    inFlight: 0,
    limit: Math.max(1, Math.min(moderateStart, Math.ceil(ceiling / 2))),
    ceiling,
    isRising: true,
    nextRiseAt: 0,
    latencyMs: null,
    pace: newPace(),
    requests: newBucket(),
    tokens: newBucket(),
    stopped: null,
    answered: 0,
    lastAnswerAt: 0,
    lastCutAt: 0,
    givenUp: 0,
    largestCostUsd: 0,
    warming: new Set(),
    warm: new Set(),
  };
}

/**
 * The job that would go next at `now`: a rested one first, so that a trial does not grow old. Jobs whose prefix is just
 * being put into the provider's cache by another one are passed over.
 */
export function nextJob(lane: Lane, now: number): Job | undefined {
  const isFree = (job: Job) => job.prefix === null || !lane.warming.has(job.prefix);
  return lane.resting.find((job) => job.readyAt <= now && isFree(job)) ?? lane.waiting.find(isFree);
}

/** Calls a ms beyond the limit while no answer came and no refusal: a provider that takes long is not waited for. */
const trickle = 0.5;

/** Late timers may catch up on so much, ms. */
const riseCatchUpMs = 1;

/**
 * Calls a ms while the limits are not known: enough to have twice the ceiling in flight within an answer's time, so
 * that the rise costs little; no more, so that few calls have left when the first is refused.
 */
function riseRate(lane: Lane): number {
  if (lane.inFlight >= Math.floor(lane.limit)) return trickle;
  return lane.latencyMs === null ? 2 : Math.min(4, Math.max(1, (2 * lane.ceiling) / lane.latencyMs));
}

/** When the lane may send `job`: `now` or before means at once; Infinity while an answer must come first. */
export function mayStartAt(lane: Lane, job: Job, now: number): number {
  const isUnknown = lane.isRising && lane.limit < lane.ceiling;
  if (lane.inFlight >= Math.floor(lane.limit) && !isUnknown) return Number.POSITIVE_INFINITY;
  return Math.max(
    isUnknown ? lane.nextRiseAt : now,
    nextSendAt(lane.pace, now),
    allowedAt(lane.requests, 1, now),
    lane.tokens.told ? allowedAt(lane.tokens, tokensOf(job), now) : now,
  );
}

/** Takes `job` out of the queue and notes it as sent at `now`. */
export function startJob(lane: Lane, job: Job, now: number): void {
  const list = lane.waiting.includes(job) ? lane.waiting : lane.resting;
  if (list[0] === job) list.shift();
  else list.splice(list.indexOf(job), 1);
  if (job.prefix !== null && !lane.warm.has(job.prefix)) lane.warming.add(job.prefix);
  lane.inFlight += 1;
  lane.requests.used += 1;
  if (lane.tokens.told) lane.tokens.used += tokensOf(job);
  noteSent(lane.pace, now);
  if (lane.isRising) lane.nextRiseAt = Math.max(lane.nextRiseAt, now - riseCatchUpMs) + 1 / riseRate(lane);
  lane.limit = Math.max(lane.limit, lane.inFlight);
  if (job.startedAt === 0) job.startedAt = now;
  job.sentAt = now;
  job.usedBefore = { requests: lane.requests.used, tokens: lane.tokens.used };
}

/** Notes that a call came back, whatever it brought. */
export function laneReturned(lane: Lane, job: Job, isAnswered: boolean): void {
  lane.inFlight -= 1;
  if (job.prefix === null || !lane.warming.delete(job.prefix) || !isAnswered) return;
  if (lane.warm.size >= mostWarm) lane.warm.clear();
  lane.warm.add(job.prefix);
}

/** Notes an answer: the concurrency rises, by one an answer until the first overload, then by one a round of answers. */
export function laneAnswered(lane: Lane, job: Job, now: number, limits: RateLimits | undefined): void {
  lane.answered += 1;
  lane.lastAnswerAt = now;
  lane.latencyMs = Math.min(lane.latencyMs ?? Number.POSITIVE_INFINITY, now - job.sentAt);
  lane.nextRiseAt = Math.min(lane.nextRiseAt, now + 1 / riseRate(lane));
  lane.givenUp = 0;
  noteAnswered(lane.pace);
  if (limits?.requests) noteAllowance(lane.requests, limits.requests, job.sentAt, job.usedBefore.requests);
  if (limits?.tokens) noteAllowance(lane.tokens, limits.tokens, job.sentAt, job.usedBefore.tokens);
  lane.limit = Math.min(lane.ceiling, lane.limit + (lane.isRising ? 1 : 1 / lane.limit));
}

/** Notes a refusal for the rate of calls. */
export function laneRefused(lane: Lane, job: Job, now: number, retryAfterMs: number | undefined): void {
  lane.isRising = false;
  noteRefused(lane.pace, { sentAt: job.sentAt, now, retryAfterMs });
}

/** Notes that the provider cannot keep up (overloaded, too slow): half as many calls at once, at most once a round. */
export function laneOverloaded(lane: Lane, job: Job, now: number, retryAfterMs: number | undefined): void {
  lane.isRising = false;
  if (retryAfterMs !== undefined) lane.pace.pausedUntil = Math.max(lane.pace.pausedUntil, now + retryAfterMs);
  if (job.sentAt < lane.lastCutAt) return;
  lane.lastCutAt = now;
  lane.limit = Math.max(1, Math.min(lane.limit, lane.inFlight + 1) / 2);
}

/** Input plus the most output the request allows. */
function tokensOf(job: Job): number {
  if (job.tokens === null) {
    const usage = estimateUsage(job.trial.request);
    job.tokens = usage.inputTokens + (outputLimit(job.trial.request) ?? usage.outputTokens);
  }
  return job.tokens;
}
