import type { ArmEvidence, CaseEvidence } from '../domain/evidence.ts';

/** Fewest trials of a case that show that it always passes, or always fails. */
const ALWAYS_FROM = 3;

/** Cases that in three trials or more always passed before, and always fail now. */
export function severeCases(cases: readonly CaseEvidence[]): string[] {
  return cases.filter((one) => isLost(one) && fewestTrials(one) >= ALWAYS_FROM).map(({ id }) => id);
}

/** The critical cases that are lost: those to be asked again, and those of which that brought no answer. */
export type LostCritical = {
  /** Lost in three trials an arm or more, or not asked again yet. */
  lost: string[];
  askAgain: string[];
  unanswered: string[];
};

/**
 * Critical cases that the baseline always passed and the candidate always failed. With fewer than three trials an arm a
 * case is asked twice more in both arms, and is lost only if those say the same: of twenty cases that pass in 98 of a
 * hundred trials, one is lost by chance in a third of all pull requests by a single trial, and in fewer than one of a
 * thousand by three.
 */
export function lostCritical(cases: readonly CaseEvidence[]): LostCritical {
  const lost: LostCritical = { lost: [], askAgain: [], unanswered: [] };
  for (const one of cases) {
    if (!one.critical || !isLost(one)) continue;
    const all = withFurtherTrials(one);
    const isShort = fewestTrials(all) < ALWAYS_FROM;
    if (one.again && !isLost(all)) continue;
    if (one.again && isShort) lost.unanswered.push(one.id);
    else lost.lost.push(one.id);
    if (isShort && !one.again) lost.askAgain.push(one.id);
  }
  return lost;
}

/** The critical cases that a version failed each time, in fewer trials than show that it always does. */
export function failedOnce(cases: readonly CaseEvidence[]): string[] {
  return cases.flatMap(({ id, critical, candidate: { trials, passes } }) =>
    critical && trials > 0 && trials < ALWAYS_FROM && passes === 0 ? [id] : [],
  );
}

type Arms = Pick<CaseEvidence, 'baseline' | 'candidate'>;

function isLost({ baseline, candidate }: Arms): boolean {
  if (!baseline || baseline.trials === 0 || candidate.trials === 0) return false;
  return baseline.passes === baseline.trials && candidate.passes === 0;
}

function fewestTrials({ baseline, candidate }: Arms): number {
  return Math.min(baseline?.trials ?? 0, candidate.trials);
}

function withFurtherTrials({ baseline, candidate, again }: CaseEvidence): Arms {
  if (!again) return { baseline, candidate };
  return {
    baseline: baseline && added(baseline, again.baseline),
    candidate: added(candidate, again.candidate),
  };
}

function added(arm: ArmEvidence, more: ArmEvidence): ArmEvidence {
  return { ...arm, trials: arm.trials + more.trials, passes: arm.passes + more.passes };
}
