import type { Asking } from '../../../compare/answers.ts';
import { askLooks } from '../../../compare/ask.ts';
import { evidenceOf, newComparison } from '../../../compare/comparison.ts';
import type { DriftControl } from '../../../domain/drift.ts';
import type { ArmEvidence } from '../../../domain/evidence.ts';
import type { EvidenceFile } from '../../../domain/registry-files.ts';
import type { Case } from '../../../domain/suite.ts';
import type { PromptPlan } from '../../../plan/plan.ts';
import { caseKey } from '../../../registry/evidence.ts';
import { caseDigestOf } from '../../../registry/suite-digest.ts';
import { assertionsThatAsk } from '../../../score/judge/asked.ts';

/** The answers of then, as they are judged today. */
export type JudgedAgain = {
  /** The evidence of then without the cases whose answers are not stored any more. */
  file: EvidenceFile;
  /** Null where no model judges. */
  counts: Pick<DriftControl, 'judged' | 'found' | 'worse' | 'better'> | null;
};

/**
 * Judges the stored answers of an evidence again, by the judges of a plan. What no model judges is judged the same way for
 * ever, and stays as it was. No model is asked for an answer.
 * @param asking with today's judges
 * @param scope in which the answers of then are stored
 */
export async function judgeAgain(
  { plan, asking }: { plan: PromptPlan; asking: Asking },
  then: EvidenceFile,
  scope: string,
): Promise<JudgedAgain> {
  const judged = plan.suite.cases.filter((testCase) => isJudged(testCase) && isOf(then, testCase));
  if (judged.length === 0) return { file: then, counts: null };
  asking.log(`Judging the stored answers to ${judged.length} cases again.`);
  const state = { ...newComparison(plan), nextCases: judged };
  const looks = await askLooks([state], {
    ...asking,
    scope: () => scope,
    engine: { ...asking.engine, offline: true },
  });
  const { cases } = evidenceOf(plan, [looks.get(state)?.outcomes ?? []], new Map());
  const today = new Map(cases.map(({ id, candidate }) => [caseKey(id), candidate]));
  const counts = { judged: judged.length, found: 0, worse: 0, better: 0 };
  const file = { ...then, cases: { ...then.cases } };
  for (const key of judged.map(({ id }) => caseKey(id))) {
    const before = then.cases[key];
    const now = today.get(key);
    if (!before || !now || !isWhole(now, before)) {
      delete file.cases[key];
      continue;
    }
    counts.found += 1;
    if (now.passes < before.passes) counts.worse += 1;
    if (now.passes > before.passes) counts.better += 1;
    file.cases[key] = { ...before, passes: now.passes, score: now.score };
  }
  return { file, counts };
}

/** Whether a model judges an answer to a case. */
function isJudged(testCase: Case): boolean {
  return (['judgement', 'embedding'] as const).some((what) => assertionsThatAsk(testCase, what).length > 0);
}

/** Whether an evidence has the case, with the same content. */
function isOf({ cases }: EvidenceFile, testCase: Case): boolean {
  const key = caseKey(testCase.id);
  return Object.hasOwn(cases, key) && cases[key]?.content === caseDigestOf(testCase);
}

/** Whether all answers of then were there, and were judged. */
function isWhole(now: ArmEvidence, then: { trials: number; errored: number }): boolean {
  return now.errored === 0 && then.errored === 0 && now.trials > 0 && now.trials === then.trials;
}
