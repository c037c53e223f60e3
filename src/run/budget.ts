import type { ModelRequest, PriceOf } from '../domain/answer.ts';
import { estimateUsage } from '../model/estimate.ts';

/** The money that one or several runs may spend, one after the other or at the same time. USD. */
export type Budget = {
  max: number | null;
  spent: number;
  /** Expected cost of the calls in flight. */
  reserved: number;
  /** Number of calls in flight that have reserved something. */
  reservations: number;
  priceOf: PriceOf;
  /** Callbacks of waiting runs, called when a call in flight reports its cost. */
  waiting: Set<() => void>;
};

/** A budget of `max` USD, none of it spent; null is no limit. */
export function newBudget(max: number | null, priceOf: PriceOf): Budget {
  return { max, spent: 0, reserved: 0, reservations: 0, priceOf, waiting: new Set() };
}

/** Reserves the expected cost of a call that is sent now. */
export function reserve(budget: Budget, usd: number): void {
  if (usd === 0) return;
  budget.reserved += usd;
  budget.reservations += 1;
}

/** Gives back what a call had reserved and calls the waiting runs. */
export function release(budget: Budget, usd: number): void {
  if (usd === 0) return;
  budget.reserved -= usd;
  budget.reservations -= 1;
  const waiting = [...budget.waiting];
  budget.waiting.clear();
  for (const wake of waiting) wake();
}

/**
 * Whether a call may be sent: `wait` until calls in flight have reported their cost, `stop` when no call can be paid
 * for any more.
 */
export type Permission = 'go' | 'wait' | 'stop';

/** What a call may cost, USD: as expected, and at least. */
export type CallCost = { expected: number; least: number };

/**
 * What a call may cost: 1.2 times the highest cost of this model's answers so far, 1.5 times while fewer than ten have
 * arrived. Before the first one, twice the estimate, and at least what its input costs: the estimate does not know how
 * long the answer will be. A model without a price costs nothing.
 */
export function costOf(
  budget: Budget,
  request: ModelRequest,
  seen: { answered: number; largestCostUsd: number },
): CallCost {
  if (budget.max === null) return { expected: 0, least: 0 };
  if (seen.answered > 0) {
    const usd = seen.largestCostUsd * (seen.answered >= 10 ? 1.2 : 1.5);
    return { expected: usd, least: usd };
  }
  const usage = estimateUsage(request);
  const price = (outputTokens: number) => budget.priceOf(request.target, { ...usage, outputTokens }) ?? 0;
  return { expected: price(usage.outputTokens) * 2, least: price(0) };
}

/**
 * Whether a call may be sent. Where nothing is in flight, one whose cost is not known yet may be sent as long as its input
 * can be paid: its answer tells what the others cost.
 */
export function permission(budget: Budget, { expected, least }: CallCost): Permission {
  if (budget.max === null || expected === 0) return 'go';
  if (budget.spent + least > budget.max) return 'stop';
  if (budget.spent + budget.reserved + expected <= budget.max) return 'go';
  return budget.reservations > 0 ? 'wait' : 'go';
}
