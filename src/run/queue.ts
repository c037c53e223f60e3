import type { ModelTarget } from '../domain/answer.ts';
import type { Trial } from '../domain/trial.ts';
import { dueAt, type Job, type Lane, mayStartAt, newLane, nextJob, startJob } from './lane.ts';
import { prefixOf } from './prefix.ts';
import { allowedAtOnce, type Throttle } from './throttle/throttle.ts';
import { type Traffic, throttleFor } from './traffic.ts';

/** All models of a run with what waits for them. `jobs` also holds those in flight. */
export type Queue = {
  traffic: Traffic;
  lanes: Map<Throttle, Lane>;
  jobs: Map<string, Job>;
  waiting: number;
  ceiling: number;
  /** Number of trials worth having ready. */
  ahead: number;
};

/** A queue for calls of which at most `ceiling` are in flight at once, with all other calls of `traffic`. */
export function newQueue(ceiling: number, traffic: Traffic, ahead = ceiling): Queue {
  return { traffic, lanes: new Map(), jobs: new Map(), waiting: 0, ceiling, ahead };
}

/** The lane of a model, created when first needed. */
export function laneFor(queue: Queue, target: ModelTarget): Lane {
  const throttle = throttleFor(queue.traffic, target, queue.ceiling);
  const known = queue.lanes.get(throttle);
  if (known) return known;
  const lane = newLane(target, throttle);
  queue.lanes.set(throttle, lane);
  return lane;
}

/** Puts a new trial at the end of its lane. */
export function enqueue(queue: Queue, lane: Lane, trial: Trial, key: string): void {
  const job: Job = {
    trial,
    key,
    duplicates: [],
    prefix: prefixOf(trial.request),
    tries: 0,
    failures: 0,
    startedAt: 0,
    sentAt: 0,
    readyAt: 0,
    soonestAt: 0,
    waitedMs: 0,
    outageMs: 0,
    isProbe: false,
    order: 0,
    usedBefore: { requests: 0, tokens: 0 },
    tokens: null,
    reservedUsd: 0,
  };
  queue.jobs.set(key, job);
  lane.waiting.push(job);
  queue.waiting += 1;
}

/** Removes a job from its lane and records it as sent at `now`. */
export function dequeue(queue: Queue, lane: Lane, job: Job, now: number): void {
  startJob(lane, job, now);
  queue.waiting -= 1;
}

/** Puts a job back that failed once more, until it is due (`dueAt`). */
export function requeue(queue: Queue, lane: Lane, job: Job): void {
  job.failures += 1;
  lane.resting.push(job);
  queue.waiting += 1;
}

/** Empties a lane. */
export function removeWaiting(queue: Queue, lane: Lane): Job[] {
  const jobs = [...lane.waiting.splice(0), ...lane.resting.splice(0)];
  queue.waiting -= jobs.length;
  return jobs;
}

/**
 * The job that may be sent at `now`, from the least busy lane that has one; if none, the earliest time at which there
 * may be one (Infinity: not before a call in flight comes back). So that no slow model holds up another, each lane in
 * use has its share of the ceiling kept free, as far as its own limit allows.
 */
export function findNext(queue: Queue, now: number): { lane: Lane; job: Job } | { earliest: number } {
  let found: { lane: Lane; job: Job } | undefined;
  let earliest = Number.POSITIVE_INFINITY;
  const inUse = [...queue.lanes.values()].filter((lane) => isInUse(lane, now));
  for (const lane of inUse) {
    const job = leavesRoom(lane, inUse, queue.ceiling) ? nextJob(lane, now) : undefined;
    const at = job ? mayStartAt(lane, job, now) : Number.POSITIVE_INFINITY;
    if (job && at <= now) {
      if (!found || lane.inFlight < found.lane.inFlight) found = { lane, job };
    } else earliest = Math.min(earliest, at);
    for (const one of lane.resting) {
      const due = dueAt(lane.throttle, one);
      if (due > now) earliest = Math.min(earliest, due);
    }
  }
  return found ?? { earliest };
}

/** A lane that got an answer within this time counts as in use even if nothing waits for it, ms. */
const lately = 1000;

function isInUse(lane: Lane, now: number): boolean {
  if (lane.waiting.length > 0 || lane.resting.length > 0 || lane.inFlight > 0) return true;
  return lane.answered > 0 && !lane.throttle.stopped && now - lane.throttle.lastAnswerAt < lately;
}

/** Whether the other lanes in use keep their share of the ceiling if `lane` sends one more call. */
function leavesRoom(lane: Lane, inUse: Lane[], ceiling: number): boolean {
  const share = Math.floor(ceiling / inUse.length);
  if (lane.inFlight < Math.max(1, share)) return true;
  let taken = 0;
  for (const one of inUse) {
    taken +=
      one === lane ? one.inFlight : Math.max(one.inFlight, Math.min(share, allowedAtOnce(one.throttle)));
  }
  return taken < ceiling;
}

/** Trials that may wait for a slow model while another model is served. */
const mostWaiting = 4096;

/** Whether to take another trial: few wait, or some model has none waiting while others have. */
export function wantsTrials(queue: Queue): boolean {
  if (queue.waiting < queue.ahead) return true;
  if (queue.waiting >= mostWaiting) return false;
  for (const lane of queue.lanes.values()) {
    if (lane.waiting.length === 0 && lane.resting.length === 0 && !lane.throttle.stopped) return true;
  }
  return false;
}
