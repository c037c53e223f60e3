import type { ModelTarget } from '../domain/answer.ts';
import type { Trial } from '../domain/trial.ts';
import { estimateUsage, outputLimit } from '../model/estimate.ts';
import { type Call, isWarming, mayCallAt, noteCall, type Throttle } from './throttle.ts';

/** A trial on its way to an answer, with those of the same content that wait for the same answer. */
export type Job = Call & {
  trial: Trial;
  key: string;
  duplicates: Trial[];
  /** Tries that count against the policy's retries. */
  tries: number;
  /** Of the first try. */
  startedAt: number;
  /** After a fault: not before this. */
  readyAt: number;
  /** Spent in waits that the provider asked for; they do not count against the trial's time. */
  waitedMs: number;
  /** What token limits will count of it; null until that is asked. */
  tokens: number | null;
  reservedUsd: number;
};

/** What waits for one model in one run. */
export type Lane = {
  target: ModelTarget;
  throttle: Throttle;
  waiting: Job[];
  /** Faulted jobs that wait for their next try. */
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
 * The job that would go next at `now`: a rested one first, so that a trial does not grow old. Jobs whose prefix is just
 * being put into the provider's cache by another one are passed over.
 */
export function nextJob({ throttle, waiting, resting }: Lane, now: number): Job | undefined {
  const isFree = ({ prefix }: Job) => !isWarming(throttle, prefix);
  return resting.find((job) => job.readyAt <= now && isFree(job)) ?? waiting.find(isFree);
}

/** When the lane may send `job`: `now` or before means at once; Infinity while an answer must come first. */
export function mayStartAt(lane: Lane, job: Job, now: number): number {
  return mayCallAt(lane.throttle, () => tokensOf(job), now);
}

/** Takes `job` out of the lane and notes it as sent at `now`. */
export function startJob(lane: Lane, job: Job, now: number): void {
  const list = lane.waiting.includes(job) ? lane.waiting : lane.resting;
  if (list[0] === job) list.shift();
  else list.splice(list.indexOf(job), 1);
  lane.inFlight += 1;
  if (job.startedAt === 0) job.startedAt = now;
  noteCall(lane.throttle, job, () => tokensOf(job), now);
}

/** Input plus the most output the request allows. */
function tokensOf(job: Job): number {
  if (job.tokens === null) {
    const usage = estimateUsage(job.trial.request);
    job.tokens = usage.inputTokens + (outputLimit(job.trial.request) ?? usage.outputTokens);
  }
  return job.tokens;
}
