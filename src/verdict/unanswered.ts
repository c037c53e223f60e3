import type { CaseEvidence, Evidence } from '../domain/evidence.ts';
import type { Reason } from '../domain/verdict.ts';
import type { LostCritical } from './critical.ts';
import type { Judged, JudgedRows } from './judged.ts';

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

type Findings = { judged: Judged; critical: LostCritical };

/**
 * What would block if the answers that only the candidate lacks were failures, and does not without them: it cannot be
 * told. Critical cases first; the whole where it is no segment.
 */
export function unansweredReasons(found: Findings, worst: Findings): Reason[] {
  const critical = worst.critical.lost.filter((caseId) => !found.critical.lost.includes(caseId));
  const segments = worst.judged.segments.filter(
    (one, index) => isWorse(one) && !isWorse(found.judged.segments[index]),
  );
  const isWhole = segments.length === 0 && isWorse(worst.judged.whole) && !isWorse(found.judged.whole);
  const names = isWhole ? [worst.judged.whole.row.name] : segments.map(({ row }) => row.name);
  return [
    ...critical.map((caseId): Reason => ({ kind: 'critical-case-unanswered', caseId })),
    ...names.map((segment): Reason => ({ kind: 'invalid', segment })),
  ];
}

function isWorse(rows: JudgedRows | undefined): boolean {
  return rows?.row.verdict === 'regression' || rows?.ofBase?.verdict === 'regression';
}
