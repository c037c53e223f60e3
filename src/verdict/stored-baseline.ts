import type { Outcome } from '../domain/outcome.ts';
import type { Arm } from '../domain/trial.ts';

/** Answers that are so far apart, ms, were not given side by side: the provider may have changed in between. */
const APART_MS = 60 * 60 * 1000;

/**
 * Whether the baseline of a case is stored: one of its answers is older by an hour and more than the candidate's to the
 * same trial, as when an earlier pull request or push asked the same. The times are kept with the answers, so that a
 * run that is repeated from the store finds the same. An answer without a time is older than any with one.
 */
export function isBaselineStored({ baseline, candidate }: Record<Arm, readonly Outcome[]>): boolean {
  return baseline.some((before) => {
    const after = candidate.find(({ index }) => index === before.index);
    if (before.status === 'errored' || !after || after.status === 'errored') return false;
    if (after.answeredAt === undefined) return false;
    return before.answeredAt === undefined || after.answeredAt - before.answeredAt >= APART_MS;
  });
}
