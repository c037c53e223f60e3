import type { Comparison } from '../compare/comparison.ts';
import type { Outcome } from '../domain/outcome.ts';
import { isCutOff } from '../domain/outcome.ts';
import type { Result } from '../domain/result.ts';

const MOST_SEGMENTS = 5;

const REMEDY = 'Answers that came are kept: a re-run goes on from there. Or raise the limit.';

/** What a limit of the run, of money or of time, kept from being asked or answered, as told with the result. */
export type NotRun = { notices: string[]; errors: Result['errors'] };

/**
 * Names what is missing in one prompt because the run had no more money or time, and on what the verdict stands. Where
 * too much is missing to decide, or what was shown may not be all, it is an error; else a notice.
 */
export function notRun(comparison: Comparison): NotRun {
  const { plan, outcomes, unjudged, verdict } = comparison;
  const all = [...outcomes, ...unjudged];
  const missing = all.filter(isCutOff);
  const [first] = missing;
  if (first?.status !== 'errored') return { notices: [], errors: [] };
  const counted = `${missing.length} of ${all.length} answers are missing (${bySegment(comparison, missing)}).`;
  const told = `${first.failure.message} \`${plan.name}\`: ${counted}`;
  if (verdict.verdict !== 'pass')
    return { notices: [], errors: [{ message: told, place: null, remedy: REMEDY }] };
  const stands = unjudged.length > 0 ? 'the cases of the first look' : 'the others';
  return { notices: [`${told} The verdict stands on ${stands}.`], errors: [] };
}

/** `40 in enterprise, 12 in standard and 3 in 2 more segments`; equal ones as they stand in the suite. */
function bySegment({ plan }: Comparison, missing: readonly Outcome[]): string {
  const perCase = new Map<string, number>();
  for (const { caseId } of missing) perCase.set(caseId, (perCase.get(caseId) ?? 0) + 1);
  const counts = new Map<string, number>();
  for (const { id, segments } of plan.suite.cases) {
    const count = perCase.get(id) ?? 0;
    for (const name of count > 0 ? segments : []) counts.set(name, (counts.get(name) ?? 0) + count);
  }
  const most = [...counts].sort(([, a], [, b]) => b - a);
  const shown = most.slice(0, MOST_SEGMENTS).map(([name, count]) => `${count} in ${name}`);
  const others = most.slice(MOST_SEGMENTS);
  const rest = others.reduce((sum, [, count]) => sum + count, 0);
  return shown.join(', ') + (others.length > 0 ? ` and ${rest} in ${others.length} more segments` : '');
}
