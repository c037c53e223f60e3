import type { Answer, ModelFailure } from '../model/answer.ts';
import { failureOf } from '../model/failure.ts';
import type { SendResult } from '../model/send.ts';
import { type Budget, expectedCost, permission } from './budget.ts';
import {
  type Job,
  type Lane,
  laneAnswered,
  laneOverloaded,
  laneRefused,
  mayStartAt,
  newLane,
  nextJob,
  startJob,
} from './lane.ts';
import { reportProgress } from './progress.ts';
import { type Decision, decideRetry } from './retry.ts';
import type { RunOptions } from './run.ts';
import { trialKey } from './store.ts';
import type { Trial, TrialResult } from './trial.ts';

export type ScheduleOptions = RunOptions & {
  /** Whether results may still be handed over, or their reader is behind. */
  hasRoom: () => boolean;
  onResult: (result: TrialResult) => void;
  onEnd: (error?: { reason: unknown }) => void;
};

/** Trials that may wait for a slow model while another one is served. */
const mostWaiting = 4096;
/** Sends in one go while a model's limits are not known: a refusal is then seen before the rest have left. */
const firstSends = 8;

/**
 * Drives a run: takes trials, asks the models, hands over results. `resume` when the reader has caught up,
 * `stop` when nobody reads any more.
 */
export function schedule(
  trials: Iterable<Trial>,
  options: ScheduleOptions,
): { resume(): void; stop(): void } {
  const { store, maxConcurrency, retries, trialTimeoutMs, backoffMs = 500 } = options;
  const source = trials[Symbol.iterator]();
  const lanes = new Map<string, Lane>();
  const jobs = new Map<string, Job>();
  const budget: Budget = { max: options.maxRunCost ?? null, spent: 0, reserved: 0, priceOf: options.priceOf };
  const giveUp = new AbortController();
  const startedAt = performance.now();
  const progress = reportProgress(options, startedAt);
  let exhausted = false;
  let ended = false;
  let inFlight = 0;
  let waiting = 0;
  let budgetSpent: ModelFailure | null = null;
  let timer: NodeJS.Timeout | undefined;
  let isPumping = false;

  const deadline = options.deadlineMs === undefined ? undefined : setTimeout(onDeadline, options.deadlineMs);
  const onAbort = () => end({ reason: options.signal?.reason });
  if (options.signal?.aborted) queueMicrotask(onAbort);
  else options.signal?.addEventListener('abort', onAbort, { once: true });
  queueMicrotask(pump);

  function end(error?: { reason: unknown }): void {
    if (ended) return;
    ended = true;
    clearTimeout(timer);
    clearTimeout(deadline);
    options.signal?.removeEventListener('abort', onAbort);
    if (inFlight > 0) giveUp.abort();
    if (!exhausted) source.return?.();
    progress.end(inFlight);
    options.onEnd(error);
  }

  function pump(): void {
    if (ended || isPumping) return;
    isPumping = true;
    try {
      fill();
    } catch (reason) {
      end({ reason });
    } finally {
      isPumping = false;
    }
    if (!ended && exhausted && inFlight === 0 && waiting === 0) end();
  }

  /** Starts what may start and takes trials until everything is in use; then sleeps until something changes. */
  function fill(): void {
    clearTimeout(timer);
    let sends = 0;
    while (options.hasRoom()) {
      const now = performance.now();
      const { lane, job, earliest } = pick(now);
      if (lane && job) {
        if (!start(lane, job, now)) return;
        sends += 1;
        if (sends >= firstSends && lane.isRising && lane.limit < lane.ceiling) {
          setImmediate(pump);
          return;
        }
      } else if (!exhausted && wantsTrials()) take();
      else {
        if (earliest < Number.POSITIVE_INFINITY) timer = setTimeout(pump, Math.max(0, earliest - now));
        return;
      }
    }
  }

  /** The least busy model that may be asked now; else when the first one may. */
  function pick(now: number): { lane?: Lane; job?: Job; earliest: number } {
    let found: { lane: Lane; job: Job } | undefined;
    let earliest = Number.POSITIVE_INFINITY;
    for (const lane of lanes.values()) {
      const job = nextJob(lane, now);
      if (job && inFlight < maxConcurrency) {
        const at = mayStartAt(lane, job, now);
        if (at <= now && (!found || lane.inFlight < found.lane.inFlight)) found = { lane, job };
        else if (at > now) earliest = Math.min(earliest, at);
      }
      for (const rested of lane.resting)
        if (rested.readyAt > now) earliest = Math.min(earliest, rested.readyAt);
    }
    return { ...found, earliest };
  }

  /** Whether more trials are worth taking: a call is free and some model has none waiting. */
  function wantsTrials(): boolean {
    if (inFlight >= maxConcurrency && waiting > 0) return false;
    if (waiting < maxConcurrency) return true;
    if (waiting >= mostWaiting) return false;
    for (const lane of lanes.values()) {
      if (lane.waiting.length === 0 && lane.resting.length === 0 && !lane.stopped) return true;
    }
    return false;
  }

  /** Takes the next trial: answered from the store, joined to its double, errored at once, or queued. */
  function take(): void {
    const next = source.next();
    if (next.done) {
      exhausted = true;
      return;
    }
    const trial = next.value;
    const key = trialKey(trial);
    progress.seen();
    const known = store.get(key);
    if (known) {
      hand({ trial, key, status: 'answered', answer: known, fromStore: true });
      return;
    }
    const double = jobs.get(key);
    if (double) {
      double.duplicates.push(trial);
      return;
    }
    const lane = laneOf(trial);
    const failure = options.offline ? offlineFailure(trial) : (lane.stopped ?? budgetSpent);
    if (failure) {
      hand({ trial, key, status: 'errored', failure });
      return;
    }
    const job: Job = {
      trial,
      key,
      duplicates: [],
      tries: 0,
      startedAt: 0,
      sentAt: 0,
      readyAt: 0,
      waitedMs: 0,
      usedBefore: { requests: 0, tokens: 0 },
      tokens: null,
      reservedUsd: 0,
    };
    jobs.set(key, job);
    lane.waiting.push(job);
    waiting += 1;
  }

  function laneOf({ request: { target } }: Trial): Lane {
    const name = `${target.provider} ${target.baseUrl} ${target.model}`;
    const known = lanes.get(name);
    if (known) return known;
    const lane = newLane(target, maxConcurrency);
    lanes.set(name, lane);
    return lane;
  }

  /** Sends a job; false when its price has to wait for others to be known. */
  function start(lane: Lane, job: Job, now: number): boolean {
    const expected = expectedCost(budget, job.trial.request, lane);
    const allowed = permission(budget, expected);
    if (allowed === 'wait') return false;
    if (allowed === 'stop') {
      const max = budget.max ?? 0;
      budgetSpent = failureOf(
        'budget',
        `Not asked: the run may cost ${max} USD (max-run-cost), and that is spent.`,
      );
      for (const one of lanes.values()) drop(one, budgetSpent);
      return true;
    }
    startJob(lane, job, now);
    waiting -= 1;
    inFlight += 1;
    job.reservedUsd = expected;
    budget.reserved += expected;
    options.send(job.trial.request, giveUp.signal).then(
      (result) => settle(lane, job, result),
      (reason: unknown) => end({ reason }),
    );
    return true;
  }

  function settle(lane: Lane, job: Job, result: SendResult): void {
    if (ended || jobs.get(job.key) !== job) return;
    const now = performance.now();
    lane.inFlight -= 1;
    inFlight -= 1;
    budget.reserved -= job.reservedUsd;
    if (result.ok) {
      laneAnswered(lane, job, now, result.limits);
      answered(lane, job, result.answer);
    } else {
      const { failure } = result;
      if (failure.kind === 'rate-limit') laneRefused(lane, job, now, failure.retryAfterMs, backoffMs);
      if (failure.kind === 'overloaded' || failure.kind === 'timeout') {
        laneOverloaded(lane, job, now, failure.retryAfterMs);
      }
      follow(
        lane,
        job,
        failure,
        decideRetry({ lane, job, failure, now, retries, trialTimeoutMs, backoffMs }),
      );
    }
    pump();
  }

  function answered(lane: Lane, job: Job, answer: Answer): void {
    const cost = budget.priceOf(job.trial.request.target, answer.usage);
    budget.spent += cost ?? 0;
    lane.largestCostUsd = Math.max(lane.largestCostUsd, cost ?? 0);
    progress.paid(answer.usage, cost);
    try {
      store.put(job.key, answer);
    } catch {
      progress.notice('Answers cannot be written to the response store; this run goes on without it.');
    }
    finish(job, (trial, first) => ({ trial, key: job.key, status: 'answered', answer, fromStore: !first }));
  }

  function follow(lane: Lane, job: Job, failure: ModelFailure, decision: Decision): void {
    if (decision.kind === 'again') {
      job.readyAt = decision.at;
      if (decision.counts) job.tries += 1;
      if (failure.kind === 'rate-limit') lane.waiting.unshift(job);
      else lane.resting.push(job);
      waiting += 1;
      return;
    }
    finish(job, (trial) => ({ trial, key: job.key, status: 'errored', failure }));
    if (decision.kind === 'stop') drop(lane, failure);
  }

  /** Nothing more is asked of this model: what waits for it comes out errored. */
  function drop(lane: Lane, failure: ModelFailure): void {
    lane.stopped ??= failure;
    for (const job of [...lane.waiting.splice(0), ...lane.resting.splice(0)]) {
      waiting -= 1;
      finish(job, (trial) => ({ trial, key: job.key, status: 'errored', failure }));
    }
  }

  function finish(job: Job, resultFor: (trial: Trial, first: boolean) => TrialResult): void {
    jobs.delete(job.key);
    hand(resultFor(job.trial, true));
    for (const trial of job.duplicates) hand(resultFor(trial, false));
  }

  function hand(result: TrialResult): void {
    progress.done(result, inFlight);
    options.onResult(result);
  }

  function onDeadline(): void {
    const seconds = Math.round((options.deadlineMs ?? 0) / 1000);
    const failure = failureOf('budget', `Not answered: the run's time limit of ${seconds} s was over.`);
    giveUp.abort();
    for (const lane of lanes.values()) lane.stopped = failure;
    budgetSpent = failure;
    inFlight = 0;
    for (const job of [...jobs.values()])
      finish(job, (trial) => ({ trial, key: job.key, status: 'errored', failure }));
    for (const lane of lanes.values()) {
      lane.waiting = [];
      lane.resting = [];
    }
    waiting = 0;
    pump();
  }

  return { resume: pump, stop: () => end() };
}

function offlineFailure(trial: Trial): ModelFailure {
  const { provider, model } = trial.request.target;
  return failureOf(
    'offline',
    `There is no recorded answer of ${provider}:${model} to this, and the run is offline.`,
  );
}
