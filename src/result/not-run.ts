import type { Comparison } from '../compare/comparison.ts';
import type { MissingAnswers, Notice } from '../domain/notice.ts';
import type { Outcome } from '../domain/outcome.ts';
import { isCutOff } from '../domain/outcome.ts';
import type { Result } from '../domain/result.ts';
import { missingAnswersSentence } from '../report/telling/notices.ts';

const REMEDY = 'Answers that came are kept: a re-run goes on from there. Or raise the limit.';

/** Answers that a limit of the run, of money or of time, prevented, as reported with the result. */
export type NotRun = { notices: Notice[]; errors: Result['errors'] };

/**
 * Reports what is missing in one prompt because the run had no more money or time, and what the verdict is based on. If
 * too much is missing to decide, or the figures may be incomplete, it is an error; else a notice.
 */
export function notRun(comparison: Comparison): NotRun {
  const { plan, outcomes, cutShort, confirmations, verdict } = comparison;
  const all = [...outcomes, ...cutShort, ...confirmations.anew, ...confirmations.again];
  const missing = all.filter(isCutOff);
  const [first] = missing;
  if (first?.status !== 'errored') return { notices: [], errors: [] };
  const facts: MissingAnswers = {
    path: plan.name,
    cause: first.failure.message,
    missing: missing.length,
    answers: all.length,
    segments: bySegment(comparison, missing),
  };
  if (verdict.verdict !== 'pass')
    return {
      notices: [],
      errors: [{ message: missingAnswersSentence(facts), place: null, remedy: REMEDY }],
    };
  const standsOn = cutShort.length > 0 ? 'first-look' : 'other-answers';
  return { notices: [{ code: 'answers-missing', standsOn, ...facts }], errors: [] };
}

/** The most missing first; equal ones in the suite's order. */
function bySegment({ plan }: Comparison, missing: readonly Outcome[]): MissingAnswers['segments'] {
  const perCase = new Map<string, number>();
  for (const { caseId } of missing) perCase.set(caseId, (perCase.get(caseId) ?? 0) + 1);
  const counts = new Map<string, number>();
  for (const { id, segments } of plan.suite.cases) {
    const count = perCase.get(id) ?? 0;
    for (const name of count > 0 ? segments : []) counts.set(name, (counts.get(name) ?? 0) + count);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([name, count]) => ({ name, missing: count }));
}
