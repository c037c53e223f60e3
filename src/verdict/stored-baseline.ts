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
    return areApart(before.answeredAt, after.answeredAt);
  });
}

/**
 * Whether different runs asked for the baseline's and the candidate's answer to a trial. The run's name is kept with the
 * answer, so that a run that is repeated from the store finds the same. Answers without a name count as of one run.
 */
export function isAskedApart({ baseline, candidate }: Record<Arm, readonly Outcome[]>): boolean {
  return baseline.some((before) => {
    const after = candidate.find(({ index }) => index === before.index);
    if (before.status === 'errored' || !after || after.status === 'errored') return false;
    return before.run !== after.run;
  });
}

/** Whether an answer of the baseline is older than one of the candidate by more than a run may take; ms since the epoch. */
export function areApart(baselineAt: number | undefined, candidateAt: number | undefined): boolean {
  if (candidateAt === undefined) return false;
  return baselineAt === undefined || candidateAt - baselineAt >= APART_MS;
}
