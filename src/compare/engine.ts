import type { Config } from '../domain/policy.ts';
import type { GateRequest } from '../domain/request.ts';
import { priceOf } from '../model/prices.ts';
import { newBudget } from '../run/budget.ts';
import type { RunOptions } from '../run/options.ts';
import { newTraffic } from '../run/traffic.ts';

/** How models are asked in this run, for answers and for judgements, of all looks: one budget for everything. */
export function engineFor(
  { run, cost }: Config,
  request: Pick<GateRequest, 'offline' | 'log' | 'signal'>,
  means: Pick<RunOptions, 'store' | 'send' | 'knownFailure'>,
): RunOptions {
  return {
    ...means,
    priceOf,
    budget: newBudget(cost.maxRunCost, priceOf),
    traffic: newTraffic(),
    maxConcurrency: run.maxConcurrency,
    trialTimeoutMs: run.trialTimeoutMs,
    retries: run.retries,
    ...(run.timeLimitMs !== null && { deadlineMs: run.timeLimitMs, startedAt: performance.now() }),
    offline: request.offline,
    ...(request.signal && { signal: request.signal }),
    onNotice: (notice) => request.log(notice),
  };
}
