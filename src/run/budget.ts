import type { ModelRequest, PriceOf } from '../domain/answer.ts';
import { estimateUsage } from '../model/estimate.ts';

/** Money, USD. What draws on it may be several runs, one after the other or at the same time. */
export type Budget = {
  max: number | null;
  spent: number;
  /** What calls in flight are taken to cost. */
  reserved: number;
  priceOf: PriceOf;
  /** Those who were told to wait, to be called when a call in flight has told its price. */
  waiting: Set<() => void>;
};

/** A budget of `max` USD, none of it spent; null is no limit. */
export function newBudget(max: number | null, priceOf: PriceOf): Budget {
  return { max, spent: 0, reserved: 0, priceOf, waiting: new Set() };
}

/** Gives back what a call had reserved and wakes whoever waits for it. */
export function release(budget: Budget, usd: number): void {
  budget.reserved -= usd;
  if (usd === 0) return;
  const waiting = [...budget.waiting];
  budget.waiting.clear();
  for (const wake of waiting) wake();
}

/** Whether a call may go: `wait` until calls in flight have told their price, `stop` when no call can be paid any more. */
export type Permission = 'go' | 'wait' | 'stop';

/**
 * What a call is taken to cost before it is answered, USD: with ten answers seen, the dearest of them and a fifth;
 * before that, twice the estimate. A model without a price costs nothing.
 */
export function expectedCost(
  budget: Budget,
  request: ModelRequest,
  seen: { answered: number; largestCostUsd: number },
): number {
  if (budget.max === null) return 0;
  if (seen.answered >= 10) return seen.largestCostUsd * 1.2;
  return (budget.priceOf(request.target, estimateUsage(request)) ?? 0) * 2;
}

/** Whether a call expected to cost `usd` may go. */
export function permission(budget: Budget, usd: number): Permission {
  if (budget.max === null || usd === 0) return 'go';
  if (budget.spent + usd > budget.max) return 'stop';
  return budget.spent + budget.reserved + usd > budget.max ? 'wait' : 'go';
}
