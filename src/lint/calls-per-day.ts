import type { CostPolicy } from '../domain/policy.ts';

/** The policy's average month, 365.25 / 12 days. */
const DAYS_A_MONTH = 30.4375;

/** Calls a day in production; null where the policy does not state its traffic. */
export function callsPerDay({ callsPerMonth }: Pick<CostPolicy, 'callsPerMonth'>): number | null {
  return callsPerMonth === null ? null : callsPerMonth / DAYS_A_MONTH;
}
