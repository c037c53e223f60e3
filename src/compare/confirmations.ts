import type { CaseEvidence } from '../domain/evidence.ts';
import type { Outcome } from '../domain/outcome.ts';
import { armEvidence } from '../verdict/pair.ts';

/** What was asked so that a block stands on more than one draw: the baseline anew, and lost critical cases again. */
export type Confirmations = { anew: readonly Outcome[]; again: readonly Outcome[] };

export const NOTHING_CONFIRMED: Confirmations = { anew: [], again: [] };

/** Evidence of cases with what was asked to confirm it. */
export function withConfirmations(
  cases: readonly CaseEvidence[],
  { anew, again }: Confirmations,
): CaseEvidence[] {
  if (anew.length + again.length === 0) return [...cases];
  const [anewOf, againOf] = [byCase(anew), byCase(again)];
  return cases.map((one) => {
    const fresh = anewOf.get(one.id);
    const more = againOf.get(one.id);
    const arm = (name: Outcome['arm']) => armEvidence((more ?? []).filter((outcome) => outcome.arm === name));
    return {
      ...one,
      ...(fresh && { freshBaseline: armEvidence(fresh) }),
      ...(more && { again: { baseline: arm('baseline'), candidate: arm('candidate') } }),
    };
  });
}

function byCase(outcomes: readonly Outcome[]): Map<string, Outcome[]> {
  const found = new Map<string, Outcome[]>();
  for (const outcome of outcomes) {
    const ofCase = found.get(outcome.caseId);
    if (ofCase) ofCase.push(outcome);
    else found.set(outcome.caseId, [outcome]);
  }
  return found;
}
