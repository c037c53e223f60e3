import type { CaseEvidence, Evidence } from '../domain/evidence.ts';

/**
 * The evidence as though the candidate had failed each trial that it did not answer and the baseline did; null where
 * there is none. An answer that only the candidate lacks may lack because of what the candidate asks (a filter, a
 * context that overflows, a script that throws on it), so it must never be worth more to it than a failed one.
 */
export function withUnansweredLost(evidence: Evidence): Evidence | null {
  if (evidence.cases.every(({ unanswered }) => unanswered === undefined)) return null;
  return { ...evidence, cases: evidence.cases.map(asLost) };
}

function asLost(one: CaseEvidence): CaseEvidence {
  const { unanswered, baseline, candidate } = one;
  if (!unanswered) return one;
  const trials = candidate.trials + unanswered.trials;
  const meanOf = (completed: number, lost: number) =>
    (completed * candidate.trials + lost * unanswered.trials) / trials;
  return {
    ...one,
    baseline: baseline && {
      ...baseline,
      trials,
      passes: baseline.passes + unanswered.passes,
      score: meanOf(baseline.score, unanswered.score),
    },
    candidate: { ...candidate, trials, score: meanOf(candidate.score, 0) },
  };
}
