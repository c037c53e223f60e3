import type { ModelRequest, PriceOf } from '../domain/answer.ts';
import { estimateUsage } from '../model/estimate.ts';

/** The money that one or several runs may spend, one after the other or at the same time. USD. */
export type Budget = {
  max: number | null;
  spent: number;
  /** Expected cost of the calls in flight. */
  reserved: number;
  priceOf: PriceOf;
  /** Callbacks of waiting runs, called when a call in flight reports its cost. */
  waiting: Set<() => void>;
};

/** A budget of `max` USD, none of it spent; null is no limit. */
export function newBudget(max: number | null, priceOf: PriceOf): Budget {
  return { max, spent: 0, reserved: 0, priceOf, waiting: new Set() };
}

/** Gives back what a call had reserved and calls the waiting runs. */
export function release(budget: Budget, usd: number): void {
  budget.reserved -= usd;
  if (usd === 0) return;
  const waiting = [...budget.waiting];
  budget.waiting.clear();
  for (const wake of waiting) wake();
}

/**
 * Whether a call may be sent: `wait` until calls in flight have reported their cost, `stop` when no call can be paid
 * for any more.
 */
export type Permission = 'go' | 'wait' | 'stop';

/**
 * The expected cost of a call, USD: 1.2 times the highest cost so far once ten answers have arrived; before that, twice
 * the estimate. A model without a price costs nothing.
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

/** Whether a call expected to cost `usd` may be sent. */
export function permission(budget: Budget, usd: number): Permission {
  if (budget.max === null || usd === 0) return 'go';
  if (budget.spent + usd > budget.max) return 'stop';
  return budget.spent + budget.reserved + usd > budget.max ? 'wait' : 'go';
}
