import type { Answer, ModelFailure } from '../domain/answer.ts';
import type { Trial, TrialResult } from '../domain/trial.ts';
import { failureOf, notRecorded } from '../model/failure.ts';
import type { SendResult } from '../model/response.ts';
import { formatMoney } from '../prose/numbers.ts';
import { costOf, newBudget, permission, reserve } from './budget.ts';
import { giveBack, type Job, type Lane } from './lane.ts';
import type { RunOptions } from './options.ts';
import { reportProgress } from './progress.ts';
import {
  dequeue,
  enqueue,
  findNext,
  laneFor,
  newQueue,
  removeWaiting,
  requeue,
  wantsTrials,
} from './queue.ts';
import { decideRetry } from './retry.ts';
import { trialKey } from './store.ts';
import { noteAnswer, noteFailure, noteReturn } from './throttle/returning.ts';
import { timeIsOver } from './time-is-over.ts';
import { newTraffic, wakeOthers } from './traffic.ts';

export type ScheduleOptions = RunOptions & {
  /** Whether the reader can take more results; false while it is behind. */
  hasRoom: () => boolean;
  /** Whether the iterable, when exhausted, may yield more later: then `resume` asks it again. Default: never. */
  isOpen?: () => boolean;
  onResult: (result: TrialResult) => void;
  /** No more results; `error` if the run was aborted. */
  onEnd: (error?: { reason: unknown }) => void;
};

/**
 * Drives a run: takes trials, asks the models, hands over results. Call `resume` when the reader has caught up, `stop`
 * when results are no longer read.
 */
export function schedule(
  trials: Iterable<Trial>,
  options: ScheduleOptions,
): { resume(): void; stop(): void } {
  const { store, maxConcurrency, retries, trialTimeoutMs, backoffMs = 500, signal } = options;
  const source = trials[Symbol.iterator]();
  const traffic = options.traffic ?? newTraffic();
  const queue = newQueue(maxConcurrency, traffic, options.ahead);
  const budget = options.budget ?? newBudget(options.maxRunCost ?? null, options.priceOf);
  const giveUp = new AbortController();
  const progress = reportProgress(options, performance.now());
  let exhausted = false;
  let ended = false;
  let isPumping = false;
  let isPreparing = false;
  let inFlight = 0;
  let timer: NodeJS.Timeout | undefined;
  /** Why no model is asked any more: the money or the time is spent. */
  let spent: ModelFailure | null = null;

  const startedAt = options.startedAt ?? performance.now();
  const leftMs = startedAt + (options.deadlineMs ?? Number.POSITIVE_INFINITY) - performance.now();
  const deadline = Number.isFinite(leftMs) ? setTimeout(onDeadline, Math.max(0, leftMs)) : undefined;
  const onAbort = () => end({ reason: signal?.reason });
  signal?.addEventListener('abort', onAbort, { once: true });
  if (leftMs <= 0) spent = timeIsOver(options.deadlineMs);
  if (!signal?.aborted) progress.begin();
  queueMicrotask(signal?.aborted ? onAbort : pump);

  function end(error?: { reason: unknown }): void {
    if (ended) return;
    ended = true;
    traffic.waiting.delete(pump);
    clearTimeout(timer);
    clearTimeout(deadline);
    signal?.removeEventListener('abort', onAbort);
    giveUp.abort();
    if (!exhausted) source.return?.();
    for (const job of queue.jobs.values()) giveBack(budget, job);
    progress.end(inFlight);
    options.onEnd(error);
  }

  function pump(): void {
    if (ended || isPumping) return;
    isPumping = true;
    try {
      fill();
      if (exhausted && queue.jobs.size === 0 && !options.isOpen?.()) end();
    } catch (reason) {
      end({ reason });
    } finally {
      isPumping = false;
    }
  }

  /** Starts all calls that may start and takes trials until all capacity is in use; then waits for a change. */
  function fill(): void {
    clearTimeout(timer);
    while (options.hasRoom()) {
      const now = performance.now();
      const isFull = traffic.inFlight >= maxConcurrency;
      const next = isFull ? { earliest: Number.POSITIVE_INFINITY } : findNext(queue, now);
      if ('job' in next) {
        if (!start(next.lane, next.job, now)) return;
      } else if (!exhausted && !isFull && wantsTrials(queue)) {
        take();
      } else {
        if (!exhausted && queue.waiting < queue.ahead / 2) prepareSoon();
        if (queue.waiting > 0) traffic.waiting.add(pump);
        if (next.earliest < Number.POSITIVE_INFINITY) {
          timer = setTimeout(pump, Math.max(0, next.earliest - now));
        }
        return;
      }
    }
  }

  /** Takes the next trials while idle, so that they are ready when calls come back. */
  function prepareSoon(): void {
    if (isPreparing) return;
    isPreparing = true;
    setImmediate(() => {
      isPreparing = false;
      try {
        while (!ended && !exhausted && options.hasRoom() && queue.waiting < queue.ahead) take();
      } catch (reason) {
        end({ reason });
      }
      pump();
    });
  }

  /** Takes the next trial: answered from the store, merged with an identical trial, errored at once, or queued. */
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
    const double = queue.jobs.get(key);
    if (double) {
      double.duplicates.push(trial);
      return;
    }
    const lane = laneFor(queue, trial.request.target);
    const failure =
      options.knownFailure?.(trial) ??
      (options.offline ? notRecorded(trial.request.target) : (lane.throttle.stopped ?? spent));
    if (failure) hand({ trial, key, status: 'errored', failure });
    else enqueue(queue, lane, trial, key);
  }

  /** Sends a job; false if it has to wait for the cost of the calls in flight. */
  function start(lane: Lane, job: Job, now: number): boolean {
    if (lane.throttle.stopped) {
      dropWaiting(lane, lane.throttle.stopped);
      return true;
    }
    const cost = costOf(budget, job.trial.request, lane);
    const allowed = permission(budget, cost);
    if (allowed === 'wait') {
      budget.waiting.add(pump);
      return false;
    }
    if (allowed === 'stop') {
      stopAll(
        failureOf('budget', `Not asked: the run may cost ${formatMoney(budget.max ?? 0)} (max-run-cost).`),
      );
      return true;
    }
    dequeue(queue, lane, job, now);
    inFlight += 1;
    traffic.inFlight += 1;
    job.reservedUsd = cost.expected;
    reserve(budget, cost.expected);
    options.send(job.trial.request, giveUp.signal).then(
      (result) => settle(lane, job, result),
      (reason: unknown) => end({ reason }),
    );
    return true;
  }

  function settle(lane: Lane, job: Job, result: SendResult): void {
    traffic.inFlight -= 1;
    noteReturn(lane.throttle, job, result.ok);
    lane.inFlight -= 1;
    if (ended || queue.jobs.get(job.key) !== job) {
      wakeOthers(traffic, pump);
      return;
    }
    inFlight -= 1;
    if (result.ok) {
      lane.answered += 1;
      noteAnswer(lane.throttle, job, performance.now(), result.limits);
      const usd = pay(lane, job, result.answer);
      wakeOthers(traffic, pump);
      pump();
      answered(job, { ...result.answer, answeredAt: Date.now(), run: traffic.run }, usd);
    } else {
      failed(lane, job, result.failure);
      giveBack(budget, job);
      wakeOthers(traffic, pump);
    }
    pump();
  }

  /** Books the cost of an answer, before the next call is sent, so that the budget holds. */
  function pay(lane: Lane, job: Job, answer: Answer): number | null {
    const usd = budget.priceOf(job.trial.request.target, answer.usage);
    budget.spent += usd ?? 0;
    lane.largestCostUsd = Math.max(lane.largestCostUsd, usd ?? 0);
    giveBack(budget, job);
    return usd;
  }

  function answered(job: Job, answer: Answer, usd: number | null): void {
    progress.paid(answer.usage, usd);
    try {
      store.put(job.key, answer);
    } catch {
      progress.notice('Answers could not be written to the response store: a later run asks for them again.');
    }
    finish(job, (trial, isFirst) => ({
      trial,
      key: job.key,
      status: 'answered',
      answer,
      fromStore: !isFirst,
    }));
  }

  function failed(lane: Lane, job: Job, failure: ModelFailure): void {
    const now = performance.now();
    const { throttle } = lane;
    noteFailure(throttle, job, now, failure);
    const decision = decideRetry({ throttle, job, failure, now, retries, trialTimeoutMs, backoffMs });
    if (decision.kind === 'again' && !throttle.stopped && !spent) {
      job.readyAt = decision.at;
      job.soonestAt = decision.soonestAt;
      if (decision.counts) job.tries += 1;
      requeue(queue, lane, job);
      return;
    }
    errored(job, throttle.stopped ?? spent ?? failure);
    if (decision.kind !== 'stop') return;
    throttle.stopped ??= failure;
    dropWaiting(lane, throttle.stopped);
  }

  function dropWaiting(lane: Lane, failure: ModelFailure): void {
    for (const job of removeWaiting(queue, lane)) errored(job, failure);
  }

  /** Stops all further calls, to any model. */
  function stopAll(failure: ModelFailure): void {
    spent ??= failure;
    for (const lane of queue.lanes.values()) dropWaiting(lane, spent);
  }

  function onDeadline(): void {
    const failure = timeIsOver(options.deadlineMs);
    stopAll(failure);
    inFlight = 0;
    for (const job of [...queue.jobs.values()]) {
      giveBack(budget, job);
      errored(job, failure);
    }
    giveUp.abort();
    pump();
  }

  function errored(job: Job, failure: ModelFailure): void {
    finish(job, (trial) => ({ trial, key: job.key, status: 'errored', failure }));
  }

  function finish(job: Job, resultFor: (trial: Trial, isFirst: boolean) => TrialResult): void {
    queue.jobs.delete(job.key);
    hand(resultFor(job.trial, true));
    for (const trial of job.duplicates) hand(resultFor(trial, false));
  }

  function hand(result: TrialResult): void {
    progress.done(result, inFlight);
    options.onResult(result);
  }

  function resume(): void {
    if (options.isOpen?.()) exhausted = false;
    pump();
  }

  return { resume, stop: () => end() };
}
