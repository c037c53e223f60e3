import type { ModelTarget } from '../domain/answer.ts';
import type { Trial } from '../domain/trial.ts';
import { estimateUsage, outputLimit } from '../model/estimate.ts';
import { type Budget, release } from './budget.ts';
import { openTime } from './throttle/breaker.ts';
import { mayCallAt, noteCall } from './throttle/sending.ts';
import { type Call, isCalm, type Throttle } from './throttle/throttle.ts';

/** A trial waiting for its answer, with identical trials that wait for the same answer. */
export type Job = Call & {
  trial: Trial;
  duplicates: Trial[];
  /** Tries that count against the policy's retries. */
  tries: number;
  /** Tries that failed, whether they count or not. */
  failures: number;
  /** When the first try was sent. */
  startedAt: number;
  /** When the next try after a fault is due, and from when on once the model is calm. */
  readyAt: number;
  soonestAt: number;
  /** Time spent in waits that the provider asked for; it does not count against the trial's time. */
  waitedMs: number;
  /** How long the model had been out of order, all times together, when the first try was sent. */
  outageMs: number;
  /** Expected tokens that count towards token limits; null until computed. */
  tokens: number | null;
  reservedUsd: number;
};

/** The jobs that wait for one model in one run. */
export type Lane = {
  target: ModelTarget;
  throttle: Throttle;
  waiting: Job[];
  /** Failed jobs that wait for their next try. */
  resting: Job[];
  inFlight: number;
  answered: number;
  largestCostUsd: number;
};

/** A lane in which nothing waits. */
export function newLane(target: ModelTarget, throttle: Throttle): Lane {
  return { target, throttle, waiting: [], resting: [], inFlight: 0, answered: 0, largestCostUsd: 0 };
}

/**
 * The job to send next at `now`. Retries whose wait is over come first, so that no trial exceeds its time. Jobs whose
 * prefix another call is just writing to the provider's cache are skipped.
 */
export function nextJob({ throttle, waiting, resting }: Lane, now: number): Job | undefined {
  const { warming } = throttle.warmth;
  const isFree = ({ prefix }: Job) => prefix === null || !warming.has(prefix);
  const due = resting.find((job) => dueAt(throttle, job) <= now && isFree(job));
  return due ?? waiting.find(isFree);
}

/** When a failed job may be sent again: sooner where the trouble that it met has passed. */
export function dueAt(throttle: Throttle, { readyAt, soonestAt }: Job): number {
  return isCalm(throttle) ? soonestAt : readyAt;
}

/**
 * Earliest time at which the lane may send `job`: `now` or before means at once; Infinity until a call in flight is
 * answered.
 */
export function mayStartAt(lane: Lane, job: Job, now: number): number {
  return mayCallAt(lane.throttle, () => tokensOf(job), now);
}

/** Removes `job` from the lane and records it as sent at `now`. */
export function startJob(lane: Lane, job: Job, now: number): void {
  const list = lane.waiting.includes(job) ? lane.waiting : lane.resting;
  if (list[0] === job) list.shift();
  else list.splice(list.indexOf(job), 1);
  lane.inFlight += 1;
  if (job.startedAt === 0) {
    job.startedAt = now;
    job.outageMs = openTime(lane.throttle.breaker, now);
  }
  noteCall(lane.throttle, job, () => tokensOf(job), now);
}

/** Gives back what a job had reserved of the budget, if it had. */
export function giveBack(budget: Budget, job: Job): void {
  const usd = job.reservedUsd;
  job.reservedUsd = 0;
  release(budget, usd);
}

/** Input plus the most output the request allows. */
function tokensOf(job: Job): number {
  if (job.tokens === null) {
    const usage = estimateUsage(job.trial.request);
    job.tokens = usage.inputTokens + (outputLimit(job.trial.request) ?? usage.outputTokens);
  }
  return job.tokens;
}
